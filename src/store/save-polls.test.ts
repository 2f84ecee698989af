import { expect, test } from 'vitest';
import { clearAllLeftovers } from '../../test/kit/clear-leftovers.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  aCommit,
  aNotification,
  aPollToSave,
  completed,
  cursorOf,
  eventIdsOf,
  storePolledInstance,
} from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { claimDuePolls, claimInstancePolls, type ClaimedPoll } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import { deleteInstance } from './delete-instance.ts';
import { pausePolls } from './pause-polls.ts';
import { savePolls, type PollToSave } from './save-polls.ts';

const database = useEmptyDatabase();

async function claim(instanceId: number): Promise<ClaimedPoll> {
  const of = { instanceId, resource: 'contacts', now, leaseUntil: now + 60_000 };
  const [poll] = await claimInstancePolls(database.db, sealer, of);
  if (!poll) throw new Error('not claimed');
  return poll;
}

/** An instance whose poll of contacts has a cursor at 1,000. */
async function polledOnce() {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  const cursors = [
    {
      cursorId,
      clockSkew: 0,
      baseline: true,
      reached: { watermark: 1_000, scannedAt: 1_000, completeUpTo: 900, forgetBefore: 0 },
    },
  ];
  const versions = [{ cursorId, recordId: '1', version: 'v', revision: 0, date: undefined }];
  await createCommitChanges(db)(aCommit(poll, { cursors, versions, settle: completed(now + 900_000) }));
  return { instanceId, poll };
}

const save = (instanceId: number, polls: PollToSave[], enabled = true) =>
  savePolls(database.db, { instanceId, now, enabled, polls });

test('an edited poll keeps its cursor and what it has seen as long as it is the same resource', async () => {
  const { instanceId, poll } = await polledOnce();
  const definition = aPollDefinition({ pageSize: 77 });
  await save(instanceId, [aPollToSave('contacts', { definition, intervalMs: 5, startUs: 9, initialBeforeUs: 9 })]);
  const edited = await claim(instanceId);
  expect(edited).toMatchObject({
    id: poll.id,
    intervalMs: 5,
    definition: { pageSize: 77 },
    start: 0,
    initialBefore: 0,
  });
  expect(edited.cursors).toMatchObject([{ watermark: 1_000, baselineComplete: true }]);
  expect(await database.db.selectFrom('record_versions').selectAll().execute()).toHaveLength(1);
});

test('a resource of another identity begins anew', async () => {
  const { instanceId } = await polledOnce();
  await save(instanceId, [aPollToSave('contacts', { identity: 'second', startUs: 5 })]);
  expect(await claim(instanceId)).toMatchObject({ start: 5, cursors: [] });
  expect(await clearAllLeftovers(database.db)).toEqual({ versions: 2 });
  expect(await database.db.selectFrom('record_versions').selectAll().execute()).toEqual([]);
});

test('what is no longer polled is forgotten, and its events stay', async () => {
  const { instanceId, poll } = await polledOnce();
  await createCommitChanges(database.db)(aCommit(poll, { notifications: [aNotification(['a'])] }));
  await save(instanceId, [aPollToSave('deals')]);
  const resources = await database.db.selectFrom('polls').select('resource').execute();
  expect(resources).toEqual([{ resource: 'deals' }]);
  expect(await eventIdsOf(database.db)).toEqual(['a']);
  await save(instanceId, []);
  expect(await database.db.selectFrom('polls').selectAll().execute()).toEqual([]);
});

test('a poll that is running is fenced off and due again with its new definition', async () => {
  const { instanceId } = await polledOnce();
  const running = await claim(instanceId);
  await save(instanceId, [aPollToSave('contacts')]);
  await expect(createCommitChanges(database.db)(aCommit(running))).rejects.toMatchObject({ code: 'poll.superseded' });
  const due = await claimDuePolls(database.db, sealer, { now, leaseUntil: now, limit: 1 });
  expect(due).toMatchObject([{ fence: running.fence + 2, consecutiveFailures: 0 }]);
});

test('a poll whose resource changed while it was running is fenced off too', async () => {
  const { instanceId } = await polledOnce();
  const running = await claim(instanceId);
  await save(instanceId, [aPollToSave('contacts', { identity: 'second' })]);
  await expect(createCommitChanges(database.db)(aCommit(running))).rejects.toMatchObject({ code: 'poll.superseded' });
});

test('polls of an instance whose events are off are not due', async () => {
  const { instanceId } = await polledOnce();
  await save(instanceId, [aPollToSave('contacts')], false);
  expect(await claimDuePolls(database.db, sealer, { now: now + 1e9, leaseUntil: now, limit: 1 })).toEqual([]);
});

test('paused polls are not due, their running ones are fenced off, and their cursors stay', async () => {
  const { instanceId } = await polledOnce();
  const running = await claim(instanceId);
  await pausePolls(database.db, instanceId);
  await expect(createCommitChanges(database.db)(aCommit(running))).rejects.toMatchObject({ code: 'poll.superseded' });
  expect(await claimDuePolls(database.db, sealer, { now: now + 1e9, leaseUntil: now, limit: 1 })).toEqual([]);
  expect((await claim(instanceId)).cursors).toMatchObject([{ watermark: 1_000 }]);
});

test('what a deleted instance had seen and told goes with it', async () => {
  const { db } = database;
  const { instanceId, poll } = await polledOnce();
  const claimed = await claim(instanceId);
  await createCommitChanges(db)(aCommit(claimed, { notifications: [aNotification(['e-1'])] }));
  const { organization_id: organizationId } = await db
    .selectFrom('instances')
    .select('organization_id')
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  expect(await deleteInstance(db, { organizationId, id: instanceId })).toBe(true);
  await clearAllLeftovers(db);
  const left = await Promise.all([
    db.selectFrom('events').selectAll().execute(),
    db.selectFrom('cursors').selectAll().where('poll_id', '=', poll.id).execute(),
    db.selectFrom('record_versions').selectAll().execute(),
  ]);
  expect(left).toEqual([[], [], []]);
});

test('a poll that was asked for by hand does not start those that are meant to stand still', async () => {
  const { instanceId } = await polledOnce();
  await save(instanceId, [aPollToSave('contacts')], false);
  const poll = await claim(instanceId);
  await createCommitChanges(database.db)(aCommit(poll, { settle: completed(now + 900_000) }));
  const rows = await database.db.selectFrom('polls').select('next_poll_at_ms').execute();
  expect(rows).toEqual([{ next_poll_at_ms: null }]);
});

test('an edited poll keeps the rate of changes as long as its interval and its bounds stay the same', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const bounds = { leastIntervalMs: 60_000, greatestIntervalMs: 3_600_000 };
  await save(instanceId, [aPollToSave('contacts', bounds)]);
  await db.updateTable('polls').set({ changes_per_hour: 7 }).execute();
  await save(instanceId, [aPollToSave('contacts', { ...bounds, definition: aPollDefinition({ pageSize: 77 }) })]);
  expect(await claim(instanceId)).toMatchObject({ ...bounds, changesPerHour: 7 });
  await save(instanceId, [aPollToSave('contacts', { ...bounds, intervalMs: 120_000 })]);
  expect(await claim(instanceId)).toMatchObject({ ...bounds, changesPerHour: undefined });
});

test('versions of all records are kept as long as the configuration wants it', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const remembers = async (remembersAll: boolean) => {
    await save(instanceId, [aPollToSave('contacts', { remembersAll })]);
    return (await claim(instanceId)).remembersAll;
  };
  expect(await remembers(true)).toBe(true);
  expect(await remembers(false)).toBe(false);
});

test('a definition that was stored before a key could be said has its default', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const { changedFields: _, keepRecords: __, polling: ___, ...before } = aPollDefinition();
  await db
    .updateTable('polls')
    .set({ definition: JSON.stringify(before) })
    .execute();
  expect((await claim(instanceId)).definition).toMatchObject({ changedFields: false, keepRecords: false, polling: {} });
});
