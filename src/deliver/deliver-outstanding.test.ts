import { expect, onTestFinished, test } from 'vitest';
import { aClaimedSubscription, anOutstanding } from '../../test/kit/claimed-subscription.ts';
import { until } from '../../test/kit/flow.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { startReceiver, type Receiver } from '../../test/kit/receiver.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import type { Notification } from '../model/event.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../store/claim-deliveries.ts';
import { allWait, type DeliverySettlement } from '../store/settle-deliveries.ts';
import { deliverOutstanding, type DeliverDeps } from './deliver-outstanding.ts';

const clock = createManualClock();
const now = clock.now();

async function setUp(): Promise<{ deps: DeliverDeps; receiver: Receiver }> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return {
    deps: {
      egress: testEgress(),
      clock,
      random: () => 0,
      hubOf: () => Promise.resolve('crm'),
      readWebhookRaw: () => Promise.resolve(undefined),
    },
    receiver,
  };
}

const outstanding = anOutstanding;

const claimed = ({ url }: Receiver, deliveries: OutstandingDelivery[], values: Partial<ClaimedSubscription> = {}) =>
  aClaimedSubscription(url, deliveries, values);

const failFor = (receiver: Receiver, eventIds: string[], status = 500) => {
  receiver.answer = ({ message }) => ({
    status: message.events.some(({ eventId }) => eventIds.includes(eventId)) ? status : 200,
  });
};
const arrived = (receiver: Receiver) => receiver.received.map(({ message }) => message.events[0]?.eventId);

test('everything outstanding is sent and settled as delivered', async () => {
  const { deps, receiver } = await setUp();
  const settlement = await deliverOutstanding(
    deps,
    claimed(receiver, [outstanding(1, ['a', 'b']), outstanding(2, ['c'])]),
  );
  expect(settlement).toMatchObject({
    subscriptionId: 6,
    fence: 3,
    now,
    deactivate: undefined,
    waiting: 0,
    retryAt: undefined,
  });
  expect(
    settlement.deliveries
      .toSorted((a, b) => a.notificationId - b.notificationId)
      .map(({ notificationId, status, attempts }) => [notificationId, status, attempts]),
  ).toEqual([
    [1, 'delivered', 1],
    [2, 'delivered', 1],
  ]);
  expect(
    receiver
      .events()
      .map(({ eventId }) => eventId)
      .sort(),
  ).toEqual(['1/a', '1/b', '2/c']);
});

test('of two notifications that hold one record the later waits until the earlier is delivered', async () => {
  const { deps, receiver } = await setUp();
  failFor(receiver, ['1/a']);
  const deliveries = [outstanding(1, ['a']), outstanding(2, ['b']), outstanding(3, ['x', 'a']), outstanding(4, ['x'])];
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries));
  expect(new Set(arrived(receiver))).toEqual(new Set(['1/a', '2/b']));
  expect(arrived(receiver)).toHaveLength(2);
  expect(settlement).toMatchObject({ waiting: 3, retryAt: now + 8_000 });
});

test('notifications of one record are sent one after the other', async () => {
  const { deps, receiver } = await setUp();
  const ids = Array.from({ length: 20 }, (_, index) => index + 1);
  await deliverOutstanding(
    deps,
    claimed(
      receiver,
      ids.map((id) => outstanding(id, ['a'])),
    ),
  );
  expect(arrived(receiver)).toEqual(ids.map((id) => `${id}/a`));
});

test('the body of a webhook that was too long for the claim is read when it is sent', async () => {
  const { deps, receiver } = await setUp();
  const delivery = outstanding(1, ['a']);
  const notification = { ...delivery.notification, webhook: { id: 77, raw: 'notRead' } } as Notification;
  const readWebhookRaw = (id: number) => Promise.resolve({ text: `{"webhook":${id}}` });
  await deliverOutstanding({ ...deps, readWebhookRaw }, claimed(receiver, [{ ...delivery, notification }]));
  expect(receiver.received[0]?.body).toContain('"raw":{"webhook":77}');
});

test('what was held back already waits until the first of all retries', async () => {
  const { deps, receiver } = await setUp();
  failFor(receiver, ['4/d']);
  const held = { held: 2, heldUntil: now + 5_000, pending: 5 };
  const deliveries = [outstanding(3, ['c']), outstanding(4, ['d']), outstanding(5, ['d'])];
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries, held));
  expect(settlement).toMatchObject({ waiting: 4, retryAt: now + 5_000, resting: false });
});

test('an endpoint that is down is left alone until the first retry, whatever else is outstanding', async () => {
  const { deps, receiver } = await setUp();
  receiver.answer = () => ({ status: 503 });
  const deliveries = Array.from({ length: 40 }, (_, index) => outstanding(index + 1, [`r${index}`]));
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries));
  expect(receiver.received.length).toBeLessThanOrEqual(9);
  expect(settlement.waiting).toBe(Number.MAX_SAFE_INTEGER);
  expect(settlement.retryAt).toBe(now + 8_000);
  expect(new Set(settlement.deliveries.map(({ status }) => status))).toEqual(new Set(['retry']));
});

test('a notification that the endpoint refuses does not keep the others from it', async () => {
  const { deps, receiver } = await setUp();
  failFor(receiver, ['10/r9']);
  const deliveries = Array.from({ length: 40 }, (_, index) => outstanding(index + 1, [`r${index}`]));
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries));
  expect(receiver.events()).toHaveLength(39);
  expect(settlement).toMatchObject({ waiting: 1, retryAt: now + 8_000, deactivate: undefined });
});

test('the wait that a receiver asks for is noted with the delivery', async () => {
  const { deps, receiver } = await setUp();
  receiver.answer = () => ({ status: 429, headers: { 'retry-after': '300' } });
  const settlement = await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'])]));
  expect(settlement.deliveries).toMatchObject([
    { nextAttemptAt: now + 300_000, attempt: { outcome: 'failed', statusCode: 429 } },
  ]);
});

test('after the last failure, and after 410, the subscription is to be deactivated', async () => {
  const { deps, receiver } = await setUp();
  receiver.answer = () => ({ status: 500 });
  const last = await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'], 5)]));
  expect(last.deactivate).toBe('6 attempts failed: HTTP 500');
  expect(last.deliveries).toMatchObject([{ status: 'retry', attempts: 6, nextAttemptAt: undefined }]);
  receiver.answer = () => ({ status: 410 });
  const gone = await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'])]));
  expect(gone.deactivate).toBe('The callback URL answered 410 Gone.');
});

test('when the server is being stopped, nothing further is begun and the rest is due at once', async () => {
  const { deps, receiver } = await setUp();
  const stopping = new AbortController();
  receiver.answer = () => {
    stopping.abort();
    return { status: 200 };
  };
  const deliveries = Array.from({ length: 40 }, (_, index) => outstanding(index + 1, [`r${index}`]));
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries), { signal: stopping.signal });
  expect(settlement.deliveries.length).toBe(receiver.received.length);
  expect(receiver.received.length).toBeLessThan(40);
  expect(settlement).toMatchObject({ waiting: 0 });
});

test('an attempt that is cut when the server is stopped is none, also behind a redirect', async () => {
  const { deps, receiver } = await setUp();
  const egress = testEgress();
  const stopping = new AbortController();
  const held = await startReceiver();
  onTestFinished(() => held.close());
  held.answer = () => {
    stopping.abort();
    void egress.close();
    return new Promise<never>(() => {});
  };
  receiver.answer = () => ({ status: 307, headers: { location: held.url } });
  const configuration = { 'event.notification.redirects': '1' };
  const subscription = claimed(receiver, [outstanding(1, ['a'])], { configuration });
  const settlement = await deliverOutstanding({ ...deps, egress }, subscription, { signal: stopping.signal });
  expect(held.received).toHaveLength(1);
  expect(settlement.deliveries).toEqual([]);
});

test('what was delivered behind a redirect says where', async () => {
  const { deps, receiver } = await setUp();
  const last = await startReceiver();
  onTestFinished(() => last.close());
  receiver.answer = () => ({ status: 308, headers: { location: last.url } });
  const configuration = { 'event.notification.redirects': '1' };
  const { deliveries } = await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'])], { configuration }));
  expect(deliveries).toMatchObject([
    { status: 'delivered', attempt: { statusCode: 200, detail: `Redirected to ${new URL(last.url).host}.` } },
  ]);
});

test('a subscription with nothing to send rests until its first retry, or until more comes', async () => {
  const { deps, receiver } = await setUp();
  const settlement = await deliverOutstanding(deps, claimed(receiver, []));
  expect(settlement).toMatchObject({ deliveries: [], waiting: 0, retryAt: undefined });
  // More is outstanding than was looked at: all of it is known, nothing of it may go.
  const held = { held: 1000, heldUntil: now + 5_000, pending: 1500, slow: true };
  expect(await deliverOutstanding(deps, claimed(receiver, [], held))).toMatchObject({
    waiting: 1500,
    retryAt: now + 5_000,
    resting: false,
    slow: true,
  });
});

test('two refused ones in a row do not make an endpoint rest that acknowledges what is under way beside them', async () => {
  const { deps, receiver } = await setUp();
  const refused = ['1/a', '2/b'];
  receiver.answer = async ({ message }) => {
    if (message.events.some(({ eventId }) => refused.includes(eventId))) return { status: 422 };
    await until(() => answered.length === 2);
    return { status: 200 };
  };
  const answered: string[] = [];
  const listening = { ...deps, egress: noting(deps, answered) };
  const deliveries = Array.from({ length: 12 }, (_, index) => outstanding(index + 1, ['abcdefghijkl'[index] ?? '']));
  const settlement = await deliverOutstanding(listening, claimed(receiver, deliveries));
  expect(settlement).toMatchObject({ resting: false, waiting: 2, retryAt: now + 8_000, slow: true });
});

/** Notes each request that was answered with a refusal. */
const noting = ({ egress }: DeliverDeps, answered: string[]): DeliverDeps['egress'] => ({
  request: async (request) => {
    const response = await egress.request(request);
    if (response.status === 422) answered.push(request.url);
    return response;
  },
});

const withConfiguration = (receiver: Receiver, configuration: Record<string, string>, deliveries = 3) =>
  claimed(
    receiver,
    Array.from({ length: deliveries }, (_, index) => outstanding(index + 1, [`r${index}`])),
    { configuration },
  );

test('the limit of the endpoint stops a round: nothing failed, and the rest comes when the limit allows it', async () => {
  const { deps, receiver } = await setUp();
  const limited = withConfiguration(receiver, { 'event.notification.rate.limit': '2/hour' }, 5);
  const settlement = await deliverOutstanding(deps, { ...limited, pending: 60 });
  expect(receiver.received).toHaveLength(2);
  expect(settlement.deliveries.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  expect(settlement).toMatchObject({ resting: false, waiting: allWait, slow: true, deactivate: undefined });
  expect(settlement.retryAt).toBeGreaterThan(now + 60_000);
});

test('requests at a time are those of the setting', async () => {
  const { deps, receiver } = await setUp();
  let [underWay, most] = [0, 0];
  receiver.answer = async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
    return { status: 200 };
  };
  await deliverOutstanding(deps, withConfiguration(receiver, { 'event.notification.concurrency': '3' }, 30));
  expect(receiver.received).toHaveLength(30);
  expect(most).toBeLessThanOrEqual(3);
});

test('under the policy queue the first failure deactivates', async () => {
  const { deps, receiver } = await setUp();
  receiver.answer = () => ({ status: 500 });
  const queue = withConfiguration(receiver, { 'event.notification.failure.policy': 'queue' }, 1);
  const settlement = await deliverOutstanding(deps, queue);
  expect(settlement).toMatchObject({ deactivate: 'The first attempt failed: HTTP 500', resting: false });
});

test('a notification that cannot be sent fails alone', async () => {
  const { deps, receiver } = await setUp();
  const broken = { ...outstanding(1, ['a']), instance: undefined };
  const settlement = await deliverOutstanding(deps, claimed(receiver, [broken, outstanding(2, ['b'])]));
  const byId = settlement.deliveries.toSorted((a, b) => a.notificationId - b.notificationId);
  expect(byId).toMatchObject([
    { status: 'retry', nextAttemptAt: now + 8_000, attempt: { outcome: 'failed', statusCode: undefined } },
    { status: 'delivered' },
  ]);
  expect(byId[0]?.attempt.detail).toContain('The request cannot be made');
});

test('whoever fails or takes long is slow, and quick again after a round in which all went quickly', async () => {
  const { deps, receiver } = await setUp();
  const slowAfter = async (slow: boolean) =>
    (await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'])], { slow }))).slow;
  expect(await slowAfter(true)).toBe(false);
  receiver.answer = () => ({ status: 500 });
  expect(await slowAfter(false)).toBe(true);
  const later = { ...deps.egress };
  deps.egress = {
    request: async (request) => ({ ...(await later.request(request)), durationMs: 5_001 }),
  };
  receiver.answer = () => ({ status: 200 });
  expect(await slowAfter(false)).toBe(true);
});

test('what is acknowledged is written while others are under way', async () => {
  const { deps, receiver } = await setUp();
  const held = Promise.withResolvers<void>();
  receiver.answer = async ({ message }) => {
    if (message.events[0]?.eventId === '3/c') await held.promise;
    return { status: 200 };
  };
  const written: number[] = [];
  const acknowledge = (deliveries: DeliverySettlement[]) => {
    written.push(...deliveries.map(({ notificationId }) => notificationId));
    return Promise.resolve();
  };
  const deliveries = [outstanding(1, ['a']), outstanding(2, ['b']), outstanding(3, ['c'])];
  const round = deliverOutstanding(deps, claimed(receiver, deliveries), { acknowledge });
  await until(() => written.length === 2);
  held.resolve();
  const settlement = await round;
  expect(written.toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(settlement.deliveries.map(({ notificationId }) => notificationId)).toEqual([3]);
});
