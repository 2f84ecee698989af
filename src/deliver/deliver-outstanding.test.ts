import { expect, onTestFinished, test } from 'vitest';
import { anInstance } from '../../test/kit/claimed-poll.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { startReceiver, type Receiver } from '../../test/kit/receiver.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../store/claim-deliveries.ts';
import { deliverOutstanding, type DeliverDeps } from './deliver-outstanding.ts';

const clock = createManualClock();
const now = clock.now();

async function setUp(): Promise<{ deps: DeliverDeps; receiver: Receiver }> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return { deps: { egress: testEgress(), clock, random: () => 0, hubOf: () => 'crm' }, receiver };
}

function outstanding(id: number, recordIds: string[], values: Partial<OutstandingDelivery> = {}): OutstandingDelivery {
  const events = recordIds.map((recordId) => ({
    eventId: `${id}/${recordId}`,
    type: 'UPDATED' as const,
    recordId,
    date: 0,
    record: JSON.stringify({ id: recordId }),
  }));
  const notification = {
    id,
    instanceId: 1000,
    resource: 'contacts',
    pollDate: 0,
    initial: false,
    createdAt: 0,
    events,
  };
  return { attempts: 0, nextAttemptAt: 0, notification, ...values };
}

const claimed = ({ url }: Receiver, deliveries: OutstandingDelivery[]): ClaimedSubscription => ({
  id: 6,
  url,
  fence: 3,
  instance: anInstance(),
  deliveries,
});

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

test('a delivery whose time has not come holds back its records and nothing else', async () => {
  const { deps, receiver } = await setUp();
  const waiting = outstanding(1, ['a'], { attempts: 2, nextAttemptAt: now + 5_000 });
  const settlement = await deliverOutstanding(
    deps,
    claimed(receiver, [waiting, outstanding(2, ['a']), outstanding(3, ['b'])]),
  );
  expect(arrived(receiver)).toEqual(['3/b']);
  expect(settlement).toMatchObject({ waiting: 2, retryAt: now + 5_000 });
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
  const last = await deliverOutstanding(deps, claimed(receiver, [outstanding(1, ['a'], { attempts: 5 })]));
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
  const settlement = await deliverOutstanding(deps, claimed(receiver, deliveries), stopping.signal);
  expect(settlement.deliveries.length).toBe(receiver.received.length);
  expect(receiver.received.length).toBeLessThan(40);
  expect(settlement).toMatchObject({ waiting: 0, retryAt: undefined });
});

test('a subscription with nothing to send rests', async () => {
  const { deps, receiver } = await setUp();
  const settlement = await deliverOutstanding(deps, claimed(receiver, []));
  expect(settlement).toMatchObject({ deliveries: [], waiting: Number.MAX_SAFE_INTEGER, retryAt: undefined });
});
