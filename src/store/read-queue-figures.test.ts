import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aNotification, aPollToSave, claimPoll, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import { readQueueFigures } from './read-queue-figures.ts';

const database = useEmptyDatabase();

/** An instance with one delivery for each id, the first made at `madeAt`. */
async function outstanding(ids: string[], madeAt: number): Promise<number> {
  const { instanceId } = await storePolledInstance(database.db);
  const poll = await claimPoll(database.db, instanceId);
  const commit = createCommitChanges(database.db);
  for (const [index, id] of ids.entries())
    await commit(aCommit(poll, { now: madeAt + index, leaseUntil: now, notifications: [aNotification([id])] }));
  return instanceId;
}

const setSubscription = (instanceId: number, values: { active?: boolean; resting?: boolean }) =>
  database.db.updateTable('subscriptions').set(values).where('instance_id', '=', instanceId).execute();

const setPoll = (resource: string, values: Record<string, number | null>) =>
  database.db.updateTable('polls').set(values).where('resource', '=', resource).execute();

test('what is outstanding is counted by the state of its subscription, with the age of the oldest', async () => {
  const [active, resting, inactive] = [
    await outstanding(['a', 'b'], now - 5_000),
    await outstanding(['c'], now - 60_000),
    await outstanding(['d'], now - 90_000),
  ];
  await outstanding([], now);
  await setSubscription(resting, { resting: true });
  await setSubscription(inactive, { active: false });
  await database.db
    .updateTable('deliveries')
    .set({ status: 'delivered' })
    .where('created_at_ms', '=', now - 5_000)
    .execute();
  await database.db.updateTable('subscriptions').set({ pending: 1 }).where('instance_id', '=', active).execute();
  expect((await readQueueFigures(database.db, now)).subscriptions).toEqual({
    active: { count: 2, outstanding: 1, oldestAt: now - 4_999 },
    resting: { count: 1, outstanding: 1, oldestAt: now - 60_000 },
    inactive: { count: 1, outstanding: 1, oldestAt: now - 90_000 },
  });
});

test('polls are counted by what they wait for, and lag is measured of those that run by themselves', async () => {
  const resources = ['due', 'running', 'later', 'paused', 'off', 'unread'];
  await storePolledInstance(database.db, { polls: resources.map((resource) => aPollToSave(resource)) });
  const complete = (lagMs: number) => ({ complete_up_to_us: (now - lagMs) * 1000 });
  await setPoll('due', { next_poll_at_ms: now, ...complete(1_000) });
  await setPoll('running', { lease_until_ms: now + 1, ...complete(2_000) });
  await setPoll('later', { next_poll_at_ms: now + 1, ...complete(3_000) });
  await setPoll('paused', { next_poll_at_ms: null, paused_at_ms: now, ...complete(40_000) });
  await setPoll('off', { next_poll_at_ms: null, ...complete(50_000) });
  await setPoll('unread', { next_poll_at_ms: now + 1 });
  expect(await readQueueFigures(database.db, now)).toMatchObject({
    polls: { due: 1, running: 1, waiting: 2, paused: 1, off: 1 },
    lagMs: [2_000, 3_000, 3_000, 3_000],
    neverComplete: 1,
  });
});

test('of an empty database everything is 0, and nothing lags', async () => {
  const none = { count: 0, outstanding: 0, oldestAt: undefined };
  expect(await readQueueFigures(database.db, now)).toEqual({
    subscriptions: { active: none, resting: none, inactive: none },
    polls: { running: 0, due: 0, waiting: 0, paused: 0, off: 0 },
    lagMs: [],
    neverComplete: 0,
    webhooks: { waiting: 0, oldestAt: undefined },
  });
});
