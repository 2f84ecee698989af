import { expect, test } from 'vitest';
import { clearAllLeftovers } from '../../test/kit/clear-leftovers.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { makeSubscription, storeTelling } from '../../test/kit/telling-instance.ts';
import { subscriptionOf } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { untilBlocked } from '../../test/kit/until-blocked.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import { deleteInstance } from './delete-instance.ts';
import { deleteNotification } from './delete-notification.ts';
import { createInsertMessage } from './insert-message.ts';

const database = useEmptyDatabase();

const subscription = (id: number) =>
  database.db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const notificationIds = async (instanceId: number) =>
  (
    await database.db
      .selectFrom('notifications')
      .select('id')
      .where('instance_id', '=', instanceId)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id);

/** Two instances, and a subscription of the topics of both; each has told one event to it and to its own. */
async function twoInstances() {
  const first = await storeTelling(database.db, []);
  const second = await storeTelling(database.db, []);
  const { organizationId } = first;
  await database.db.updateTable('instances').set({ organization_id: organizationId }).execute();
  const instanceIds = [first.instanceId, second.instanceId];
  const url = 'http://127.0.0.1:9/both';
  const made = await makeSubscription(database.db, { organizationId, url, instanceIds });
  await first.tell(['a']);
  await second.tell(['b']);
  return { first, second, made, organizationId };
}

test('a deleted instance leaves nothing outstanding with a subscription that has topics of others too', async () => {
  const { first, second, made, organizationId } = await twoInstances();
  expect((await subscription(made)).pending).toBe(2);
  expect(await deleteInstance(database.db, { organizationId, id: first.instanceId })).toBe(true);
  await clearAllLeftovers(database.db);
  expect(await subscription(made)).toMatchObject({ pending: 1, next_due_at_ms: 0 });
  await second.tell(['c']);
  expect(await wrongCounts(database.db)).toEqual([]);
  await deleteInstance(database.db, { organizationId, id: second.instanceId });
  await clearAllLeftovers(database.db);
  expect(await subscription(made)).toMatchObject({ pending: 0, next_due_at_ms: null });
});

test('an instance of another organisation is not deleted, and nothing of it is touched', async () => {
  const { first, made } = await twoInstances();
  expect(await deleteInstance(database.db, { organizationId: 999_999, id: first.instanceId })).toBe(false);
  expect((await subscription(made)).pending).toBe(2);
});

test('a deleted notification is outstanding nowhere, and one that was delivered changes no count', async () => {
  const { first, made, organizationId } = await twoInstances();
  const own = await subscriptionOf(database.db, first.instanceId);
  const [id = 0] = await notificationIds(first.instanceId);
  await database.db
    .updateTable('deliveries')
    .set({ status: 'delivered' })
    .where('notification_id', '=', id)
    .where('subscription_id', '=', own.id)
    .execute();
  await database.db
    .updateTable('subscriptions')
    .set({ pending: 0, next_due_at_ms: null })
    .where('id', '=', own.id)
    .execute();
  expect(await deleteNotification(database.db, { organizationId, id })).toBe(true);
  expect(await subscription(made)).toMatchObject({ pending: 1, next_due_at_ms: 0 });
  expect(await wrongCounts(database.db)).toEqual([]);
  expect(await deleteNotification(database.db, { organizationId, id })).toBe(false);
});

test('a notification that is acknowledged by its receiver while it is being deleted is counted once', async () => {
  const { first, organizationId } = await twoInstances();
  const own = await subscriptionOf(database.db, first.instanceId);
  const [id = 0] = await notificationIds(first.instanceId);
  let deletion: Promise<boolean> | undefined;
  await database.db.transaction().execute(async (trx) => {
    await trx.updateTable('subscriptions').set({ pending: 0, next_due_at_ms: null }).where('id', '=', own.id).execute();
    deletion = deleteNotification(database.db, { organizationId, id });
    await untilBlocked(database.db);
    await trx
      .updateTable('deliveries')
      .set({ status: 'delivered' })
      .where('subscription_id', '=', own.id)
      .where('notification_id', '=', id)
      .execute();
  });
  expect(await deletion).toBe(true);
  expect(await wrongCounts(database.db)).toEqual([]);
});

test('a message to a subscription that is being switched off is queued', async () => {
  const { organizationId } = await storeTelling(database.db, []);
  const made = await makeSubscription(database.db, { organizationId, url: 'http://127.0.0.1:9/', instanceIds: [] });
  const topic = { subscription_id: made, topic: 'stock', organization_id: organizationId };
  await database.db.insertInto('subscription_topics').values(topic).execute();
  let sent: Promise<{ id: number }> | undefined;
  await database.db.transaction().execute(async (trx) => {
    await trx.updateTable('subscriptions').set({ active: false }).where('id', '=', made).execute();
    const message = { organizationId, topic: 'stock', severity: 'low' as const, sender: undefined, message: 'x', now };
    sent = createInsertMessage(database.db)(message);
    await untilBlocked(database.db);
  });
  const { id = 0 } = (await sent) ?? {};
  const rows = await database.db.selectFrom('deliveries').selectAll().where('notification_id', '=', id).execute();
  expect(rows).toMatchObject([{ subscription_id: made, status: 'queued' }]);
  expect(await subscription(made)).toMatchObject({ pending: 1, next_due_at_ms: null });
});
