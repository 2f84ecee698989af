import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { switchedOff } from '../../src/store/insert-subscription.ts';
import { narrowEvents } from '../../src/store/narrow-events.ts';
import { startTestApi, textOf, type TestApi } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { attempt, deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let other: OtherOrganization;
let instanceId: number;
let element: string;
let neighbourId: number;
let subscriptionId: number;
const at = Date.UTC(2026, 0, 31, 8);
const hourMs = 3_600_000;

async function makeInstance(name: string): Promise<JsonRecord> {
  const settings = { 'base.url': 'http://127.0.0.1:9', 'event.notification.callback.url': 'http://127.0.0.1:9/hook' };
  const body = { ...withConfiguration(activecampaignBody, settings), name };
  return (await api.call('POST', '/instances', { body })).object;
}

beforeAll(async () => {
  api = await startTestApi();
  const [own, neighbour] = [await makeInstance('Own'), await makeInstance('Neighbour')];
  [instanceId, neighbourId] = [Number(own['id']), Number(neighbour['id'])];
  element = textOf(own['token']);
  other = await storeOtherOrganization(api.db);
  const query = api.db.selectFrom('subscriptions').select('id').where('instance_id', '=', instanceId);
  subscriptionId = (await query.executeTakeFirstOrThrow()).id;
});
beforeEach(() => sql`truncate notifications, events cascade`.execute(api.db));
afterAll(() => api.close());

const list = async (query = '', path = `/instances/${instanceId}/events`) =>
  (await api.call('GET', `${path}${query}`)).body as JsonRecord[];
const ids = async (query = '', path?: string) =>
  (await list(query, path)).map((event) => event['id'] ?? event['eventId']);
const answerTo = async (path: string) => {
  const { status, object } = await api.call('GET', path);
  return { status, code: object['code'], message: object['message'] };
};

test('an event record has the members of the contract, its record as the text that was stored', async () => {
  const record = '{"id":9007199254740993, "name":"Ada"}';
  const notificationId = await tell(api.db, {
    instanceId,
    at,
    resource: 'deals',
    eventIds: ['e1'],
    recordId: '42',
    record,
  });
  const [event] = await list();
  const notified = {
    date: '2026-01-31T08:00:00Z',
    pollDate: '2026-01-31T08:00:00Z',
    elementKey: 'activecampaign',
    hubKey: 'marketing',
    eventType: 'CREATED',
    objectId: '42',
    objectType: 'deals',
    eventId: 'e1',
  };
  expect(event).toEqual({
    id: 'e1',
    eventDate: '2026-01-31T08:00:00.000Z',
    status: 'NEW',
    providerData: record,
    notifiedData: [notified],
    eventElementInstances: [
      {
        eventId: 'e1',
        elementInstanceId: instanceId,
        notificationId: String(notificationId),
        notifiedData: [notified],
        createdDate: '2026-01-31T08:00:00.000Z',
        updatedDate: '2026-01-31T08:00:00.000Z',
      },
    ],
    instanceId,
    objectType: 'deals',
    objectId: '42',
    eventType: 'CREATED',
    notificationId: String(notificationId),
    source: 'polling',
    initial: false,
    deliveries: { created: 0, retry: 0, queued: 0, delivered: 0 },
  });
  for (const path of [`/instances/${instanceId}/events/e1`, '/instances/events/e1'])
    expect((await api.call('GET', path)).body).toEqual(event);
});

test('which fields changed is told where it is known, and a record that is no longer kept is null', async () => {
  await tell(api.db, { instanceId, at, eventIds: ['e1'], record: null });
  const changes = { changed: ['name'], previous: { name: 'Eve' } };
  await api.db
    .updateTable('events')
    .set({ changes: JSON.stringify(changes) })
    .execute();
  expect((await list())[0]).toMatchObject({
    providerData: null,
    changedFields: ['name'],
    notifiedData: [{ changedFields: ['name'], previousValues: { name: 'Eve' } }],
  });
});

test('the status of an event follows its deliveries, and an acknowledgement through the API ends it', async () => {
  const told = async (eventId: string, acknowledgedAt?: number) =>
    tell(api.db, { instanceId, at, eventIds: [eventId], ...(acknowledgedAt !== undefined && { acknowledgedAt }) });
  const on = (notificationId: number) => ({ subscriptionId, notificationId });
  await told('new');
  await deliver(api.db, { ...on(await told('received')), status: 'created' });
  await deliver(api.db, { ...on(await told('waiting')), status: 'queued' });
  await deliver(api.db, { ...on(await told('dispatched')), status: 'retry', attempts: 2 });
  const released = await told('released');
  await deliver(api.db, { ...on(released), status: 'created' });
  await attempt(api.db, { ...on(released), attempt: 1, at, outcome: 'failed' });
  await deliver(api.db, { ...on(await told('notified')), status: 'delivered', attempts: 1, deliveredAt: at + 1000 });
  await told('consumed', at + 2000);
  const statuses = Object.fromEntries((await list()).map(({ id, status }) => [textOf(id), status]));
  expect(statuses).toEqual({
    new: 'NEW',
    received: 'RECEIVED',
    waiting: 'RECEIVED',
    dispatched: 'DISPATCHED',
    released: 'DISPATCHED',
    notified: 'NOTIFIED',
    consumed: 'CONSUMED',
  });
  expect(await ids('?status=DISPATCHED')).toEqual(['released', 'dispatched']);
  expect(await ids('?status=CONSUMED')).toEqual(['consumed']);
  expect((await api.call('GET', '/instances/events/notified')).object).toMatchObject({
    deliveries: { delivered: 1, created: 0 },
    eventElementInstances: [{ updatedDate: '2026-01-31T08:00:01.000Z' }],
  });
});

test('one acknowledged delivery of several is enough', async () => {
  const notificationId = await tell(api.db, { instanceId, at, eventIds: ['e1', 'e2'] });
  const query = api.db.selectFrom('subscriptions').select('id').where('instance_id', '=', neighbourId);
  const { id: second } = await query.executeTakeFirstOrThrow();
  await deliver(api.db, { subscriptionId, notificationId, status: 'retry', attempts: 1 });
  await deliver(api.db, { subscriptionId: second, notificationId, status: 'delivered', attempts: 1, deliveredAt: at });
  expect(await list()).toMatchObject([
    { id: 'e2', status: 'NOTIFIED', deliveries: { retry: 1, delivered: 1 } },
    { id: 'e1', status: 'NOTIFIED' },
  ]);
});

test('pages follow each other from the newest to the oldest, each event once, also within a notification', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `e${String(index).padStart(2, '0')}`);
  for (let start = 0; start < names.length; start += 10)
    await tell(api.db, { instanceId, at: at + start, eventIds: names.slice(start, start + 10) });
  await tell(api.db, { instanceId: neighbourId, at, eventIds: ['neighbour'] });
  for (const pageSize of [1, 7, 10, 25, 100]) {
    const seen: unknown[] = [];
    let nextPage: string | null = '';
    while (nextPage !== null) {
      const token: string = nextPage === '' ? '' : `&nextPage=${encodeURIComponent(nextPage)}`;
      const answer = await api.call('GET', `/instances/${instanceId}/events?pageSize=${pageSize}${token}`);
      const page = (answer.body as JsonRecord[]).map(({ id }) => id);
      expect(answer.headers.get('elements-returned-count')).toBe(String(page.length));
      expect(page.length).toBeLessThanOrEqual(pageSize);
      seen.push(...page);
      nextPage = answer.headers.get('elements-next-page-token');
    }
    expect(seen).toEqual(names.toReversed());
  }
});

test('a page of long records ends early, and the next one goes on', async () => {
  const record = JSON.stringify({ text: 'x'.repeat(7 * 1024 * 1024) });
  await tell(api.db, { instanceId, at, eventIds: ['e1', 'e2', 'e3', 'e4'], record });
  const first = await api.call('GET', `/instances/${instanceId}/events`);
  expect((first.body as JsonRecord[]).map(({ id }) => id)).toEqual(['e4', 'e3']);
  const token = encodeURIComponent(first.headers.get('elements-next-page-token') ?? '');
  expect(await ids(`?nextPage=${token}`)).toEqual(['e2', 'e1']);
});

test('events are found by resource, record, type and time of storing, both ends included', async () => {
  await tell(api.db, { instanceId, at, resource: 'deals', eventIds: ['a'], recordId: '1', type: 'CREATED' });
  await tell(api.db, {
    instanceId,
    at: at + hourMs,
    resource: 'deals',
    eventIds: ['b'],
    recordId: '2',
    type: 'UPDATED',
  });
  await tell(api.db, { instanceId, at: at + 2 * hourMs, resource: 'contacts', eventIds: ['c'], recordId: '2' });
  expect(await ids('?objectType=deals')).toEqual(['b', 'a']);
  expect(await ids('?objectId=2')).toEqual(['c', 'b']);
  expect(await ids('?eventType=UPDATED')).toEqual(['b']);
  expect(await ids('?objectType=deals&objectId=2&eventType=CREATED')).toEqual([]);
  expect(await ids(`?from=${at + hourMs}`)).toEqual(['c', 'b']);
  expect(await ids('?from=2026-01-31T09:00:00Z&to=2026-01-31T09:00:00Z')).toEqual(['b']);
  expect(await ids('?from=2026-01-31T10:00:00+01:00&to=2026-01-31T10:00:00%2B01:00')).toEqual(['b']);
  expect(await ids('?to=2026-01-31T08:00')).toEqual(['a']);
  expect(await ids('?to=2026-01-31')).toEqual([]);
});

test('events are found by how their deliveries stand: outstanding ones may have failed, delivered ones are with all', async () => {
  const topics = [`instance-${instanceId}-activecampaign-events`];
  const body = { channel: 'webhook', topics, config: { url: 'http://127.0.0.1:9/topic' } };
  const second = Number((await api.call('POST', '/notifications/subscriptions', { body })).object['id']);
  const told = (eventId: string) => tell(api.db, { instanceId, at, eventIds: [eventId] });
  await told('nobody');
  await deliver(api.db, { subscriptionId, notificationId: await told('waits'), status: 'created' });
  await deliver(api.db, { subscriptionId, notificationId: await told('refused'), status: 'retry', attempts: 1 });
  const half = await told('half');
  await deliver(api.db, { subscriptionId, notificationId: half, status: 'delivered', attempts: 1, deliveredAt: at });
  await deliver(api.db, { subscriptionId: second, notificationId: half, status: 'queued', attempts: 6 });
  const released = await told('released');
  await deliver(api.db, { subscriptionId, notificationId: released, status: 'created' });
  await attempt(api.db, { subscriptionId, notificationId: released, attempt: 6, at, outcome: 'failed' });
  const done = { notificationId: await told('done'), status: 'delivered' as const, attempts: 1, deliveredAt: at };
  await deliver(api.db, { subscriptionId, ...done });
  await tell(api.db, { instanceId: neighbourId, at, eventIds: ['neighbour'] });
  expect(await ids('?delivery=outstanding')).toEqual(['released', 'half', 'refused', 'waits']);
  expect(await ids('?delivery=failed')).toEqual(['released', 'half', 'refused']);
  expect(await ids('?delivery=delivered')).toEqual(['done']);
  expect(await ids('?delivery=failed&eventType=DELETED')).toEqual([]);
  await api.call('DELETE', `/notifications/subscriptions/${second}`);
});

test('a search finds events whose id, or whose record, is the text or begins so, page by page', async () => {
  const one = (eventId: string, recordId: string, of = instanceId) =>
    tell(api.db, { instanceId: of, at, eventIds: [eventId], recordId });
  await one('Kq3v0w', '14682');
  await one('14x', 'ada');
  await one('e3', '1468');
  await one('e4', '21468');
  await one('kq3', '100%_x');
  await one('foreign', '14682', neighbourId);
  expect(await ids('?search=1468')).toEqual(['e3', 'Kq3v0w']);
  expect(await ids('?search=14')).toEqual(['e3', '14x', 'Kq3v0w']);
  expect(await ids('?search=Kq3')).toEqual(['Kq3v0w']);
  expect(await ids('?search=100%25')).toEqual(['kq3']);
  expect(await ids('?search=%25')).toEqual([]);
  expect(await ids('?search=14682', '/instances/events')).toEqual(['foreign', 'Kq3v0w']);
  const page = await api.call('GET', `/instances/${instanceId}/events?search=14&pageSize=2`);
  const token = encodeURIComponent(page.headers.get('elements-next-page-token') ?? '');
  expect(await ids(`?search=14&pageSize=2&nextPage=${token}`)).toEqual(['Kq3v0w']);
});

test('of very many events the rare ones are found, and the common ones page by page', async () => {
  await sql`
    with told as (
      insert into notifications (id, instance_id, resource, poll_date_us, initial, created_at_ms)
      select nextval('notification_ids'), ${instanceId}, 'contacts', 0, false, ${at}::bigint + g from generate_series(1, 6000) g
      returning id, created_at_ms - ${at}::bigint g)
    insert into events (notification_id, position, event_id, record_id, type, date_us, record)
    select id, 0, 'many-' || g, 'record-' || g, case when g = 7 then 'DELETED' else 'UPDATED' end, 0, '{}' from told`.execute(
    api.db,
  );
  expect(await ids('?eventType=DELETED')).toEqual(['many-7']);
  expect(await ids('?search=record-&pageSize=2')).toEqual(['many-6000', 'many-5999']);
  expect(await ids('?search=record-5999')).toEqual(['many-5999']);
});

test('what another instance has outstanding is not looked at, however much it is', async () => {
  await sql`
    with told as (
      insert into notifications (id, instance_id, resource, poll_date_us, initial, created_at_ms)
      select nextval('notification_ids'), ${neighbourId}, 'contacts', 0, false, ${at} from generate_series(1, 5001)
      returning id)
    insert into deliveries (subscription_id, notification_id, status, attempts, created_at_ms)
    select s.id, told.id, 'retry', 1, 0 from told, subscriptions s where s.instance_id = ${neighbourId}`.execute(
    api.db,
  );
  const notificationId = await tell(api.db, { instanceId, at, eventIds: ['own'] });
  await deliver(api.db, { subscriptionId, notificationId, status: 'retry', attempts: 1 });
  const { organization_id: organizationId } = await api.db
    .selectFrom('instances')
    .select('organization_id')
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  const failed = { organizationId, delivery: 'failed' } as const;
  expect(await narrowEvents(api.db, { ...failed, instanceId })).toEqual([notificationId]);
  expect(await narrowEvents(api.db, { ...failed, instanceId: undefined })).toBeUndefined();
});

test('the deliveries of an event tell what was sent to whom, and what was answered', async () => {
  const notificationId = await tell(api.db, { instanceId, at, eventIds: ['e1', 'e2'], record: '{"name":"Ada"}' });
  await deliver(api.db, { subscriptionId, notificationId, status: 'delivered', attempts: 2, deliveredAt: at + 9000 });
  const on = { subscriptionId, notificationId, url: 'http://127.0.0.1:9/hook' };
  await attempt(api.db, { ...on, attempt: 1, at, outcome: 'failed', statusCode: 502, detail: 'HTTP 502: bad gateway' });
  await attempt(api.db, { ...on, attempt: 2, at: at + 8000, outcome: 'delivered', statusCode: 200 });
  const body = { eventIds: ['e2'], url: 'http://127.0.0.1:9/other' };
  const asked = await api.call('POST', `/instances/${instanceId}/replays`, { body });
  const replayId = Number(asked.object['id']);
  const query = api.db.selectFrom('subscriptions').select('id').where('replay_id', '=', replayId);
  const { id: ofReplay } = await query.executeTakeFirstOrThrow();
  await deliver(api.db, { subscriptionId: ofReplay, notificationId, status: 'created' });
  for (const path of [`/instances/${instanceId}/events/e1/deliveries`, '/instances/events/e1/deliveries']) {
    const [own, repeated, ...others] = await list('', path);
    expect(own).toMatchObject({
      receiver: 'instance',
      status: 'delivered',
      url: 'http://127.0.0.1:9/hook',
      active: true,
      replayId: null,
      attempts: 2,
      exchanges: [
        { attempt: 1, outcome: 'failed', detail: 'HTTP 502: bad gateway', response: { status: 502 } },
        { attempt: 2, outcome: 'delivered', request: { url: 'http://127.0.0.1:9/hook' } },
      ],
    });
    const bodyOf = (delivery: JsonRecord = {}) =>
      JSON.parse(textOf((delivery['request'] as JsonRecord)['body'])) as JsonRecord;
    expect(bodyOf(own)).toMatchObject({
      id: String(notificationId),
      message: {
        raw: { contacts: [{ name: 'Ada' }, { name: 'Ada' }] },
        events: [{ eventId: 'e1' }, { eventId: 'e2' }],
      },
    });
    expect(repeated).toMatchObject({ receiver: 'replay', replayId, url: body.url, status: 'created', exchanges: [] });
    expect(bodyOf(repeated)).toMatchObject({ message: { replay: replayId, events: [{ eventId: 'e2' }] } });
    expect(others).toEqual([]);
  }
  const { authorization } = other;
  const foreign = await api.call('GET', '/instances/events/e1/deliveries', { authorization });
  expect(foreign.object['code']).toBe('event.not_found');
  await tell(api.db, { instanceId, at, eventIds: ['untold'] });
  expect(await list('', '/instances/events/untold/deliveries')).toEqual([]);
});

test('a receiver tells whether it is well, since when it fails, and what waits for it', async () => {
  const read = async () => (await list('', `/instances/${instanceId}/receivers`))[0] ?? {};
  expect(await read()).toMatchObject({
    subscriptionId,
    own: true,
    url: 'http://127.0.0.1:9/hook',
    state: 'ok',
    failingSinceDate: null,
    lastFailure: null,
  });
  const on = { subscriptionId, notificationId: await tell(api.db, { instanceId, at, eventIds: ['e1'] }) };
  await deliver(api.db, { ...on, status: 'retry', attempts: 2 });
  await attempt(api.db, { ...on, attempt: 1, at: at - 5000, outcome: 'failed', detail: 'before' });
  await attempt(api.db, { ...on, attempt: 2, at: at - 4000, outcome: 'delivered', statusCode: 200 });
  await attempt(api.db, { ...on, attempt: 3, at: at + 1000, outcome: 'failed', statusCode: 500, detail: 'HTTP 500' });
  await attempt(api.db, { ...on, attempt: 4, at: at + 9000, outcome: 'failed', detail: 'No answer.' });
  expect(await read()).toMatchObject({
    state: 'failing',
    lastDeliveredDate: '2026-01-31T07:59:56.000Z',
    failingSinceDate: '2026-01-31T08:00:01.000Z',
    failures: 2,
    oldestOutstandingDate: '1970-01-01T00:00:00.000Z',
    lastFailure: { date: '2026-01-31T08:00:09.000Z', statusCode: null, detail: 'No answer.' },
  });
  const off = { active: false, inactive_reason: 'Gone.', inactive_since_ms: at };
  await api.db.updateTable('subscriptions').set(off).where('id', '=', subscriptionId).execute();
  expect(await read()).toMatchObject({
    state: 'off',
    inactiveReason: 'Gone.',
    inactiveSinceDate: '2026-01-31T08:00:00.000Z',
    offByOwner: false,
  });
  const byOwner = { inactive_reason: switchedOff };
  await api.db.updateTable('subscriptions').set(byOwner).where('id', '=', subscriptionId).execute();
  expect(await read()).toMatchObject({ state: 'off', offByOwner: true });
  const where = encodeURIComponent(`subscriptionId=${subscriptionId}`);
  await api.call('PUT', `/notifications/subscriptions/deliveries?pageSize=1&where=${where}`, { body: {} });
  expect(await read()).toMatchObject({ state: 'failing', inactiveReason: null });
  const { authorization } = other;
  const foreign = await api.call('GET', `/instances/${instanceId}/receivers`, { authorization });
  expect(foreign.object['code']).toBe('instance.not_found');
});

test('without an id the events are those of the organisation, with an Element token those of its instance', async () => {
  await tell(api.db, { instanceId, at, eventIds: ['own'] });
  await tell(api.db, { instanceId: neighbourId, at, eventIds: ['neighbour'] });
  expect(await ids('', '/instances/events')).toEqual(['neighbour', 'own']);
  expect(((await api.call('GET', '/instances/events', { element })).body as JsonRecord[]).map(({ id }) => id)).toEqual([
    'own',
  ]);
  expect((await api.call('GET', '/instances/events/neighbour', { element })).object['code']).toBe('event.not_found');
  expect((await answerTo(`/instances/${instanceId}/events/neighbour`)).code).toBe('event.not_found');
});

test('the events of another organisation do not exist', async () => {
  await tell(api.db, { instanceId, at, eventIds: ['own'] });
  const { authorization } = other;
  for (const path of ['/instances/events', '/instances/events/dispositions'])
    expect((await api.call('GET', path, { authorization })).body).toEqual([]);
  const statusOf = async (path: string) => (await api.call('GET', path, { authorization })).object['code'];
  expect(await statusOf('/instances/events/own')).toBe('event.not_found');
  for (const path of ['events', 'events/own', 'events/dispositions', 'events/analytics'])
    expect(await statusOf(`/instances/${instanceId}/${path}`)).toBe('instance.not_found');
});

test('what is not allowed in a query is refused with its place and what is allowed', async () => {
  const path = `/instances/${instanceId}/events`;
  for (const [query, message] of [
    ['from=yesterday', 'from: found "yesterday"; allowed: an ISO 8601 date'],
    ['to=2026-02-30', 'to: found "2026-02-30"; allowed: an ISO 8601 date'],
    ['from=', 'from: found ""'],
    ['from=2026-02-01&to=2026-01-01', 'to: found 2026-01-01T00:00:00.000Z, which is before from'],
    ['status=DONE', 'status: found "DONE"; allowed: NEW, RECEIVED, DISPATCHED, NOTIFIED, CONSUMED'],
    ['delivery=lost', 'delivery: found "lost"; allowed: delivered, outstanding, failed'],
    ['search=', 'search'],
    ['eventType=', 'eventType'],
    ['pageSize=0', 'pageSize: found "0"; allowed: at least 1'],
    ['pageSize=1001', 'allowed: at most 1000'],
  ])
    expect(await answerTo(`${path}?${query}`)).toMatchObject({
      status: 400,
      code: 'request.malformed',
      message: expect.stringContaining(message ?? '') as string,
    });
  for (const token of [
    'nonsense',
    btoa('{"afterId":3}'),
    btoa('{"notificationId":-1,"position":0}'),
    btoa('{"notificationId":1e400,"position":0}'),
  ])
    expect(await answerTo(`${path}?nextPage=${token}`)).toMatchObject({ status: 400, code: 'query.invalid' });
  expect(await answerTo(`${path}/nothing`)).toMatchObject({ status: 404, code: 'event.not_found' });
  expect(await answerTo('/instances/4711/events')).toMatchObject({ status: 404, code: 'instance.not_found' });
});

test('dispositions tell the attempts to deliver each event, without the query of the URL', async () => {
  const url = 'https://example.com/hook?key=hush';
  const failedId = await tell(api.db, { instanceId, at, eventIds: ['e1', 'e2'] });
  const on = { subscriptionId, notificationId: failedId };
  await deliver(api.db, { ...on, status: 'delivered', attempts: 2 });
  await attempt(api.db, {
    ...on,
    attempt: 1,
    at,
    outcome: 'failed',
    statusCode: 502,
    detail: 'HTTP 502: bad gateway',
    url,
  });
  await attempt(api.db, { ...on, attempt: 2, at: at + 8000, outcome: 'delivered', statusCode: 200, url });
  await tell(api.db, { instanceId, at: at + hourMs, eventIds: ['e3'] });
  const tale = [
    {
      message: 'Error delivering event to https://example.com/hook: HTTP 502: bad gateway',
      date: '2026-01-31T08:00:00.000Z',
      status: 'failed',
      statusCode: 502,
      durationMs: 12,
      notificationId: String(failedId),
      subscriptionId,
      attempt: 1,
    },
    { message: 'Delivered event to https://example.com/hook: HTTP 200.', status: 'delivered', attempt: 2 },
  ];
  for (const path of [`/instances/${instanceId}/events/dispositions`, '/instances/events/dispositions'])
    expect(await list('', path)).toMatchObject([
      { eventId: 'e3', elementInstanceId: instanceId, notificationData: [] },
      { eventId: 'e2', elementInstanceId: instanceId, notificationData: tale },
      { eventId: 'e1', elementInstanceId: instanceId, notificationData: tale },
    ]);
  const page = await api.call('GET', '/instances/events/dispositions?pageSize=2');
  const token = encodeURIComponent(page.headers.get('elements-next-page-token') ?? '');
  expect(await ids(`?pageSize=2&nextPage=${token}`, '/instances/events/dispositions')).toEqual(['e1']);
  expect(await ids(`?from=${at + 1}`, '/instances/events/dispositions')).toEqual(['e3']);
});

test('dispositions are bounded: of very many attempts the latest are told', async () => {
  const notificationId = await tell(api.db, { instanceId, at, eventIds: ['e1'] });
  await deliver(api.db, { subscriptionId, notificationId, status: 'retry', attempts: 150 });
  for (let number = 1; number <= 150; number++)
    await attempt(api.db, {
      subscriptionId,
      notificationId,
      attempt: number,
      at,
      outcome: 'failed',
      detail: 'time-out',
    });
  const [event] = await list('', '/instances/events/dispositions');
  const attempts = ((event?.['notificationData'] ?? []) as JsonRecord[]).map(({ attempt: number }) => number);
  expect([attempts.length, attempts[0], attempts.at(-1)]).toEqual([100, 51, 150]);
});

test('instances are counted by connector, those of the organisation alone', async () => {
  expect((await api.call('GET', '/instances/count')).body).toMatchObject({
    totalInstances: 2,
    elementInstances: { activecampaign: 2 },
  });
  const { authorization } = other;
  expect((await api.call('GET', '/instances/count', { authorization })).body).toMatchObject({
    totalInstances: 0,
    elementInstances: {},
  });
});
