import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aNotification, storePolledInstance, subscriptionOf } from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { claimDeliveries, type ClaimedSubscription, type DeliveriesDue } from './claim-deliveries.ts';
import { claimInstancePolls } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import { saveSubscription } from './save-subscription.ts';
import { createSettleDeliveries, type DeliverySettlement, type SubscriptionSettlement } from './settle-deliveries.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const minute = 60_000;

/** An instance with these events, each in a notification of its own. */
async function withEvents(eventIds: string[]) {
  const ids = await storePolledInstance(database.db);
  const tell = async (more: string[]) => {
    const [poll] = await claimInstancePolls(database.db, sealer, { ...ids, resource: undefined, now, leaseUntil: now });
    if (!poll) throw new Error('not claimed');
    await createCommitChanges(database.db)(
      aCommit(poll, { leaseUntil: now, notifications: more.map((id) => aNotification([id])) }),
    );
  };
  await tell(eventIds);
  return { ...ids, tell };
}

const claim = (values: Partial<DeliveriesDue> = {}) =>
  claimDeliveries(database.db, sealer, {
    now,
    leaseUntil: now + minute,
    subscriptions: 10,
    deliveriesEach: 50,
    ...values,
  });

async function claimOne(values: Partial<DeliveriesDue> = {}): Promise<ClaimedSubscription> {
  const [claimed] = await claim(values);
  if (!claimed) throw new Error('not claimed');
  return claimed;
}

const settle = (settlement: SubscriptionSettlement) => createSettleDeliveries(database.db)(settlement);
const attempt = { startedAt: now, durationMs: 12.6, outcome: 'delivered', statusCode: 200, detail: undefined };

function settled(notificationId: number, nextAttemptAt?: number): DeliverySettlement {
  if (nextAttemptAt === undefined) return { notificationId, status: 'delivered', attempts: 1, nextAttemptAt, attempt };
  const failed = { ...attempt, outcome: 'failed', statusCode: 500, detail: 'HTTP 500: \0' };
  return { notificationId, status: 'retry', attempts: 1, nextAttemptAt, attempt: failed };
}

const settlement = (
  { id, fence }: ClaimedSubscription,
  values: Partial<SubscriptionSettlement> = {},
): SubscriptionSettlement => ({
  subscriptionId: id,
  fence,
  now,
  deliveries: [],
  deactivate: undefined,
  resting: false,
  waiting: 0,
  retryAt: undefined,
  ...values,
});

const eventIds = ({ deliveries }: ClaimedSubscription) =>
  deliveries.flatMap(({ notification }) => notification.events.map(({ eventId }) => eventId));
const notificationIds = ({ deliveries }: ClaimedSubscription) => deliveries.map(({ notification }) => notification.id);
const statuses = async () =>
  (await database.db.selectFrom('deliveries').select('status').orderBy('notification_id').execute()).map(
    ({ status }) => status,
  );

test('a subscription is claimed with its oldest outstanding deliveries in their order, by one worker at a time', async () => {
  const { instanceId } = await withEvents(['a', 'b', 'c', 'd']);
  const claimed = await claimOne({ deliveriesEach: 3 });
  expect(eventIds(claimed)).toEqual(['a', 'b', 'c']);
  expect(claimed).toMatchObject({ url: 'http://127.0.0.1:9/callback', fence: 1, instance: { id: instanceId } });
  expect(claimed.deliveries[0]).toMatchObject({
    attempts: 0,
    nextAttemptAt: 0,
    notification: { resource: 'contacts', initial: false },
  });
  expect(await claim()).toEqual([]);
  expect(await claim({ now: now + minute })).toMatchObject([{ fence: 2 }]);
});

test('many workers at once claim every subscription once', async () => {
  for (let count = 0; count < 8; count++) await withEvents([`e${count}`]);
  const claims = await Promise.all(Array.from({ length: 4 }, () => claim({ subscriptions: 3 })));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length + (await claim()).length).toBe(8);
});

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
  expect(attempts).toMatchObject([{ attempt: 1, duration_ms: 13, outcome: 'delivered', status_code: 200 }, {}]);
  expect(await claim({ now: now + 60 * minute })).toEqual([]);
});

test('a failed delivery is due again at its time, with its attempts counted', async () => {
  const { instanceId } = await withEvents(['a']);
  const claimed = await claimOne();
  const deliveries = notificationIds(claimed).map((id) => settled(id, now + 8_000));
  await settle(settlement(claimed, { deliveries, waiting: 1, retryAt: now + 8_000 }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: now + 8_000 });
  expect(await claim({ now: now + 7_999 })).toEqual([]);
  expect((await claimOne({ now: now + 8_000 })).deliveries).toMatchObject([
    { attempts: 1, nextAttemptAt: now + 8_000 },
  ]);
});

test('what is outstanding beside the deliveries that wait is due at once', async () => {
  const { instanceId } = await withEvents(['a', 'b', 'c']);
  const claimed = await claimOne({ deliveriesEach: 2 });
  const [first = 0, second = 0] = notificationIds(claimed);
  const deliveries = [settled(first, now + 8_000), settled(second)];
  await settle(settlement(claimed, { deliveries, waiting: 1, retryAt: now + 8_000 }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 2, next_due_at_ms: now });
  expect(eventIds(await claimOne())).toEqual(['a', 'c']);
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
  const { instanceId, organizationId, tell } = await withEvents(['a', 'b']);
  const claimed = await claimOne();
  const [first = 0] = notificationIds(claimed);
  await settle(settlement(claimed, { deliveries: [settled(first, now)], deactivate: '6 attempts failed', waiting: 2 }));
  await tell(['c']);
  expect(await statuses()).toEqual(['queued', 'queued', 'queued']);
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: false,
    inactive_reason: '6 attempts failed',
    pending: 3,
    next_due_at_ms: null,
  });
  expect(await claim({ now: now + 60 * minute })).toEqual([]);
  await saveSubscription(database.db, { organizationId, instanceId, url: 'http://127.0.0.1:9/new', now: now + minute });
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
  const { instanceId, organizationId } = await withEvents(['a']);
  const claimed = await claimOne();
  await saveSubscription(database.db, { organizationId, instanceId, url: 'https://example.com/new', now });
  await settle(settlement(claimed, { deactivate: 'The callback URL answered 410 Gone.' }));
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ active: true, next_due_at_ms: now });
});
