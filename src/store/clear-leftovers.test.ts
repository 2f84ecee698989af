import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { breakingAt } from '../../test/kit/breaking-database.ts';
import { claimedEventIds, claimOutstanding } from '../../test/kit/claim-outstanding.ts';
import { clearAllLeftovers } from '../../test/kit/clear-leftovers.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { acknowledge, askForReplay, storeMany } from '../../test/kit/replayed-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { makeSubscription, storeTelling } from '../../test/kit/telling-instance.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import { attemptsOfNotifications } from './attempts-of-notifications.ts';
import { clearLeftovers, kindsLeft } from './clear-leftovers.ts';
import type { Db } from './database.ts';
import { deleteInstance } from './delete-instance.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { everyDelivery } from './delivery-condition.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listEvents } from './list-events.ts';
import { createRetentionStore } from './retention-store.ts';
import type { Schema } from './schema.ts';

const database = useEmptyDatabase();

const rowsOf = async (db: Db, table: keyof Schema & ('notifications' | 'events' | 'deliveries' | 'leftovers')) =>
  (await db.selectFrom(table).selectAll().execute()).length;

const subscription = (db: Db, id: number) =>
  db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** A subscription of two instances, of which the first has told three events, and the second one. */
async function twoInstances(db: Db) {
  const first = await storeTelling(db, []);
  const second = await storeTelling(db, []);
  const { organizationId } = first;
  const instanceIds = [first.instanceId, second.instanceId];
  const made = await makeSubscription(db, { organizationId, url: 'http://127.0.0.1:9/made', instanceIds });
  await first.tell(['a', 'b', 'c']);
  await second.tell(['d']);
  return { first, second, made, organizationId };
}

test('a deleted instance is gone at once, and what it told goes batch by batch; every count is right all the time', async () => {
  const { db } = database;
  const { first, made, organizationId } = await twoInstances(db);
  await deleteInstance(db, { organizationId, id: first.instanceId });
  expect(await wrongCounts(db)).toEqual([]);
  expect(await rowsOf(db, 'notifications')).toBe(4);
  const batch = { kind: 'notifications' as const, limit: 2 };
  for (const [cleared, pending] of [
    [2, 2],
    [2, 1],
    [0, 1],
  ]) {
    expect(await clearLeftovers(db, batch)).toBe(cleared);
    expect((await subscription(db, made)).pending).toBe(pending);
    expect(await wrongCounts(db)).toEqual([]);
  }
  await clearAllLeftovers(db);
  expect(await rowsOf(db, 'events')).toBe(1);
  expect(await rowsOf(db, 'deliveries')).toBe(2);
  expect(await rowsOf(db, 'leftovers')).toBe(0);
});

test('nothing of a deleted instance is sent or shown while its rows are there, and what others told is', async () => {
  const { db } = database;
  const { first, organizationId } = await twoInstances(db);
  await deleteInstance(db, { organizationId, id: first.instanceId });
  const claimed = await claimOutstanding(db, { deliveriesEach: 1 });
  expect(claimed.map(claimedEventIds)).toEqual([['d'], ['d']]);
  const search = { organizationId, condition: everyDelivery, after: undefined, limit: 10 };
  expect(await listDeliveries(db, search)).toMatchObject({ total: 2 });
});

test('of a deleted subscription events know nothing any more, though its deliveries are still there', async () => {
  const { db } = database;
  const { instanceId, organizationId, tell } = await storeTelling(db, [], { url: undefined });
  const made = await makeSubscription(db, { organizationId, url: 'http://127.0.0.1:9/', instanceIds: [instanceId] });
  await tell(['a', 'b']);
  await sql`
    insert into delivery_attempts (subscription_id, notification_id, attempt, started_at_ms, duration_ms, outcome)
    select subscription_id, notification_id, 1, 0, 0, 'failed' from deliveries`.execute(db);
  await sql`update deliveries set status = 'delivered', delivered_at_ms = 7
    where notification_id = (select max(notification_id) from deliveries)`.execute(db);
  const seen = async () => {
    const scope = { organizationId, instanceId };
    const wanted = { from: undefined, to: undefined, before: undefined, limit: 10, withRecords: false };
    const { events } = await listEvents(db, { ...scope, ...wanted });
    const notificationIds = events.map(({ notificationId }) => notificationId);
    const attempts = await attemptsOfNotifications(db, { notificationIds, limitEach: 9 });
    return { statuses: events.map(({ status }) => status), first: events[0], attempts: attempts.length };
  };
  expect(await seen()).toMatchObject({ statuses: ['NOTIFIED', 'DISPATCHED'], attempts: 2 });
  expect(await deleteSubscription(db, { organizationId, id: made })).toBe(true);
  expect(await rowsOf(db, 'deliveries')).toBe(2);
  const nothing = { created: 0, retry: 0, queued: 0, delivered: 0 };
  const first = { deliveries: nothing, acknowledgedAt: null };
  expect(await seen()).toMatchObject({ statuses: ['NEW', 'NEW'], first, attempts: 0 });
  await tell(['c']);
  await clearAllLeftovers(db);
  expect(await rowsOf(db, 'deliveries')).toBe(0);
  expect(await rowsOf(db, 'notifications')).toBe(3);
});

test('a replay leaves its deliveries with its instance, and all of it goes', async () => {
  const { db } = database;
  const { instanceId, organizationId } = await storeTelling(db, ['a']);
  await acknowledge(db, { instanceId });
  await askForReplay(db, instanceId);
  await deleteInstance(db, { organizationId, id: instanceId });
  expect(await kindsLeft(db)).toEqual(['deliveries', 'notifications']);
  expect(await clearAllLeftovers(db)).toMatchObject({ notifications: 2 });
  expect(await kindsLeft(db)).toEqual([]);
});

test('a batch that is broken off has deleted nothing, and the next one goes on', async () => {
  const { db } = database;
  const { first, made, organizationId } = await twoInstances(db);
  await deleteInstance(db, { organizationId, id: first.instanceId });
  const batch = { kind: 'notifications' as const, limit: 9 };
  for (const statement of [1, 2, 3, 4, 5, 6, 7])
    await expect(clearLeftovers(breakingAt(db, statement), batch)).rejects.toThrow('killed');
  expect(await rowsOf(db, 'notifications')).toBe(4);
  expect((await subscription(db, made)).pending).toBe(4);
  await clearAllLeftovers(db);
  expect((await subscription(db, made)).pending).toBe(1);
});

test('rows that somebody holds are passed over, and are not forgotten', async () => {
  const { db } = database;
  const { instanceId, organizationId } = await storeTelling(db, ['a', 'b']);
  await deleteInstance(db, { organizationId, id: instanceId });
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('deliveries').select('notification_id').limit(1).forUpdate().execute();
    expect(await clearLeftovers(db, { kind: 'deliveries', limit: 9 })).toBe(1);
    expect(await clearLeftovers(db, { kind: 'deliveries', limit: 9 })).toBe(0);
    expect(await kindsLeft(db)).toContain('deliveries');
  });
  expect(await clearLeftovers(db, { kind: 'deliveries', limit: 9 })).toBe(2);
  expect(await kindsLeft(db)).not.toContain('deliveries');
});

test('the deletion of an instance touches none of the rows that it leaves, so that it is short however many they are', async () => {
  const { db } = database;
  const { instanceId, organizationId } = await storeTelling(db, []);
  await storeMany(db, instanceId, 2_000);
  await deleteInstance(db, { organizationId, id: instanceId });
  // Not one row of them was touched: they are there, and nobody can see them.
  expect(await rowsOf(db, 'notifications')).toBe(2_000);
  expect(await rowsOf(db, 'deliveries')).toBe(2_000);
  expect(await clearAllLeftovers(db)).toMatchObject({ notifications: 2_001 });
});

test('retention that is about to forget events of an instance leaves them alone when it is deleted', async () => {
  const { db } = database;
  const { instanceId, organizationId } = await storeTelling(db, ['a']);
  await acknowledge(db, { instanceId });
  await deleteInstance(db, { organizationId, id: instanceId });
  const store = createRetentionStore(db);
  const window = { instanceId, afterId: 0, before: storeNow + 1, limit: 9 };
  expect(await store.forgetNotifications(window)).toEqual({ forgotten: 0, lastId: undefined });
  expect(await store.forgetBodies(window)).toEqual({ forgotten: 0, lastId: undefined });
});
