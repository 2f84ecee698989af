import { expect, test } from 'vitest';
import { clearAllLeftovers } from '../../test/kit/clear-leftovers.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  claimedEventIds,
  claimedNotificationIds,
  claimOneOutstanding,
  claimOutstanding,
} from '../../test/kit/claim-outstanding.ts';
import { storeTelling } from '../../test/kit/telling-instance.ts';
import { subscriptionOf } from '../../test/kit/polled-instance.ts';
import { settled, settlement } from '../../test/kit/settlement.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { untilBlocked } from '../../test/kit/until-blocked.ts';
import type { ClaimedSubscription, DeliveriesDue } from './claim-deliveries.ts';
import { saveSubscription } from './save-subscription.ts';
import { createSettleDeliveries, type SubscriptionSettlement } from './settle-deliveries.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const minute = 60_000;

const withEvents = (eventIds: string[]) => storeTelling(database.db, eventIds);
const claim = (values: Partial<DeliveriesDue> = {}) => claimOutstanding(database.db, values);
const claimOne = (values: Partial<DeliveriesDue> = {}) => claimOneOutstanding(database.db, values);
const eventIds = claimedEventIds;
const notificationIds = claimedNotificationIds;

const settle = (settlement: SubscriptionSettlement) => createSettleDeliveries(database.db)(settlement);
const statuses = async () =>
  (await database.db.selectFrom('deliveries').select('status').orderBy('notification_id').execute()).map(
    ({ status }) => status,
  );

test('what was delivered is never claimed again, and its attempt is kept', async () => {
  const { instanceId } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  await settle(settlement(claimed, { deliveries: notificationIds(claimed).map((id) => settled(id)) }));
  expect(await statuses()).toEqual(['delivered', 'delivered']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    pending: 0,
    next_due_at_ms: null,
    lease_until_ms: null,
  });
  const attempts = await database.db.selectFrom('delivery_attempts').selectAll().execute();
  expect(attempts).toMatchObject([
    {
      attempt: 1,
      duration_ms: 13,
      outcome: 'delivered',
      status_code: 200,
      url: 'http://127.0.0.1:9/callback',
      request_headers: { 'webhook-id': '6-1' },
      response_headers: { server: 'one' },
      response_body: 'thanks',
    },
    {},
  ]);
  expect(await claim({ now: now + 60 * minute })).toEqual([]);
});

test('a failed delivery is due again at its time, with its attempts counted', async () => {
  const { instanceId } = await withEvents(['a']);
  const claimed = await claimOne();
  const deliveries = notificationIds(claimed).map((id) => settled(id, now + 8_000));
  await settle(settlement(claimed, { deliveries, waiting: 1, retryAt: now + 8_000 }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: now + 8_000 });
  expect(await claim({ now: now + 7_999 })).toEqual([]);
  expect((await claimOne({ now: now + 8_000 })).deliveries).toMatchObject([{ attempts: 1 }]);
});

test('what is outstanding beside the deliveries that wait is due at once', async () => {
  const { instanceId } = await withEvents(['a', 'b', 'c']);
  const claimed = await claimOne({ deliveriesEach: 2 });
  const [first = 0, second = 0] = notificationIds(claimed);
  const deliveries = [settled(first, now + 8_000), settled(second)];
  await settle(settlement(claimed, { deliveries, waiting: 1, retryAt: now + 8_000 }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 2, next_due_at_ms: now });
  expect(eventIds(await claimOne())).toEqual(['c']);
});

test('an endpoint that is down rests until the first retry, also when more events come', async () => {
  const { instanceId, tell } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  const [first = 0] = notificationIds(claimed);
  const deliveries = [settled(first, now + 8_000)];
  const resting = { resting: true, waiting: Number.MAX_SAFE_INTEGER, retryAt: now + 8_000 };
  await settle(settlement(claimed, { deliveries, ...resting }));
  await tell(['c']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 3, next_due_at_ms: now + 8_000 });
  expect(await claim()).toEqual([]);
  expect(eventIds(await claimOne({ now: now + 8_000 }))).toEqual(['a', 'b', 'c']);
});

test('one notification that is refused holds back no later one', async () => {
  const { instanceId, tell } = await withEvents(['a']);
  const claimed = await claimOne();
  const [first = 0] = notificationIds(claimed);
  await settle(settlement(claimed, { deliveries: [settled(first, now + 8_000)], waiting: 1, retryAt: now + 8_000 }));
  await tell(['b']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 2, next_due_at_ms: now });
});

test('a deactivated subscription queues what is outstanding, and sends it in order once it is switched on', async () => {
  const { instanceId, tell } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  const [first = 0] = notificationIds(claimed);
  await settle(settlement(claimed, { deliveries: [settled(first, now)], deactivate: '6 attempts failed', waiting: 2 }));
  await tell(['c']);
  expect(await statuses()).toEqual(['queued', 'queued', 'queued']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: false,
    inactive_reason: '6 attempts failed',
    inactive_since_ms: now,
    pending: 3,
    next_due_at_ms: null,
  });
  expect(await claim({ now: now + 60 * minute })).toEqual([]);
  await saveSubscription(database.db, { instanceId, url: 'http://127.0.0.1:9/new', now: now + minute });
  const again = await claimOne({ now: now + minute });
  expect(again.url).toBe('http://127.0.0.1:9/new');
  expect(eventIds(again)).toEqual(['a', 'b', 'c']);
  expect(again.deliveries.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
});

test('an acknowledgement counts even if the claim has passed to another worker, and changes nothing else', async () => {
  const { instanceId } = await withEvents(['a', 'b']);
  const stale = await claimOne();
  const fresh = await claimOne({ now: now + minute, leaseUntil: now + 2 * minute });
  const [first = 0] = notificationIds(stale);
  await settle(settlement(stale, { deliveries: [settled(first)], deactivate: 'stale', retryAt: now + 5 }));
  expect(await statuses()).toEqual(['delivered', 'created']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: true,
    pending: 1,
    fence: fresh.fence,
    lease_until_ms: now + 2 * minute,
    inactive_reason: null,
  });
  await settle(settlement(fresh, { deliveries: notificationIds(fresh).map((id) => settled(id)) }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 0, next_due_at_ms: null });
});

test('events committed while a settlement is under way always wake the subscription', async () => {
  const { instanceId, tell } = await withEvents(['e0']);
  for (let turn = 1; turn <= 25; turn++) {
    const claimed = await claimOne();
    const [last = 0] = notificationIds(claimed).slice(-1);
    expect(last).toBeGreaterThan(0);
    const deliveries = notificationIds(claimed).map((id) => settled(id));
    await Promise.all([tell([`e${turn}`]), settle(settlement(claimed, { deliveries }))]);
    expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: now });
  }
});

test('commits and settlements of many subscriptions side by side do not wait for each other for ever', async () => {
  const instances = [];
  for (let count = 0; count < 6; count++) instances.push(await withEvents([`e${count}`]));
  const settleAll = createSettleDeliveries(database.db);
  for (let turn = 0; turn < 6; turn++) {
    const claimed = await claim();
    const shuffled = claimed.toSorted((a, b) => ((a.id * 7 + turn) % 5) - ((b.id * 7 + turn) % 5));
    await Promise.all([
      ...instances.map(({ tell }, index) => tell([`t${turn}-${index}`])),
      ...shuffled.map((one) =>
        settleAll(settlement(one, { deliveries: notificationIds(one).map((id) => settled(id)) })),
      ),
    ]);
  }
  const rows = await database.db.selectFrom('subscriptions').select(['pending', 'next_due_at_ms']).execute();
  expect(rows).toEqual(instances.map(() => ({ pending: 1, next_due_at_ms: now })));
});

test('the answer of an old address says nothing about the subscription that was pointed elsewhere meanwhile', async () => {
  const { instanceId } = await withEvents(['a']);
  const claimed = await claimOne();
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/new', now });
  await settle(settlement(claimed, { deactivate: 'The callback URL answered 410 Gone.' }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ active: true, next_due_at_ms: now });
});

test('a failure that comes after the claim was lost is kept as an attempt and changes nothing else', async () => {
  await withEvents(['a']);
  const stale = await claimOne();
  await claimOne({ now: now + minute, leaseUntil: now + 2 * minute });
  await settle(settlement(stale, { deliveries: notificationIds(stale).map((id) => settled(id, now + 8_000)) }));
  expect(await database.db.selectFrom('deliveries').select(['status', 'attempts']).execute()).toEqual([
    { status: 'created', attempts: 0 },
  ]);
  expect(await database.db.selectFrom('delivery_attempts').select('outcome').execute()).toEqual([
    { outcome: 'failed' },
  ]);
});

test('a subscription changes its lane', async () => {
  await withEvents(['a']);
  const claimed = await claimOne();
  await settle(settlement(claimed, { slow: true, retryAt: now + 5 }));
  expect(await claim({ now: now + minute })).toEqual([]);
  expect(await claim({ now: now + minute, slow: true })).toMatchObject([{ id: claimed.id, slow: true }]);
});

test('what is deleted while its settlement is under way keeps none of the others from being settled', async () => {
  const { db } = database;
  const [gone, deleted, kept] = [await withEvents(['a', 'b']), await withEvents(['c']), await withEvents(['d'])];
  const claimed = await claim();
  expect(claimed).toHaveLength(3);
  const settleAll = createSettleDeliveries(db);
  let settledAll: Promise<unknown> | undefined;
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('subscriptions').select('id').orderBy('id').forUpdate().execute();
    const first = trx.selectFrom('events').select('notification_id').where('event_id', '=', 'a');
    await trx.deleteFrom('notifications').where('id', 'in', first).execute();
    await trx.deleteFrom('instances').where('id', '=', deleted.instanceId).execute();
    const of = (one: ClaimedSubscription) => notificationIds(one).map((id) => settled(id));
    settledAll = Promise.all(claimed.map((one) => settleAll(settlement(one, { deliveries: of(one) }))));
    await untilBlocked(db);
  });
  await settledAll;
  await clearAllLeftovers(db);
  expect(await statuses()).toEqual(['delivered', 'delivered']);
  expect(await subscriptionOf(db, kept.instanceId)).toMatchObject({ pending: 0, lease_until_ms: null });
  expect(await subscriptionOf(db, gone.instanceId)).toMatchObject({ pending: 1, lease_until_ms: null });
  expect(await db.selectFrom('delivery_attempts').select('id').execute()).toHaveLength(2);
});

test('a settlement that the database refuses fails alone', async () => {
  const [bad, good] = [await withEvents(['a']), await withEvents(['b'])];
  const claimed = await claim();
  const settleAll = createSettleDeliveries(database.db);
  const outcomes = await Promise.allSettled(
    claimed.map((one) => {
      const deliveries = notificationIds(one).map((id) => settled(id));
      const isBad = one.instanceId === bad.instanceId;
      return settleAll(settlement(one, { deliveries, ...(isBad && { now: Number.MAX_VALUE }) }));
    }),
  );
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await subscriptionOf(database.db, good.instanceId)).toMatchObject({ pending: 0 });
  expect(await subscriptionOf(database.db, bad.instanceId)).toMatchObject({ pending: 1 });
});
