import { expect, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { instanceTopic } from '../../src/model/event.ts';
import { callApi, type Answer } from '../kit/api.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';

const path = '/notifications/subscriptions/deliveries';
const where = (text: string) => `${path}?where=${encodeURIComponent(text)}`;

interface Delivery {
  notificationId: number;
  subscriptionId: number;
  status: string;
  attempts: number;
  nextAttemptDate: string | null;
  deliveredDate: string | null;
}

const deliveriesOf = (flow: Flow, query = path) => flow.server.call<Delivery[]>('GET', query);
const statuses = async (flow: Flow, query = path) => (await deliveriesOf(flow, query)).map(({ status }) => status);
const call = (flow: Flow, method: string, query: string): Promise<Answer> =>
  callApi(flow.server.app.url ?? '', method, query);

/** Of the only instance. */
const settled = (flow: Flow) =>
  until(async () => {
    const rows = await flow.db.selectFrom('subscriptions').select(['lease_until_ms', 'next_due_at_ms']).execute();
    return rows.every((row) => row.lease_until_ms === null && (row.next_due_at_ms ?? Infinity) > flow.clock.now());
  });

test('with the policy retry a delivery is in retry after a 502, and delivered when the receiver is back', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  flow.receiver.answer = () => ({ status: 502, body: 'Bad gateway' });
  flow.simulator.salesloft.create('people');
  await flow.poll(id);
  await until(async () => (await statuses(flow)).includes('retry'));
  await settled(flow);
  const [waiting] = await deliveriesOf(flow, where(`channel='webhook' and instanceId = ${id} and status = 'retry'`));
  expect(waiting).toMatchObject({ status: 'retry', attempts: 1, deliveredDate: null });
  expect(Date.parse(waiting?.nextAttemptDate ?? '')).toBeGreaterThan(flow.clock.now());
  flow.receiver.answer = () => ({ status: 200 });
  flow.clock.jump(20_000);
  await flow.delivered();
  const place = `/notifications/${waiting?.notificationId}/subscriptions/${waiting?.subscriptionId}/deliveries`;
  const one = await flow.server.call<JsonRecord>('GET', `${place}?hydrate=true`);
  expect(one).toMatchObject({
    status: 'delivered',
    attempts: 2,
    nextAttemptDate: null,
    notification: { id: String(waiting?.notificationId), message: { instanceId: id } },
    subscription: { id: waiting?.subscriptionId, config: { url: flow.receiver.url }, pending: 0 },
  });
  const attempts = await flow.server.call<JsonRecord[]>('GET', `${place}/attempts`);
  expect(attempts).toMatchObject([
    {
      attempt: 1,
      outcome: 'failed',
      request: {
        url: flow.receiver.url,
        headers: { 'webhook-id': `${waiting?.subscriptionId}-${waiting?.notificationId}` },
      },
      response: { status: 502, body: 'Bad gateway' },
    },
    { attempt: 2, outcome: 'delivered', response: { status: 200, body: '' } },
  ]);
  const page = await call(flow, 'GET', `${place}/attempts?pageSize=1`);
  expect([page.headers.get('elements-total-count'), page.body]).toEqual(['2', [attempts[0]]]);
});

test('with the policy queue a delivery is queued and stays so, until PUT delivers what was queued, in order', async () => {
  const flow = await startFlow();
  await flow.server.call('PATCH', '/accounts/settings', { 'notification.webhook.failure.policy': 'queue' });
  const id = await flow.instance(flow.simulator.salesloft);
  flow.receiver.answer = () => ({ status: 502 });
  const person = flow.simulator.salesloft.create('people');
  await flow.poll(id);
  await until(async () => (await statuses(flow)).includes('queued'));
  await settled(flow);
  flow.receiver.answer = () => ({ status: 200 });
  for (let round = 1; round <= 3; round++) {
    flow.clock.jump(400_000);
    flow.simulator.salesloft.update(person.id, { first_name: `Round ${round}` });
    await flow.poll(id);
  }
  await settled(flow);
  const before = flow.receiver.received.length;
  expect(before).toBe(1);
  expect(await statuses(flow, where("channel='webhook' and status='queued'"))).toHaveLength(4);
  const inactive = await flow.server.call<JsonRecord[]>('GET', '/notifications/subscriptions');
  expect(inactive).toMatchObject([{ active: false, pending: 4, nextAttemptDate: null }]);
  expect(await deliveriesOf(flow, where("config.url='https://example.com/other' and status='queued'"))).toEqual([]);
  const selected = where(`channel='webhook' and status='queued' and config.url='${flow.receiver.url}'`);
  const released = await call(flow, 'PUT', `${selected}&hydrate=true&pageSize=2`);
  expect(released.status).toBe(200);
  expect([released.headers.get('elements-total-count'), released.headers.get('elements-returned-count')]).toEqual([
    '4',
    '2',
  ]);
  expect(released.body).toMatchObject([
    { status: 'created', attempts: 0, subscription: { active: true, pending: 4 }, notification: { action: 'create' } },
    { status: 'created', attempts: 0 },
  ]);
  await flow.delivered();
  const arrived = flow.receiver.events().map(({ eventId }) => eventId);
  const stored = await flow.db.selectFrom('events').select('event_id').orderBy('notification_id').execute();
  expect(arrived).toEqual(stored.map((row) => row.event_id));
  expect(await statuses(flow)).toEqual(Array.from({ length: 4 }, () => 'delivered'));
  expect((await call(flow, 'PUT', where("status='queued'"))).body).toEqual([]);
});

test('a message goes to the subscriptions of its topic and to no other, and a subscription gets the events of an instance', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  const subscribe = (place: string, topics: string[]) =>
    flow.server.call<{ id: number }>('POST', '/notifications/subscriptions', {
      channel: 'webhook',
      topics,
      config: { url: `${flow.receiver.url}/${place}`, 'event.notification.signature.key': 'key of mine' },
    });
  const first = await subscribe('first', ['stock', instanceTopic(id, 'salesloft')]);
  const second = await subscribe('second', ['orders']);
  const { id: messageId } = await flow.server.call<{ id: string }>('POST', '/notifications', {
    topic: 'stock',
    message: { low: ['apples'] },
  });
  await flow.delivered();
  expect(flow.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([`${first.id}-${messageId}`]);
  const [received] = flow.receiver.received;
  expect(JSON.parse(received?.body ?? '')).toMatchObject({ topic: 'stock', message: { low: ['apples'] } });
  expect(received?.headers['elements-webhook-signature']).toMatch(/^sha256=/);
  flow.receiver.received.length = 0;
  flow.simulator.salesloft.create('people');
  await flow.poll(id);
  await flow.delivered();
  const told = flow.receiver.received.map(({ headers }) => Number(headers['elements-webhook-id']));
  const own = await flow.db
    .selectFrom('subscriptions')
    .select('id')
    .where('instance_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(new Set(told)).toEqual(new Set([own.id, first.id]));
  const notification = (await deliveriesOf(flow, where(`topic = '${instanceTopic(id, 'salesloft')}'`)))[0]
    ?.notificationId;
  const list = await flow.server.call<Delivery[]>('GET', `/notifications/${notification}/subscriptions/deliveries`);
  expect(list.map(({ subscriptionId }) => subscriptionId)).toEqual([own.id, first.id].toSorted((a, b) => b - a));
  expect(await deliveriesOf(flow, where(`subscriptionId = ${second.id}`))).toEqual([]);
  expect(await deliveriesOf(flow, where("topic = 'stock'"))).toHaveLength(1);
});

test('PUT does not switch on an instance whose events are off, and does one whose endpoint had failed', async () => {
  const flow = await startFlow({ roles: 'api' });
  const subscription = await storeQueued(flow);
  const active = async () =>
    (await flow.db.selectFrom('subscriptions').selectAll().where('id', '=', subscription.id).executeTakeFirstOrThrow())
      .active;
  const configure = (values: JsonRecord) =>
    flow.db.updateTable('instances').set(values).where('id', '=', subscription.instanceId).execute();
  const put = () => call(flow, 'PUT', where("status='queued'"));
  const on = { 'event.notification.enabled': 'true', 'event.notification.callback.url': 'https://example.com/' };
  for (const off of [
    { disabled: true, configuration: JSON.stringify(on) },
    { disabled: false, configuration: JSON.stringify({ ...on, 'event.notification.enabled': 'false' }) },
    { disabled: false, configuration: JSON.stringify({ ...on, 'event.notification.callback.url': ' ' }) },
    { disabled: false, configuration: JSON.stringify({ 'event.notification.enabled': 'true' }) },
  ]) {
    await configure(off);
    expect(((await put()).body as JsonRecord[]).map(({ status }) => status)).toEqual(['queued']);
    expect(await active()).toBe(false);
  }
  await configure({ disabled: false, configuration: JSON.stringify(on) });
  expect(((await put()).body as JsonRecord[]).map(({ status }) => status)).toEqual(['created']);
  expect(await active()).toBe(true);
});

/** An instance whose subscription was deactivated, with one delivery that is queued. */
async function storeQueued(flow: Flow): Promise<{ id: number; instanceId: number }> {
  const instanceId = await flow.instance(flow.simulator.salesloft);
  const row = await flow.db
    .updateTable('subscriptions')
    .set({ active: false, inactive_reason: 'HTTP 410', pending: 1, next_due_at_ms: null })
    .where('instance_id', '=', instanceId)
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await flow.db
    .insertInto('notifications')
    .values({ id: 7, instance_id: instanceId, resource: 'people', poll_date_us: 0, initial: false, created_at_ms: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const delivery = { subscription_id: row.id, notification_id: id, status: 'queued' as const, created_at_ms: 0 };
  await flow.db.insertInto('deliveries').values(delivery).execute();
  return { id: row.id, instanceId };
}
