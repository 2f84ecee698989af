import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { createLog } from '../../src/lib/log.ts';
import { instanceTopic } from '../../src/model/event.ts';
import { startTestApi, type TestApi } from '../kit/api.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { storePolledInstance } from '../kit/polled-instance.ts';
import { deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let other: OtherOrganization;
let ids: { subscription: number; made: number; instance: number; queued: number; delivered: number; message: number };

const path = '/notifications/subscriptions/deliveries';
const url = 'https://example.com/made';
const at = Date.parse('2026-01-31T08:00:00Z');

beforeAll(async () => {
  api = await startTestApi();
  other = await storeOtherOrganization(api.db);
  const { db } = api;
  const account = await db.selectFrom('accounts').selectAll().orderBy('id').executeTakeFirstOrThrow();
  const own = { organization_id: account.organization_id, account_id: account.id };
  const { instanceId } = await storePolledInstance(db);
  await db.updateTable('instances').set({ organization_id: own.organization_id }).execute();
  const { id: subscription } = await db
    .updateTable('subscriptions')
    .set({ ...own, active: false })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: made } = await db
    .insertInto('subscriptions')
    .values({ ...own, url, config: '{}', created_at_ms: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const topic = { subscription_id: made, topic: 'stock', organization_id: own.organization_id };
  await db.insertInto('subscription_topics').values(topic).execute();
  const queued = await tell(db, { instanceId, at, eventIds: ['a'] });
  const delivered = await tell(db, { instanceId, at, eventIds: ['b'] });
  await deliver(db, { subscriptionId: subscription, notificationId: queued, status: 'queued' });
  await deliver(db, { subscriptionId: subscription, notificationId: delivered, status: 'delivered', deliveredAt: at });
  await db.updateTable('deliveries').set({ created_at_ms: at }).execute();
  const { object } = await api.call('POST', '/notifications', { body: { topic: 'stock', message: 'low' } });
  ids = { subscription, made, instance: instanceId, queued, delivered, message: Number(object['id']) };
});
afterAll(() => api.close());

const call = (where: string, options = {}) => api.call('GET', `${path}?where=${encodeURIComponent(where)}`, options);
const found = async (where: string) => {
  const { status, body, object } = await call(where);
  expect([status, object['message']]).toEqual([200, undefined]);
  return (body as JsonRecord[]).map(({ notificationId }) => notificationId);
};

test('a where clause selects by every field, by equality, IN and ranges, joined and negated', async () => {
  const { subscription, made, instance, queued, delivered, message } = ids;
  const all = [message, delivered, queued];
  const cases: [string, number[]][] = [
    ["channel = 'webhook'", all],
    ["channel = 'email'", []],
    ["channel != 'email' AND channel IN ('sms', 'webhook')", all],
    ["status = 'queued'", [queued]],
    ["status in ('queued', 'delivered')", [delivered, queued]],
    ["status != 'queued'", [message, delivered]],
    ["NOT status = 'queued' and not (status = 'delivered')", [message]],
    ["status = 'notified'", []],
    [`config.url = '${url}'`, [message]],
    [`subscriptionId = ${subscription}`, [delivered, queued]],
    [`subscriptionId = '${made}'`, [message]],
    [`notificationId >= ${delivered}`, [message, delivered]],
    [`notificationId > ${queued} and notificationId < ${message}`, [delivered]],
    [`notificationId IN (${queued}, ${message})`, [message, queued]],
    ["topic = 'stock'", [message]],
    ["topic != 'stock'", [delivered, queued]],
    [`topic = '${instanceTopic(instance, 'sample')}'`, [delivered, queued]],
    [`topic = '${instanceTopic(instance, 'other')}'`, []],
    [`instanceId = ${instance}`, [delivered, queued]],
    [`instanceId != ${instance}`, [message]],
    [`instanceId = ${instance} or topic = 'stock'`, all],
    ["createdDate <= '2026-01-31T08:00:00Z'", [delivered, queued]],
    ["createdDate < '2026-01-31T09:00:00+01:00'", []],
    [`createdDate = ${at}`, [delivered, queued]],
    ['createdDate > 2026-01-31', all],
    ['createdDate > 0', all],
  ];
  for (const [where, expected] of cases) expect([where, await found(where)]).toEqual([where, expected]);
});

test.each([
  [
    "stauts = 'queued'",
    'where: there is no field "stauts"; allowed: channel, status, config.url, subscriptionId, notificationId, topic, instanceId, createdDate. Did you mean status?',
  ],
  ["constructor = 'x'", 'where: there is no field "constructor"'],
  ["status = 'waiting'", 'where: status: found "waiting"; allowed: created, retry, queued, delivered, notified.'],
  ["channel = 'fax'", 'where: channel: found "fax"; allowed: webhook, email, sms, push.'],
  ["status LIKE 'q%'", 'where: status: found LIKE; allowed: =, != and IN.'],
  ["status > 'a'", 'where: status: found >; allowed: =, != and IN.'],
  ["notificationId LIKE '1%'", 'where: notificationId: found LIKE; allowed: =, !=, IN, <, <=, > and >=.'],
  ['notificationId = 1.5', 'where: notificationId: found "1.5"; allowed: a whole number of at most 15 digits.'],
  ["subscriptionId IN (1, 'x')", 'where: subscriptionId: found "x"; allowed: a whole number of at most 15 digits.'],
  [
    "createdDate > 'yesterday'",
    'where: createdDate: found "yesterday"; allowed: an ISO date such as 2026-01-31T08:00:00Z',
  ],
  ['subscriptionId = 9999999999999999', 'found "9999999999999999"; allowed: a whole number of at most 15 digits.'],
  [`${'not '.repeat(1500)}status = 'queued'`, 'expected no more than 100 NOTs and parentheses within each other'],
  ['topic IS NULL', 'where: topic: found IS NULL; allowed: these fields are never null.'],
  ['status =', 'where: expected '],
  ['', 'where: expected '],
])('%s is refused with the reason', async (where, message) => {
  for (const method of ['GET', 'PUT']) {
    const answer = await api.call(method, `${path}?where=${encodeURIComponent(where)}`);
    expect([answer.status, answer.object['code']]).toEqual([400, 'query.invalid']);
    expect(answer.object['message']).toContain(message);
  }
});

test('PUT needs a where clause, so that nobody releases everything by mistake', async () => {
  expect((await api.call('PUT', path)).object['message']).toContain('where: found nothing; allowed: a text.');
});

test('values of a where clause are values, whatever they look like', async () => {
  for (const where of [`config.url = ''' or true --'`, "topic = '%'", "topic = 'stock'' or ''a''=''a'"])
    expect(await found(where)).toEqual([]);
});

test('deliveries are listed page by page, newest notification first', async () => {
  const seen: unknown[] = [];
  let nextPage = '';
  do {
    const answer = await api.call('GET', `${path}?pageSize=1${nextPage}`);
    expect(answer.headers.get('elements-total-count')).toBe('3');
    seen.push(...(answer.body as JsonRecord[]).map(({ notificationId }) => notificationId));
    const token = answer.headers.get('elements-next-page-token');
    nextPage = token === null ? '' : `&nextPage=${encodeURIComponent(token)}`;
  } while (nextPage !== '');
  expect(seen).toEqual([ids.message, ids.delivered, ids.queued]);
  expect((await api.call('GET', `${path}?nextPage=nonsense`)).object['code']).toBe('query.invalid');
});

test('the deliveries of one notification are those to its subscriptions', async () => {
  const { queued, message, subscription, made } = ids;
  const one = await api.call('GET', `/notifications/${queued}/subscriptions/${subscription}/deliveries`);
  expect(one.body).toEqual({
    notificationId: queued,
    subscriptionId: subscription,
    status: 'queued',
    createdDate: '2026-01-31T08:00:00.000Z',
    attempts: 0,
    nextAttemptDate: null,
    deliveredDate: null,
  });
  const list = await api.call('GET', `/notifications/${queued}/subscriptions/deliveries`);
  expect(list.body).toEqual([one.body]);
  const hydrated = await api.call('GET', `/notifications/${message}/subscriptions/deliveries?hydrate=true`);
  expect(hydrated.body).toMatchObject([
    { notification: { id: String(message), message: 'low' }, subscription: { id: made, topics: ['stock'] } },
  ]);
  for (const [place, code] of [
    [`/notifications/${queued}/subscriptions/${made}/deliveries`, 'delivery.not_found'],
    [`/notifications/${queued}/subscriptions/x/deliveries/attempts`, 'delivery.not_found'],
    [`/notifications/999999/subscriptions/${made}/deliveries`, 'notification.not_found'],
    ['/notifications/999999/subscriptions/deliveries', 'notification.not_found'],
    ['/notifications/-1/subscriptions/deliveries', 'notification.not_found'],
  ] as const) {
    const answer = await api.call('GET', place);
    expect([place, answer.status, answer.object['code']]).toEqual([place, 404, code]);
  }
});

test('the log tells of a release without its clause, which may hold a URL with its query', async () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const logged = await startTestApi({ log });
  onTestFinished(() => logged.close());
  const where = "config.url = 'https://example.com/x?api_key=of-the-receiver'";
  await logged.call('PUT', `${path}?where=${encodeURIComponent(where)}`);
  expect(lines.filter((line) => line.includes('"deliveries released"'))).toHaveLength(1);
  expect(lines.join('\n')).not.toMatch(/api_key|of-the-receiver/);
});

test('with hydrate a page of long notifications ends early, and the token leads on', async () => {
  await sql`update notifications set message = to_jsonb(repeat('x', 9000000)) where topic = 'stock'`.execute(api.db);
  await sql`update events set record = '"' || repeat('x', 9000000) || '"'`.execute(api.db);
  const pages: unknown[][] = [];
  for (let nextPage: string | null = ''; nextPage !== null;) {
    const answer = await api.call(
      'GET',
      `${path}?hydrate=true${nextPage && `&nextPage=${encodeURIComponent(nextPage)}`}`,
    );
    pages.push((answer.body as JsonRecord[]).map(({ notificationId }) => notificationId));
    nextPage = answer.headers.get('elements-next-page-token');
  }
  expect(pages).toEqual([[ids.message], [ids.delivered], [ids.queued]]);
  expect(await found("channel = 'webhook'")).toEqual(pages.flat());
  await sql`update notifications set message = to_jsonb('low'::text) where topic = 'stock'`.execute(api.db);
  await sql`update events set record = '{}'`.execute(api.db);
});

test('another organisation sees and releases no delivery', async () => {
  const { authorization } = other;
  expect((await api.call('GET', path, { authorization })).body).toEqual([]);
  const everything = `${path}?where=${encodeURIComponent("channel='webhook'")}`;
  expect((await api.call('PUT', everything, { authorization })).body).toEqual([]);
  for (const rest of ['/deliveries', `/${ids.subscription}/deliveries`, `/${ids.subscription}/deliveries/attempts`]) {
    const answer = await api.call('GET', `/notifications/${ids.queued}/subscriptions${rest}`, { authorization });
    expect([answer.status, answer.object['code']]).toEqual([404, 'notification.not_found']);
  }
  expect(await found("status = 'queued'")).toEqual([ids.queued]);
});
