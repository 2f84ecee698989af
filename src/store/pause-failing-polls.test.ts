import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  aCommit,
  aPollToSave,
  claimPoll,
  completed,
  cursorOf,
  storePolledInstance,
} from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { claimDuePolls } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import { listNotices } from './list-notices.ts';
import { listPolls } from './list-polls.ts';
import { pauseFailingPolls } from './pause-failing-polls.ts';
import { resumePolls } from './resume-polls.ts';
import { savePolls } from './save-polls.ts';

const database = useEmptyDatabase();
const polls = [aPollToSave('contacts'), aPollToSave('deals')];
const pause = async (instanceId: number, failures = 100) => {
  const failed = { consecutive_failures: failures };
  await database.db.updateTable('polls').set(failed).where('instance_id', '=', instanceId).execute();
  const of = { instanceId, resource: 'contacts', failures: 100, message: 'failed 100 times', now };
  return pauseFailingPolls(database.db, of);
};
const due = async () =>
  (await claimDuePolls(database.db, sealer, { now: now + 1, leaseUntil: now + 2, limit: 10 })).map(
    ({ definition }) => definition.resource,
  );
const notices = async (instanceId: number) =>
  (await listNotices(database.db, { instanceId, kind: undefined, beforeId: undefined, limit: 10 })).map(
    ({ kind, resource }) => [kind, resource],
  );

test('all polls of the instance rest, those of others do not, and it is told once', async () => {
  const { instanceId } = await storePolledInstance(database.db, { polls });
  await storePolledInstance(database.db, { polls: [aPollToSave('people')] });
  expect(await pause(instanceId)).toBe(true);
  expect(await pause(instanceId)).toBe(false);
  expect(await due()).toEqual(['people']);
  expect(await notices(instanceId)).toEqual([['polling.paused', 'contacts']]);
  const statuses = await listPolls(database.db, instanceId, now);
  expect(statuses.map(({ pausedAt, nextPollAt }) => [pausedAt, nextPollAt])).toEqual([
    [now, null],
    [now, null],
  ]);
});

test('a poll that was under way ends as always, and rests then', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const poll = await claimPoll(database.db, instanceId);
  await pause(instanceId);
  await createCommitChanges(database.db)(aCommit(poll, { settle: completed(now) }));
  expect(await due()).toEqual([]);
});

test('resumed, they are due at once from where their cursors are, without the failures of before', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const poll = await claimPoll(db, instanceId);
  const cursorId = await cursorOf(db, poll);
  const reached = { watermark: 1_000, scannedAt: 1_000, completeUpTo: 900, forgetBefore: 0 };
  const failed = { ...completed(now), outcome: 'failed' as const };
  await createCommitChanges(db)(aCommit(poll, { cursors: [{ cursorId, clockSkew: 0, reached }], settle: failed }));
  await pause(instanceId);
  expect(await resumePolls(db, { instanceId, by: 'resume', now })).toBe(true);
  expect(await resumePolls(db, { instanceId, by: 'resume', now })).toBe(false);
  expect(await listPolls(db, instanceId, now)).toMatchObject([
    { pausedAt: null, nextPollAt: now, consecutiveFailures: 0, watermark: 1_000 },
  ]);
  expect(await notices(instanceId)).toEqual([
    ['polling.resumed', null],
    ['polling.paused', 'contacts'],
  ]);
});

test('polls that are saved with events on are resumed; with events off they go on resting', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db, { polls });
  await pause(instanceId);
  await savePolls(db, { instanceId, now, enabled: false, polls });
  expect(await notices(instanceId)).toHaveLength(1);
  await savePolls(db, { instanceId, now, enabled: true, polls });
  expect(await due()).toEqual(['contacts', 'deals']);
  expect(await notices(instanceId)).toEqual([
    ['polling.resumed', null],
    ['polling.paused', 'contacts'],
  ]);
});

test('polls that are switched off are not paused', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  await savePolls(database.db, { instanceId, now, enabled: false, polls: [aPollToSave()] });
  expect(await pause(instanceId)).toBe(false);
});

test('a poll that was resumed while it failed once more is not paused again', async () => {
  const { instanceId } = await storePolledInstance(database.db, { polls });
  expect(await pause(instanceId, 1)).toBe(false);
});
