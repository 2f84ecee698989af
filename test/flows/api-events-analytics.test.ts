import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, textOf, type TestApi } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { createManualClock } from '../kit/manual-clock.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { attempt, deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let other: OtherOrganization;
let instanceId: number;
let element: string;
let neighbourId: number;
let accountId: number;
let subscriptionId: number;
const at = Date.UTC(2026, 0, 31, 8);
const clock = createManualClock(at);
const minuteMs = 60_000;
const analytics = '/instances/events/analytics';

async function makeInstance(): Promise<JsonRecord> {
  const settings = { 'base.url': 'http://127.0.0.1:9', 'event.notification.callback.url': 'http://127.0.0.1:9/hook' };
  return (await api.call('POST', '/instances', { body: withConfiguration(activecampaignBody, settings) })).object;
}

beforeAll(async () => {
  api = await startTestApi({ clock });
  const [own, neighbour] = [await makeInstance(), await makeInstance()];
  [instanceId, neighbourId] = [Number(own['id']), Number(neighbour['id'])];
  element = textOf(own['token']);
  other = await storeOtherOrganization(api.db);
  const subscription = api.db.selectFrom('subscriptions').where('instance_id', '=', instanceId);
  const { id, account_id } = await subscription.select(['id', 'account_id']).executeTakeFirstOrThrow();
  [subscriptionId, accountId] = [id, account_id];
});
beforeEach(() => sql`truncate notifications, events cascade`.execute(api.db));
afterAll(() => api.close());

const read = async (query: string, path = analytics) =>
  (await api.call('GET', `${path}?${query}`)).body as JsonRecord[];
const withEvents = async (query: string, path?: string) =>
  (await read(query, path)).filter(({ count }) => count !== 0).map(({ timestamp, count }) => [timestamp, count]);

test('one hour by minute is 61 intervals, those without events too', async () => {
  await tell(api.db, { instanceId, at: at + 30 * minuteMs, eventIds: ['a', 'b'] });
  await tell(api.db, { instanceId, at: at + 30 * minuteMs + 59_999, eventIds: ['c'] });
  await tell(api.db, { instanceId, at: at + 60 * minuteMs, eventIds: ['last'] });
  const query = 'from=2026-01-31T08:00:00Z&to=2026-01-31T09:00:00Z&interval=minute';
  const counts = await read(query);
  expect(counts).toHaveLength(61);
  expect(counts[0]).toEqual({ count: 0, success: 0, failed: 0, timestamp: '2026-01-31T08:00:00.000Z' });
  expect(await withEvents(query)).toEqual([
    ['2026-01-31T08:30:00.000Z', 3],
    ['2026-01-31T09:00:00.000Z', 1],
  ]);
});

test('what lies in the first and last interval but not in the period is not counted', async () => {
  for (const [index, ms] of [-1, 0, 90_000, 90_001].entries())
    await tell(api.db, { instanceId, at: at + 30_000 + ms, eventIds: [`e${index}`] });
  expect(await withEvents(`from=${at + 30_000}&to=${at + 120_000}&interval=minute`)).toEqual([
    ['2026-01-31T08:00:00.000Z', 1],
    ['2026-01-31T08:02:00.000Z', 1],
  ]);
});

test('days, weeks from Monday and months are those of UTC', async () => {
  await tell(api.db, { instanceId, at: Date.UTC(2026, 0, 31, 23, 59), eventIds: ['saturday'] });
  await tell(api.db, { instanceId, at: Date.UTC(2026, 1, 1), eventIds: ['sunday'] });
  await tell(api.db, { instanceId, at: Date.UTC(2026, 1, 2), eventIds: ['monday'] });
  const timestamps = async (interval: string) =>
    (await withEvents(`from=2026-01-01&to=2026-03-01&interval=${interval}`)).map(([timestamp, count]) => [
      textOf(timestamp).slice(0, 10),
      count,
    ]);
  expect(await timestamps('day')).toEqual([
    ['2026-01-31', 1],
    ['2026-02-01', 1],
    ['2026-02-02', 1],
  ]);
  expect(await timestamps('week')).toEqual([
    ['2026-01-26', 2],
    ['2026-02-02', 1],
  ]);
  expect(await timestamps('month')).toEqual([
    ['2026-01-01', 1],
    ['2026-02-01', 2],
  ]);
});

test('without a period it is the day up to now, by the finest interval that makes at most 200', async () => {
  const counts = await read('');
  expect([counts.length, counts[0]?.['timestamp'], counts.at(-1)?.['timestamp']]).toEqual([
    25,
    '2026-01-30T08:00:00.000Z',
    '2026-01-31T08:00:00.000Z',
  ]);
  expect(await read(`from=${at - 60 * minuteMs}`)).toHaveLength(61);
});

test('events are counted by account and by instance, with what came of them', async () => {
  const acknowledged = await tell(api.db, { instanceId, at, eventIds: ['a', 'b'] });
  await deliver(api.db, { subscriptionId, notificationId: acknowledged, status: 'delivered', attempts: 1 });
  const failed = await tell(api.db, { instanceId, at, eventIds: ['c', 'd', 'e'] });
  await deliver(api.db, { subscriptionId, notificationId: failed, status: 'queued', attempts: 6 });
  const waiting = await tell(api.db, { instanceId, at, eventIds: ['f'] });
  await deliver(api.db, { subscriptionId, notificationId: waiting, status: 'created' });
  await tell(api.db, { instanceId: neighbourId, at, eventIds: ['g'] });
  await attempt(api.db, { subscriptionId, notificationId: failed, attempt: 1, at, outcome: 'failed' });
  const query = `from=${at}&to=${at + minuteMs}&interval=minute`;
  const empty = { records: [], total: 0, timestamp: '2026-01-31T08:01:00.000Z' };
  const timestamp = '2026-01-31T08:00:00.000Z';
  expect(await read(query, `${analytics}/instances`)).toEqual([
    {
      records: [
        { count: 6, success: 2, failed: 3, instanceId },
        { count: 1, success: 0, failed: 0, instanceId: neighbourId },
      ],
      total: 7,
      timestamp,
    },
    empty,
  ]);
  expect(await read(query, `${analytics}/accounts`)).toEqual([
    { records: [{ count: 7, success: 2, failed: 3, accountId }], total: 7, timestamp },
    empty,
  ]);
  expect((await read(query))[0]).toEqual({ count: 7, success: 2, failed: 3, timestamp });
  expect((await read(query, `/instances/${neighbourId}/events/analytics`))[0]).toMatchObject({ count: 1 });
  const ofToken = (await api.call('GET', `${analytics}?${query}`, { element })).body as JsonRecord[];
  expect(ofToken[0]).toMatchObject({ count: 6 });
});

test('only accounts of the organisation can be asked for, and only their events are counted', async () => {
  await tell(api.db, { instanceId, at, eventIds: ['a'] });
  const query = `from=${at}&to=${at}&interval=minute`;
  expect(await read(`${query}&accountIds[]=${accountId}`)).toMatchObject([{ count: 1 }]);
  const { rows } = await sql<{ id: number }>`
    insert into accounts (organization_id, name, created_at_ms)
    select organization_id, 'Second', 0 from accounts where id = ${accountId} returning id`.execute(api.db);
  expect(await read(`${query}&accountIds[]=${rows[0]?.id}`)).toMatchObject([{ count: 0 }]);
  expect(await read(`${query}&accountIds[]=${rows[0]?.id}&accountIds[]=${accountId}`)).toMatchObject([{ count: 1 }]);
  for (const path of [analytics, `${analytics}/accounts`, `${analytics}/instances`])
    for (const foreign of ['0', String(other.accountId), `${accountId}&accountIds[]=${other.accountId}`]) {
      const { status, object } = await api.call('GET', `${path}?${query}&accountIds[]=${foreign}`);
      expect([status, object['code'], typeof object['requestId']]).toEqual([403, 'access.denied', 'string']);
    }
  const { authorization } = other;
  expect((await api.call('GET', `${analytics}?${query}`, { authorization })).body).toMatchObject([{ count: 0 }]);
});

test('what is not allowed is refused with what is', async () => {
  for (const [query, message] of [
    ['interval=second', 'interval: found "second"; allowed: minute, hour, day, week, month'],
    ['from=2026-01-31&to=2026-01-30', 'to: found 2026-01-30T00:00:00.000Z, which is before from'],
    ['from=2026-01-01&to=2026-01-31&interval=minute', 'more than 2,000 times one minute; allowed: a shorter period'],
    ['from=0001-01-01&to=9999-01-01', 'more than 2,000 times one month'],
    ['accountIds[]=mine', 'accountIds[]: found "mine"; allowed: the id of an account'],
    ['from=x', 'from: found "x"; allowed: an ISO 8601 date'],
  ])
    for (const path of [analytics, `${analytics}/accounts`, `${analytics}/instances`]) {
      const { status, object } = await api.call('GET', `${path}?${query}`);
      expect(object).toMatchObject({
        code: 'request.malformed',
        requestId: expect.any(String) as string,
        message: expect.stringContaining(message ?? '') as string,
      });
      expect(status).toBe(400);
    }
});

test('attempts to deliver are counted by how they went, those of replays too, and polls that failed', async () => {
  const notificationId = await tell(api.db, { instanceId, at, eventIds: ['a'] });
  const on = { subscriptionId, notificationId };
  await deliver(api.db, { ...on, status: 'retry', attempts: 2 });
  await attempt(api.db, { ...on, attempt: 1, at: at - 1, outcome: 'failed' });
  await attempt(api.db, { ...on, attempt: 1, at, outcome: 'failed' });
  await attempt(api.db, { ...on, attempt: 2, at: at + minuteMs, outcome: 'gone' });
  await attempt(api.db, { ...on, attempt: 3, at: at + minuteMs, outcome: 'delivered' });
  const { object } = await api.call('POST', `/instances/${instanceId}/replays`, { body: { from: 0 } });
  const query = api.db.selectFrom('subscriptions').select('id').where('replay_id', '=', Number(object['id']));
  const ofReplay = { subscriptionId: (await query.executeTakeFirstOrThrow()).id, notificationId };
  await deliver(api.db, { ...ofReplay, status: 'delivered' });
  await attempt(api.db, { ...ofReplay, attempt: 1, at: at + minuteMs, outcome: 'delivered' });
  const body = {
    channel: 'webhook',
    topics: ['stock', `instance-${instanceId}-activecampaign-events`],
    config: { url: 'http://127.0.0.1:9/all' },
  };
  const subscribed = await api.call('POST', '/notifications/subscriptions', { body });
  const shared = Number(subscribed.object['id']);
  const message = await api.call('POST', '/notifications', { body: { topic: 'stock', message: 'low' } });
  await attempt(api.db, {
    subscriptionId: shared,
    notificationId: Number(message.object['id']),
    attempt: 1,
    at,
    outcome: 'failed',
  });
  await deliver(api.db, { subscriptionId: shared, notificationId, status: 'retry', attempts: 1 });
  await attempt(api.db, { subscriptionId: shared, notificationId, attempt: 1, at, outcome: 'failed' });
  await sql`
    insert into poll_runs (poll_id, slot, number, polls, begun_at_ms, started_at_ms, finished_at_ms, outcome, counts)
    select id, 0, 1, 1, ${at}, ${at}, ${at + minuteMs}, 'failed', '{}' from polls
    where instance_id = ${instanceId} order by id limit 1`.execute(api.db);
  const path = (of: string) => `/instances${of}/deliveries/analytics`;
  const period = `from=${at}&to=${at + minuteMs}&interval=minute`;
  expect(await read(period, path(`/${instanceId}`))).toEqual([
    { delivered: 0, failed: 2, failedPolls: 0, timestamp: '2026-01-31T08:00:00.000Z' },
    { delivered: 2, failed: 1, failedPolls: 1, timestamp: '2026-01-31T08:01:00.000Z' },
  ]);
  expect(await read(period, path(''))).toMatchObject([{ failed: 3 }, { delivered: 2, failedPolls: 1 }]);
  expect(await read(period, path(`/${neighbourId}`))).toMatchObject([{ failed: 0 }, { delivered: 0, failedPolls: 0 }]);
});

test('events are counted by type, in all intervals', async () => {
  await tell(api.db, { instanceId, at, eventIds: ['a', 'b'] });
  await tell(api.db, { instanceId, at, eventIds: ['c'], type: 'UPDATED' });
  await tell(api.db, { instanceId: neighbourId, at, eventIds: ['d'], type: 'DELETED' });
  const query = `from=${at}&to=${at + minuteMs}&interval=minute`;
  expect(await read(query, `/instances/${instanceId}/events/analytics/types`)).toEqual([
    {
      records: [
        { eventType: 'CREATED', count: 2 },
        { eventType: 'UPDATED', count: 1 },
      ],
      total: 3,
      timestamp: '2026-01-31T08:00:00.000Z',
    },
    { records: [], total: 0, timestamp: '2026-01-31T08:01:00.000Z' },
  ]);
  expect((await read(query, `${analytics}/types`))[0]).toMatchObject({ total: 4 });
});
