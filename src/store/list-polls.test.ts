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
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import { listPolls } from './list-polls.ts';

const database = useEmptyDatabase();
const day = 86_400_000;
const statusOf = async (instanceId: number, at = now) => (await listPolls(database.db, instanceId, at))[0];

test('a poll that never ran has no history, and shows what its instance says about it', async () => {
  const definition = aPollDefinition({ polling: { settleSeconds: 600 } });
  const polls = [aPollToSave('contacts', { definition, leastIntervalMs: 1, greatestIntervalMs: 2 })];
  const { instanceId } = await storePolledInstance(database.db, { polls });
  expect(await statusOf(instanceId)).toMatchObject({
    overrides: { settleSeconds: 600 },
    leastIntervalMs: 1,
    greatestIntervalMs: 2,
    changesPerHour: undefined,
    lateness: [],
    latestBucket: null,
    completeUpTo: null,
    pausedAt: null,
    overdueSince: null,
    heldReconciliationId: null,
    enabled: true,
  });
});

test('lateness is counted by its bucket, and what was late long ago no longer counts for the horizon', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const poll = await claimPoll(database.db, instanceId);
  const commit = createCommitChanges(database.db);
  await commit(aCommit(poll, { now: now - 40 * day, lateness: [{ bucket: 9, count: 1 }] }));
  await commit(aCommit(poll, { lateness: [{ bucket: 3, count: 2 }] }));
  await commit(aCommit(poll, { lateness: [{ bucket: 3, count: 5 }] }));
  expect(await statusOf(instanceId)).toMatchObject({
    lateness: [
      { bucket: 3, count: 7 },
      { bucket: 9, count: 1 },
    ],
    latestBucket: 3,
  });
});

test('up to where a resource is complete never moves back, also not when a scope is added', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const poll = await claimPoll(database.db, instanceId);
  const commit = createCommitChanges(database.db);
  await commit(aCommit(poll, { settle: { ...completed(now), completeUpTo: 1_000 } }));
  await cursorOf(database.db, poll, 'listId=new');
  expect((await statusOf(instanceId))?.completeUpTo).toBe(1_000);
  await commit(aCommit(poll, { settle: { ...completed(now), completeUpTo: 400 } }));
  await commit(aCommit(poll, { settle: completed(now) }));
  expect((await statusOf(instanceId))?.completeUpTo).toBe(1_000);
});
