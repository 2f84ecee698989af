import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { deliveryLeaseMs } from '../../src/deliver/deliver-outstanding.ts';
import { createSettleDeliveries } from '../../src/store/settle-deliveries.ts';
import { startDeliveries } from '../kit/delivery-runner.ts';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { untilAtRest } from '../kit/deliveries-at-rest.ts';
import { until } from '../kit/flow.ts';
import { bodyOf, serve } from '../kit/listen.ts';
import { makeSubscription, storeTelling } from '../kit/telling-instance.ts';
import { startReceiver } from '../kit/receiver.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const hour = 3_600_000;

/** One instance, and a subscription to its events for each of these URLs; answers how to tell events. */
async function subscribe(urls: string[], settings: Record<string, string> = {}) {
  const { db } = database;
  const told = await storeTelling(db, [], { url: undefined });
  for (const url of urls) {
    await makeSubscription(db, { ...told, url, instanceIds: [told.instanceId], settings });
  }
  return told;
}

const pendingAt = async (url: string) =>
  (await database.db.selectFrom('subscriptions').select('pending').where('url', '=', url).execute()).reduce(
    (sum, { pending }) => sum + pending,
    0,
  );

const eventIds = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

test('250 hanging endpoints do not keep healthy ones waiting, not even one of the same host', async () => {
  const hanging = new Set<ServerResponse>();
  const served: string[] = [];
  const server = await serve((request, response) => {
    if (request.url?.startsWith('/hangs')) return void hanging.add(response);
    served.push(request.url ?? '');
    response.end();
  });
  const healthy = await startReceiver();
  onTestFinished(() => healthy.close());
  const neighbour = `${server.url}/healthy`;
  const urls = Array.from({ length: 250 }, (_, index) => `${server.url}/hangs/${index}`);
  // Those that hang have waited longest, so that they are all taken up first.
  const { tell } = await subscribe([...urls, healthy.url, neighbour]);
  await tell(eventIds(10));
  const later = { next_due_at_ms: (await dueOf(healthy.url)) + 1 };
  await database.db.updateTable('subscriptions').set(later).where('url', 'in', [healthy.url, neighbour]).execute();
  const { clock, runner } = startDeliveries(database.db);
  // All places are taken by requests that nobody answers; then time passes.
  await until(() => hanging.size >= 200);
  expect(healthy.received).toEqual([]);
  clock.jump(6_000);
  runner.wake();
  await until(async () => (await pendingAt(healthy.url)) + (await pendingAt(neighbour)) === 0);
  expect(healthy.events()).toHaveLength(10);
  expect(served).toHaveLength(10);
  expect([...hanging].filter((response) => response.writableEnded)).toEqual([]);
});

const dueOf = async (url: string) =>
  (await database.db.selectFrom('subscriptions').select('next_due_at_ms').where('url', '=', url).executeTakeFirst())
    ?.next_due_at_ms ?? 0;

test('an endpoint that failed is sent to in a lane of its own, and comes back when it is well', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  let down = true;
  receiver.answer = () => ({ status: down ? 500 : 200 });
  const { tell } = await subscribe([receiver.url]);
  await tell(eventIds(5));
  const { clock, runner } = startDeliveries(database.db);
  const lane = async () => {
    const row = await database.db.selectFrom('subscriptions').selectAll().executeTakeFirstOrThrow();
    return row.lease_until_ms === null && row.slow;
  };
  await until(lane);
  down = false;
  clock.jump(hour);
  runner.wake();
  await until(async () => (await pendingAt(receiver.url)) === 0 && !(await lane()));
  expect(receiver.events()).toHaveLength(5);
});

test('one URL that fifty subscriptions share sees no more requests at a time than it allows', async () => {
  let [underWay, most, answered] = [0, 0, 0];
  const server = await serve((request, response) => void takeTime(request, response));
  const takeTime = async (request: IncomingMessage, response: ServerResponse) => {
    most = Math.max(most, ++underWay);
    await bodyOf(request);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
    answered++;
    response.end();
  };
  const url = `${server.url}/shared`;
  const { tell } = await subscribe(Array<string>(50).fill(url), { 'event.notification.concurrency': '4' });
  await tell(eventIds(6));
  startDeliveries(database.db);
  await until(async () => (await pendingAt(url)) === 0);
  expect(answered).toBe(300);
  expect(most).toBeLessThanOrEqual(4);
  expect(most).toBeGreaterThan(1);
});

test('a rate limit holds for all that is sent to the URL, and no attempt is lost to it', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { tell } = await subscribe([receiver.url, receiver.url], { 'event.notification.rate.limit': '5/hour' });
  await tell(eventIds(8));
  const { clock, runner } = startDeliveries(database.db);
  const { db } = database;
  const isQuiet = async () => {
    const rows = await db.selectFrom('subscriptions').selectAll().where('pending', '>', 0).execute();
    return rows.every((row) => row.lease_until_ms === null && (row.next_due_at_ms ?? 0) > clock.now());
  };
  const perHour: number[] = [];
  for (let before = 0; before < 16; before = receiver.received.length) {
    await until(isQuiet);
    perHour.push(receiver.received.length - before);
    clock.jump(hour + 10);
    runner.wake();
    await until(async () => receiver.received.length > before || (await pendingAt(receiver.url)) === 0);
  }
  expect(Math.max(...perHour)).toBeLessThanOrEqual(5);
  const attempts = await db.selectFrom('delivery_attempts').select(['attempt', 'outcome']).execute();
  expect(attempts).toHaveLength(16);
  expect(attempts.filter(({ attempt, outcome }) => attempt !== 1 || outcome !== 'delivered')).toEqual([]);
});

test('a record that is refused holds back no other, however much has been told of it, and comes in order afterwards', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  let refusing = true;
  receiver.answer = ({ message }) => ({
    status: refusing && message.events.some(({ objectId }) => objectId === 'refused') ? 422 : 200,
  });
  const { tell } = await subscribe([receiver.url]);
  const refused = eventIds(60).map((id) => `refused-${id}`);
  await tell(refused, () => 'refused');
  await tell(eventIds(20));
  const { clock, runner } = startDeliveries(database.db);
  await until(() => receiver.events().length === 20);
  expect(receiver.received).toHaveLength(21);
  await untilAtRest({ db: database.db, clock });
  refusing = false;
  clock.jump(hour);
  runner.wake();
  await until(async () => (await pendingAt(receiver.url)) === 0);
  const arrived = receiver.events().map(({ eventId }) => eventId);
  expect(arrived.slice(20)).toEqual(refused);
});

test('what a worker sent that died before it could say so is sent again with the same ids, once its lease has ended', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { tell } = await subscribe([receiver.url]);
  await tell(eventIds(3));
  const settle = createSettleDeliveries(database.db);
  let died = false;
  const { clock, runner } = startDeliveries(database.db, async (settlement) => {
    if (died) return settle(settlement);
    died = settlement.goesOn === undefined;
    throw new Error('The worker has died.');
  });
  await until(() => died);
  expect(await pendingAt(receiver.url)).toBe(3);
  clock.jump(deliveryLeaseMs + 1);
  runner.wake();
  await until(async () => (await pendingAt(receiver.url)) === 0);
  const ids = receiver.received.map(({ headers }) => String(headers['webhook-id']));
  expect(ids).toHaveLength(6);
  expect(ids.slice(3).toSorted()).toEqual(ids.slice(0, 3).toSorted());
});
