import { beforeEach, expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  aCommit,
  aNotification,
  aPollToSave,
  claimPoll,
  completed,
  storePolledInstance,
} from '../../test/kit/polled-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { createCommitChanges, type CommitChanges } from './commit-changes.ts';
import type { PollSettlement } from './poll-commit.ts';
import { listPollRuns, runsKept, type PollRun, type PollRunsWanted } from './poll-runs.ts';
import { savePolls } from './save-polls.ts';

const database = useEmptyDatabase();
let commit: CommitChanges;
beforeEach(() => {
  commit = createCommitChanges(database.db);
});

const minute = 60_000;
const told = (created: number): PollSettlement => {
  const settlement = completed(storeNow);
  return { ...settlement, counts: { ...settlement.counts, created } };
};
const failed: PollSettlement = {
  ...completed(storeNow),
  outcome: 'failed',
  fault: { code: 'provider.refused', message: 'no' },
};

async function poll(instanceId: number, settle: PollSettlement, now: number): Promise<void> {
  await commit(aCommit(await claimPoll(database.db, instanceId), { settle, now }));
}

const runs = (instanceId: number, wanted: Partial<PollRunsWanted> = {}): Promise<PollRun[]> =>
  listPollRuns(database.db, {
    instanceId,
    resource: undefined,
    kind: undefined,
    after: undefined,
    limit: 500,
    ...wanted,
  });
const short = async (instanceId: number, wanted: Partial<PollRunsWanted> = {}) =>
  (await runs(instanceId, wanted)).map(({ outcome, polls, finishedAt }) => [
    outcome,
    polls,
    (finishedAt - storeNow) / minute,
  ]);

test('a poll that ended is in the history with its outcome, counts, fault and dates, and one page of it is not', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const claimed = await claimPoll(database.db, instanceId);
  await commit(aCommit(claimed, { notifications: [aNotification(['a'])] }));
  expect(await runs(instanceId)).toEqual([]);
  await commit(aCommit(claimed, { now: storeNow + minute, settle: { ...failed, nextPollAt: storeNow + 5 } }));
  expect(await runs(instanceId)).toEqual([
    {
      pollId: claimed.id,
      number: 1,
      resource: 'contacts',
      polls: 1,
      begunAt: storeNow,
      startedAt: storeNow,
      finishedAt: storeNow + minute,
      outcome: 'failed',
      fault: failed.fault,
      counts: failed.counts,
      nextPollAt: storeNow + 5,
      changesPerHour: null,
    },
  ]);
});

test('polls that find nothing share a row, until something is found, fails, is changed, or a day is over', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const idle = completed(storeNow);
  for (const at of [1, 2, 3]) await poll(instanceId, idle, storeNow + at * minute);
  await poll(instanceId, told(2), storeNow + 4 * minute);
  for (const at of [5, 6]) await poll(instanceId, idle, storeNow + at * minute);
  await poll(instanceId, failed, storeNow + 7 * minute);
  for (const at of [8, 9, 8 + 1440, 9 + 1440]) await poll(instanceId, idle, storeNow + at * minute);
  await savePolls(database.db, { instanceId, now: storeNow, enabled: true, polls: [aPollToSave()] });
  await poll(instanceId, idle, storeNow + 1450 * minute);
  expect(await short(instanceId)).toEqual([
    ['completed', 1, 1450],
    ['completed', 2, 1449],
    ['completed', 2, 9],
    ['failed', 1, 7],
    ['completed', 2, 6],
    ['completed', 1, 4],
    ['completed', 3, 3],
  ]);
});

test('polls of one batch have rows of their own, and who was superseded has none', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const other = await storePolledInstance(database.db);
  const stale = await claimPoll(database.db, instanceId);
  const fresh = await claimPoll(database.db, instanceId);
  const beside = await claimPoll(database.db, other.instanceId);
  await Promise.allSettled([
    commit(aCommit(stale, { settle: failed })),
    commit(aCommit(fresh, { settle: told(1) })),
    commit(aCommit(beside, { settle: completed(storeNow) })),
  ]);
  expect(await short(instanceId)).toEqual([['completed', 1, 0]]);
  expect(await short(other.instanceId)).toEqual([['completed', 1, 0]]);
});

test('only so many are kept of a poll: the newest', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  await poll(instanceId, failed, storeNow);
  await database.db.updateTable('polls').set({ runs: runsKept }).execute();
  await poll(instanceId, told(1), storeNow + minute);
  expect(await short(instanceId)).toEqual([['completed', 1, 1]]);
});

test('they can be read by resource and by outcome, and go on from where a page ended', async () => {
  const polls = [aPollToSave('contacts'), aPollToSave('deals')];
  const { instanceId } = await storePolledInstance(database.db, { polls });
  await poll(instanceId, completed(storeNow), storeNow + minute);
  await poll(instanceId, told(1), storeNow + 2 * minute);
  await poll(instanceId, failed, storeNow + 3 * minute);
  expect(await short(instanceId, { kind: 'changes' })).toEqual([['completed', 1, 2]]);
  expect(await short(instanceId, { kind: 'idle' })).toEqual([['completed', 1, 1]]);
  expect(await short(instanceId, { kind: 'failed' })).toEqual([['failed', 1, 3]]);
  expect(await short(instanceId, { resource: 'deals' })).toEqual([]);
  const [first] = await runs(instanceId, { resource: 'contacts', limit: 1 });
  expect(await short(instanceId, { after: first })).toEqual([
    ['completed', 1, 2],
    ['completed', 1, 1],
  ]);
});
