import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aPollToSave, completed, cursorOf, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { claimDuePolls, claimInstancePolls, readInstancePolls, type PollsDue } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import { newCursor } from './cursor.ts';
import { ensureCursor } from './ensure-cursor.ts';
import { versionsSeen } from './versions-seen.ts';

const database = useEmptyDatabase();
const minute = 60_000;
const claimDue = (values: Partial<PollsDue> = {}) =>
  claimDuePolls(database.db, sealer, { now, leaseUntil: now + minute, limit: 10, ...values });

test('what is due is claimed with its instance and its cursors, and what is not due is left', async () => {
  const { db } = database;
  const polls = [aPollToSave('contacts'), aPollToSave('deals')];
  const { instanceId } = await storePolledInstance(db, { polls });
  await db
    .updateTable('polls')
    .set({ next_poll_at_ms: now + 1 })
    .where('resource', '=', 'deals')
    .execute();
  const [poll, ...more] = await claimDue();
  expect(more).toEqual([]);
  expect(poll).toMatchObject({
    instance: { id: instanceId, connectorKey: 'sample' },
    definition: { resource: 'contacts' },
    fence: 1,
  });
  expect(await claimDue({ now: now + 1 })).toMatchObject([{ definition: { resource: 'deals' } }]);
});

test('the longest due come first', async () => {
  const { db } = database;
  for (const due of [now - 1, now - 3, now - 2]) {
    const { instanceId } = await storePolledInstance(db);
    await db.updateTable('polls').set({ next_poll_at_ms: due }).where('instance_id', '=', instanceId).execute();
  }
  const oldest = await db.selectFrom('polls').select('id').orderBy('next_poll_at_ms').limit(2).execute();
  const claimed = await claimDue({ limit: 2 });
  expect(new Set(claimed.map(({ id }) => id))).toEqual(new Set(oldest.map(({ id }) => id)));
});

test('a poll is claimed by one worker until its lease ends, and then by the next under a new fencing number', async () => {
  await storePolledInstance(database.db);
  const [first] = await claimDue();
  expect(await claimDue()).toEqual([]);
  expect(await claimDue({ now: now + minute - 1 })).toEqual([]);
  const [second] = await claimDue({ now: now + minute, leaseUntil: now + 2 * minute });
  expect(second).toMatchObject({ id: first?.id, fence: (first?.fence ?? 0) + 1 });
});

test('many workers at once claim every poll exactly once', async () => {
  for (let count = 0; count < 12; count++) await storePolledInstance(database.db);
  const claims = await Promise.all(Array.from({ length: 5 }, () => claimDue({ limit: 4 })));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const rest = await claimDue({ limit: 12 });
  expect(ids.length + rest.length).toBe(12);
});

test('a commit extends the lease', async () => {
  await storePolledInstance(database.db);
  const [poll] = await claimDue();
  if (!poll) throw new Error('not claimed');
  await createCommitChanges(database.db)(aCommit(poll, { leaseUntil: now + 5 * minute }));
  expect(await claimDue({ now: now + 4 * minute })).toEqual([]);
  expect(await claimDue({ now: now + 5 * minute })).toHaveLength(1);
});

test('polls of one instance can be claimed before they are due, but not while somebody runs them', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db, { polls: [aPollToSave('contacts'), aPollToSave('deals')] });
  await storePolledInstance(db);
  await db
    .updateTable('polls')
    .set({ next_poll_at_ms: now + 60 * minute })
    .execute();
  const of = { instanceId, now, leaseUntil: now + minute };
  expect(await claimInstancePolls(db, sealer, { ...of, resource: 'deals' })).toMatchObject([
    { definition: { resource: 'deals' } },
  ]);
  expect(await claimInstancePolls(db, sealer, { ...of, resource: undefined })).toMatchObject([
    { definition: { resource: 'contacts' } },
  ]);
  expect(await claimInstancePolls(db, sealer, { ...of, resource: undefined })).toEqual([]);
  const read = await readInstancePolls(db, sealer, { ...of, resource: undefined });
  expect(read.map(({ definition }) => definition.resource)).toEqual(['contacts', 'deals']);
});

test('a settled poll is free again and due when it said', async () => {
  await storePolledInstance(database.db);
  const [poll] = await claimDue();
  if (!poll) throw new Error('not claimed');
  await createCommitChanges(database.db)(aCommit(poll, { settle: completed(now + 15 * minute) }));
  expect(await claimDue({ now: now + 15 * minute - 1 })).toEqual([]);
  expect(await claimDue({ now: now + 15 * minute })).toHaveLength(1);
});

test('a cursor is made once for each scope and comes back with the claim', async () => {
  const { db } = database;
  await storePolledInstance(db);
  const [poll] = await claimDue();
  if (!poll) throw new Error('not claimed');
  const [one, same] = await Promise.all([ensureCursor(db, poll, 'listId=1'), ensureCursor(db, poll, 'listId=1')]);
  expect(one).toEqual(newCursor(same?.id ?? 0, 'listId=1'));
  const cursors = [
    {
      cursorId: one.id,
      clockSkew: -3,
      baseline: true,
      reached: { watermark: 5, scannedAt: 5, completeUpTo: 4, forgetBefore: 0 },
    },
  ];
  await createCommitChanges(db)(aCommit(poll, { cursors, settle: completed(now) }));
  const [again] = await claimDue();
  expect(again?.cursors).toEqual([
    {
      ...newCursor(one.id, 'listId=1'),
      watermark: 5,
      scannedAt: 5,
      completeUpTo: 4,
      settledAt: 5,
      clockSkew: -3,
      leastClockSkew: -3,
      baselineComplete: true,
    },
  ]);
});

test('versions are found by record, and of their own cursor alone', async () => {
  const { db } = database;
  await storePolledInstance(db);
  const [poll] = await claimDue();
  if (!poll) throw new Error('not claimed');
  const [cursorId, other] = [await cursorOf(db, poll, 'a'), await cursorOf(db, poll, 'b')];
  const version = { recordId: '1', version: 'v', revision: 3, date: undefined };
  await createCommitChanges(db)(aCommit(poll, { versions: [{ ...version, cursorId }] }));
  expect(await versionsSeen(db, cursorId, ['1', '2'])).toEqual(new Map([['1', { version: 'v', revision: 3 }]]));
  expect(await versionsSeen(db, other, ['1'])).toEqual(new Map());
  expect(await versionsSeen(db, cursorId, [])).toEqual(new Map());
});

test('a poll of an instance whose secrets do not open is left, is told of, and stops no other', async () => {
  const { db } = database;
  const broken = await storePolledInstance(db);
  const whole = await storePolledInstance(db);
  const secrets_sealed = Buffer.alloc(64, 1);
  await db.updateTable('instances').set({ secrets_sealed }).where('id', '=', broken.instanceId).execute();
  const told: object[] = [];
  const claimed = await claimDue({ unreadable: (about) => told.push(about) });
  expect(claimed.map(({ instance }) => instance.id)).toEqual([whole.instanceId]);
  expect(told).toEqual([{ instanceId: broken.instanceId }]);
});
