import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import { instanceTopic } from '../../src/model/event.ts';
import { startTestApi, textOf, type Answer, type TestApi } from '../kit/api.ts';
import { makeSubscription } from '../kit/telling-instance.ts';
import { storePolledInstance } from '../kit/polled-instance.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let other: OtherOrganization;

beforeAll(async () => {
  api = await startTestApi();
  other = await storeOtherOrganization(api.db);
});
afterAll(() => api.close());

const path = '/notifications';
const send = (body: JsonValue) => api.call('POST', path, { body });
const idsOf = ({ body }: Answer) => (body as JsonRecord[]).map(({ id }) => textOf(id));
const list = (query: string) => api.call('GET', `${path}?${query}`);

async function made(topic: string, rest: JsonRecord = {}): Promise<string> {
  const answer = await send({ topic, message: 'Hello', ...rest });
  expect(answer.status).toBe(200);
  return textOf(answer.object['id']);
}

/** An instance of the first organisation, with one event told to its subscription. */
async function told(record = '{"id":1}') {
  const first = await api.db.selectFrom('accounts').selectAll().orderBy('id').executeTakeFirstOrThrow();
  const { instanceId } = await storePolledInstance(api.db);
  await api.db
    .updateTable('instances')
    .set({ organization_id: first.organization_id, connector_key: 'salesloft' })
    .where('id', '=', instanceId)
    .execute();
  const { id: subscriptionId } = await api.db
    .updateTable('subscriptions')
    .set({ organization_id: first.organization_id, account_id: first.id, next_due_at_ms: null, pending: 1 })
    .where('instance_id', '=', instanceId)
    .returning('id')
    .executeTakeFirstOrThrow();
  const notificationId = await tell(api.db, {
    instanceId,
    at: 1_534_779_007_000,
    eventIds: [`e-${instanceId}`],
    record,
  });
  await deliver(api.db, { subscriptionId, notificationId, status: 'queued' });
  return { instanceId, subscriptionId, notificationId, organizationId: first.organization_id };
}

test('a notification that is made is answered in the shape in which it is delivered', async () => {
  const message = { text: 'Stock is low', articles: [1, 2] };
  const answer = await send({ severity: 'high', topic: 'stock', message, from: 'warehouse' });
  expect(answer.status).toBe(200);
  expect(answer.object).toEqual({
    severity: 'high',
    createdDate: expect.stringMatching(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/) as string,
    topic: 'stock',
    action: 'create',
    id: expect.stringMatching(/^\d+$/) as string,
    message,
    user: 'warehouse',
    acknowledgedDate: null,
  });
  expect((await api.call('GET', `${path}/${textOf(answer.object['id'])}`)).body).toEqual(answer.body);
});

test('without a severity it is medium, and without a sender it is from us', async () => {
  const answer = await send({ topic: 'plain', message: 'Hello' });
  expect(answer.object).toMatchObject({
    severity: 'medium',
    message: 'Hello',
    user: 'notifications@cloud-elements.com',
  });
});

test.each<[JsonValue, string]>([
  [{}, 'topic: found nothing; allowed: a text.'],
  [{ topic: null, message: 'x' }, 'topic: found null; allowed: a text.'],
  [{ topic: ' ', message: 'x' }, 'topic: found " "; allowed: at least 1 character.'],
  [
    { topic: 't', message: null },
    'message: found null; allowed: a text, a number, true or false, an object or an array.',
  ],
  [{ topic: 't' }, 'message: found nothing; allowed: a text'],
  [{ topic: 't', message: 'x'.repeat(262_143) }, 'message: found "xxx'],
  [{ topic: 't', message: 'x', severity: 'urgent' }, 'severity: found "urgent"; allowed: low, medium, high.'],
  [
    { topic: 't', message: 'x', form: 'me' },
    'form: unknown; allowed: severity, topic, message, from. Did you mean from?',
  ],
  [{ topic: 't', message: 'x', from: 7 }, 'from: found the number 7; allowed: a text.'],
])('%j is refused with the reason', async (body, message) => {
  const answer = await send(body);
  expect([answer.status, answer.object['code']]).toEqual([400, 'request.malformed']);
  expect(answer.object['message']).toContain(message);
});

test('a page of long messages ends early, and the token of each leads to the next', async () => {
  const sent: unknown[] = [];
  for (const number of [1, 2, 3]) sent.unshift((await send({ topic: 'long', message: number })).object['id']);
  await sql`
    update notifications set message = to_jsonb(repeat('x', 7000000)) where topic = 'long'`.execute(api.db);
  const first = await api.call('GET', `${path}?topics[]=long`);
  expect((first.body as JsonRecord[]).map(({ id }) => id)).toEqual(sent.slice(0, 2));
  expect(first.headers.get('elements-total-count')).toBe('3');
  const nextPage = encodeURIComponent(first.headers.get('elements-next-page-token') ?? '');
  const second = await api.call('GET', `${path}?topics[]=long&nextPage=${nextPage}`);
  expect((second.body as JsonRecord[]).map(({ id }) => id)).toEqual(sent.slice(2));
  expect(second.headers.get('elements-next-page-token')).toBeNull();
});

test('nobody but an instance tells under the topic of an instance', async () => {
  for (const topic of ['instance-1000-sample-events', instanceTopic(7, 'a-b')]) {
    const answer = await send({ topic, message: 'x' });
    expect([answer.status, answer.object['issues']]).toEqual([400, [expect.objectContaining({ path: 'topic' })]]);
    expect(answer.object['message']).toContain(`found "${topic}", the topic of the events of an instance`);
  }
});

test('notifications are found by their topics, newest first, page by page', async () => {
  const [a, b, c] = [await made('pages-1'), await made('pages-2'), await made('pages-1')];
  expect(idsOf(await list('topics[]=pages-1&topics[]=pages-2'))).toEqual([c, b, a]);
  expect(idsOf(await list('topics[]=pages-2&topics[]=pages-2'))).toEqual([b]);
  expect(idsOf(await list('topics=pages-1'))).toEqual([c, a]);
  const first = await list('topics[]=pages-1&topics[]=pages-2&pageSize=2');
  expect(first.headers.get('elements-total-count')).toBe('3');
  expect(first.headers.get('elements-returned-count')).toBe('2');
  const token = encodeURIComponent(first.headers.get('elements-next-page-token') ?? '');
  const last = await list(`topics[]=pages-1&topics[]=pages-2&pageSize=2&nextPage=${token}`);
  expect([idsOf(first), idsOf(last)]).toEqual([[c, b], [a]]);
  expect(last.headers.get('elements-next-page-token')).toBeNull();
});

test('without topics the list is refused, and a topic that nobody knows has none', async () => {
  for (const query of ['', 'topics[]=', 'topic=x'])
    expect((await list(query)).object).toMatchObject({
      code: 'request.malformed',
      message: 'topics[]: found nothing; allowed: 1 to 100 topics, e.g. topics[]=orders.',
    });
  const unknown = await list('topics[]=nobody&topics[]=instance-999999-x-events');
  expect([unknown.status, unknown.body]).toEqual([200, []]);
  const many = Array.from({ length: 101 }, (_, index) => `topics[]=${index}`).join('&');
  expect((await list(many)).object['message']).toContain('found 101 of them');
  expect((await list('topics[]=x&nextPage=nonsense')).object['code']).toBe('query.invalid');
});

test('the events of an instance are shown as they are delivered, numbers beyond 2^53 with all their digits', async () => {
  const { instanceId, notificationId } = await told('{"id":9007199254740993123,"name":"Ada"}');
  const topic = instanceTopic(instanceId, 'salesloft');
  const messageId = await made('beside-events');
  const response = await fetch(`${api.url}/elements/api-v2${path}/${notificationId}`, {
    headers: { authorization: 'User user-secret-of-ada, Organization organization-secret' },
  });
  expect(await response.text()).toContain('"raw":{"contacts":[{"id":9007199254740993123,"name":"Ada"}],"pollDate":');
  const listed = await list(`topics[]=${topic}&topics[]=beside-events`);
  expect(idsOf(listed)).toEqual([messageId, String(notificationId)]);
  expect((listed.body as JsonRecord[])[1]).toMatchObject({
    topic,
    createdDate: 'Mon Aug 20 15:30:07 UTC 2018',
    message: { instanceId, elementKey: 'salesloft', events: [{ hubKey: 'crm', eventId: `e-${instanceId}` }] },
    acknowledgedDate: null,
  });
  expect(idsOf(await list(`topics[]=instance-${instanceId}-other-events`))).toEqual([]);
});

test('a notification is acknowledged once; the first time stays', async () => {
  const { notificationId } = await told();
  const acknowledge = () => api.call('PUT', `${path}/${notificationId}/acknowledge`);
  const first = await acknowledge();
  expect(Date.parse(textOf(first.object['acknowledgedDate']))).toBeGreaterThan(0);
  expect((await acknowledge()).body).toEqual(first.body);
  expect((await api.call('GET', `${path}/${notificationId}`)).body).toEqual(first.body);
});

test('a notification that is deleted is gone with its events, and nothing of it is outstanding', async () => {
  const { subscriptionId, notificationId } = await told();
  const answer = await api.call('DELETE', `${path}/${notificationId}`);
  expect([answer.status, answer.body]).toEqual([200, undefined]);
  expect((await api.call('GET', `${path}/${notificationId}`)).object['code']).toBe('notification.not_found');
  expect((await api.call('DELETE', `${path}/${notificationId}`)).status).toBe(404);
  const { db } = api;
  expect(await db.selectFrom('events').selectAll().where('notification_id', '=', notificationId).execute()).toEqual([]);
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ pending: 0, next_due_at_ms: null });
});

test('what is no id names no notification', async () => {
  for (const named of ['-1', 'x', '1.5', '0', '99999999999999999999']) {
    for (const [method, rest] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PUT', '/acknowledge'],
    ] as const) {
      const answer = await api.call(method, `${path}/${named}${rest}`);
      expect([answer.status, answer.object['code']]).toEqual([404, 'notification.not_found']);
    }
  }
});

test('another organisation sees and changes nothing, and is not told', async () => {
  const { notificationId, instanceId } = await told();
  const foreign = await makeSubscription(api.db, {
    organizationId: other.organizationId,
    url: 'http://127.0.0.1:9/',
    instanceIds: [],
  });
  const subscribed = { subscription_id: foreign, topic: 'secret', organization_id: other.organizationId };
  await api.db.insertInto('subscription_topics').values(subscribed).execute();
  const messageId = await made('secret');
  const { authorization } = other;
  const topics = `topics[]=secret&topics[]=${instanceTopic(instanceId, 'salesloft')}`;
  expect((await api.call('GET', `${path}?${topics}`, { authorization })).body).toEqual([]);
  for (const id of [notificationId, messageId]) {
    const before = (await api.call('GET', `${path}/${id}`)).body;
    for (const [method, rest] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PUT', '/acknowledge'],
    ] as const)
      expect((await api.call(method, `${path}/${id}${rest}`, { authorization })).status).toBe(404);
    expect((await api.call('GET', `${path}/${id}`)).body).toEqual(before);
  }
  const deliveries = api.db.selectFrom('deliveries').selectAll().where('subscription_id', '=', foreign);
  expect(await deliveries.execute()).toEqual([]);
  const viewer = api.db.updateTable('users').where('role', '=', 'admin').where('email', '=', api.email);
  await viewer.set({ role: 'viewer' }).execute();
  expect((await send({ topic: 't', message: 'x' })).status).toBe(403);
  await api.db.updateTable('users').where('email', '=', api.email).set({ role: 'admin' }).execute();
});
