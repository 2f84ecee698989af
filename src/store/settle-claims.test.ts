import { expect, test } from 'vitest';
import { claimedNotificationIds as notificationIds, claimOneOutstanding } from '../../test/kit/claim-outstanding.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { subscriptionOf } from '../../test/kit/polled-instance.ts';
import { settled, settlement } from '../../test/kit/settlement.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { storeTelling } from '../../test/kit/telling-instance.ts';
import type { DeliveriesDue } from './claim-deliveries.ts';
import { deleteNotification } from './delete-notification.ts';
import { saveSubscription } from './save-subscription.ts';
import { acknowledged, createSettleDeliveries, type SubscriptionSettlement } from './settle-deliveries.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const minute = 60_000;

const withEvents = (eventIds: string[]) => storeTelling(database.db, eventIds);
const claimOne = (values: Partial<DeliveriesDue> = {}) => claimOneOutstanding(database.db, values);
const settle = (one: SubscriptionSettlement) => createSettleDeliveries(database.db)(one);

const statuses = async () =>
  (await database.db.selectFrom('deliveries').select('status').orderBy('notification_id').execute()).map(
    ({ status }) => status,
  );

test('a delivery that is written while the claim goes on is delivered, and the claim is held', async () => {
  const { instanceId } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  const [first = 0, second = 0] = notificationIds(claimed);
  const before = await subscriptionOf(database.db, instanceId);
  await settle(acknowledged(claimed, [settled(first)], now));
  expect(await statuses()).toEqual(['delivered', 'created']);
  expect(await subscriptionOf(database.db, instanceId)).toEqual({ ...before, pending: 1 });
  await settle(settlement(claimed, { deliveries: [settled(second)] }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    pending: 0,
    next_due_at_ms: null,
    lease_until_ms: null,
  });
});

test('the end of a claim counts, though it is written together with that of a claim that was lost', async () => {
  const { instanceId } = await withEvents(['a']);
  const lost = await claimOne({ leaseUntil: now });
  const holder = await claimOne();
  const settleAll = createSettleDeliveries(database.db);
  const [id = 0] = notificationIds(holder);
  await Promise.all([
    settleAll(settlement(lost, { waiting: 1, retryAt: now + minute, resting: true })),
    settleAll(settlement(holder, { deliveries: [settled(id)] })),
    settleAll(settlement(lost, { waiting: 1, retryAt: now + minute, resting: true })),
  ]);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    pending: 0,
    resting: false,
    next_due_at_ms: null,
    lease_until_ms: null,
  });
});

test('what is made due while it is claimed is due at the end of the claim', async () => {
  const { instanceId, tell } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  const [id = 0] = notificationIds(claimed);
  // One goes and another one comes: their number is the same.
  await deleteNotification(database.db, { organizationId: claimed.organizationId, id });
  await tell(['c']);
  await settle(settlement(claimed, { waiting: 2, retryAt: now + minute }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 2, next_due_at_ms: now });
});

test('the work of a claim that was lost ends its lease, unless somebody else has taken it', async () => {
  const { instanceId } = await withEvents(['a']);
  const lost = await claimOne();
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/new', now });
  await settle(settlement(lost, { waiting: 1, retryAt: now + minute }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ lease_until_ms: null, next_due_at_ms: now });
  const first = await claimOne({ leaseUntil: now });
  const second = await claimOne({ leaseUntil: now + 2 * minute });
  await settle(settlement(first));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ lease_until_ms: second.leaseUntil });
});

test('a subscription that somebody holds for long keeps no other one waiting, and is settled when it is let go', async () => {
  const [held, free] = [await withEvents(['a']), await withEvents(['b'])];
  const { db } = database;
  const claims = [await claimOne({ subscriptions: 1 }), await claimOne({ subscriptions: 1 })];
  const of = ({ instanceId }: { instanceId: number }) => claims.find((claimed) => claimed.instanceId === instanceId);
  const settleAll = createSettleDeliveries(db);
  const deliver = (claimed = of(held)) => {
    if (!claimed) throw new Error('not claimed');
    return settleAll(settlement(claimed, { deliveries: notificationIds(claimed).map((id) => settled(id)) }));
  };
  let late: Promise<void> | undefined;
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('subscriptions').select('id').where('instance_id', '=', held.instanceId).forUpdate().execute();
    late = deliver();
    await deliver(of(free));
    expect(await statuses()).toEqual(['created', 'delivered']);
  });
  await late;
  expect(await statuses()).toEqual(['delivered', 'delivered']);
});
