import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { QuotaUse } from '../../src/model/quota-use.ts';
import { switchedOff } from '../../src/store/insert-subscription.ts';
import { saveBeat } from '../../src/store/workers.ts';
import { startTestApi, type TestApi } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { attempt, deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let other: OtherOrganization;
const now = Date.UTC(2026, 0, 31, 8);
const minuteMs = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
const quota: QuotaUse[] = [];

interface Made {
  id: number;
  subscriptionId: number;
}
const made = new Map<string, Made>();
const of = (name: string): Made => made.get(name) ?? { id: 0, subscriptionId: 0 };

async function makeInstance(name: string, url: string): Promise<void> {
  const settings = { 'base.url': 'http://127.0.0.1:9', 'event.notification.callback.url': url };
  const body = { ...withConfiguration(activecampaignBody, settings), name };
  const id = Number((await api.call('POST', '/instances', { body })).object['id']);
  const query = api.db.selectFrom('subscriptions').select('id').where('instance_id', '=', id);
  made.set(name, { id, subscriptionId: (await query.executeTakeFirstOrThrow()).id });
}

const setSubscription = (name: string, values: Record<string, unknown>) =>
  api.db.updateTable('subscriptions').set(values).where('id', '=', of(name).subscriptionId).execute();
const setPolls = (name: string, values: Record<string, unknown>) =>
  api.db.updateTable('polls').set(values).where('instance_id', '=', of(name).id).execute();
const pausedResource = async () =>
  (
    await api.db
      .selectFrom('polls')
      .select('resource')
      .where('instance_id', '=', of('paused').id)
      .executeTakeFirstOrThrow()
  ).resource;
const operations = async (authorization?: string) =>
  (await api.call('GET', '/operations', { ...(authorization !== undefined && { authorization }) })).object;
const names = async (query: string) =>
  ((await api.call('GET', `/instances?${query}`)).body as JsonRecord[]).map(({ name }) => name);

beforeAll(async () => {
  const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
  api = await startTestApi({ clock, readQuotaUse: () => Promise.resolve(quota) });
  await api.db.updateTable('organizations').set({ operator: true }).execute();
  other = await storeOtherOrganization(api.db);
  for (const name of ['Fine', 'paused', 'Resting', 'Off', 'Disabled'])
    await makeInstance(name, `http://127.0.0.1:9/${name}?key=secret`);
  await setPolls('Fine', { next_poll_at_ms: now + minuteMs, complete_up_to_us: (now - 2 * minuteMs) * 1000 });
  await setPolls('paused', { next_poll_at_ms: null, paused_at_ms: now - minuteMs, last_fault: fault });
  await setPolls('Resting', { next_poll_at_ms: now - 1, overdue_since_ms: now - 1 });
  await setPolls('Off', { next_poll_at_ms: now + minuteMs });
  await api.call('DELETE', `/instances/${of('Disabled').id}/enabled`);
  await api.db
    .insertInto('notices')
    .values({
      instance_id: of('paused').id,
      resource: await pausedResource(),
      kind: 'polling.paused',
      message: 'm',
      created_at_ms: now,
    })
    .execute();
  await setSubscription('Resting', { resting: true, pending: 1, next_due_at_ms: now + minuteMs });
  await setSubscription('Off', { active: false, inactive_reason: 'It failed.', inactive_since_ms: now, pending: 7 });
});
afterAll(() => api.close());

const fault = JSON.stringify({ code: 'provider.refused', message: 'no' });

test('what is paused, switched off or down is listed with its reason and the host alone of its URL', async () => {
  const { pausedPolling, stoppedSubscriptions } = await operations();
  const instances = [
    {
      instanceId: of('paused').id,
      instanceName: 'paused',
      connector: 'activecampaign',
      resource: await pausedResource(),
      pausedDate: iso(now - minuteMs),
      lastError: { code: 'provider.refused', message: 'no' },
    },
  ];
  expect(pausedPolling).toEqual({ total: 1, instances });
  expect(stoppedSubscriptions).toMatchObject({
    total: 3,
    subscriptions: [
      {
        instanceName: 'Off',
        active: false,
        inactiveReason: 'It failed.',
        inactiveDate: iso(now),
        pending: 7,
        host: '127.0.0.1:9',
      },
      { instanceName: 'Disabled', active: false, instanceDisabled: true, pending: 0 },
      { instanceName: 'Resting', active: true, pending: 1, nextAttemptDate: iso(now + minuteMs) },
    ],
  });
  expect(JSON.stringify(await operations())).not.toContain('secret');
});

test('a subscription that its owner switched off is stopped only while something waits for it', async () => {
  const stopped = async () => ((await operations())['stoppedSubscriptions'] as { total: number }).total;
  await setSubscription('Off', { inactive_reason: 'Switched off by its owner.' });
  expect(await stopped()).toBe(3);
  await setSubscription('Off', { pending: 0 });
  expect(await stopped()).toBe(2);
  await setSubscription('Off', { inactive_reason: 'It failed.', pending: 7 });
});

test('endpoints are told by how long their last attempts took, and the oldest delivery by its event', async () => {
  const { id: instanceId, subscriptionId } = of('Fine');
  const notificationId = await tell(api.db, { instanceId, at: now - minuteMs, eventIds: ['late'] });
  await deliver(api.db, { subscriptionId, notificationId, status: 'retry', attempts: 2 });
  await setSubscription('Fine', { pending: 1 });
  for (const [number, outcome] of ['delivered', 'failed', 'delivered', 'failed'].entries())
    await attempt(api.db, {
      subscriptionId,
      notificationId,
      attempt: number + 1,
      at: now - 100 + number,
      outcome,
      ...(outcome === 'failed' && { statusCode: 503 + number, detail: 'a word of the receiver' }),
    });
  await attempt(api.db, { subscriptionId, notificationId, attempt: 9, at: now - 2 * 3_600_000, outcome: 'failed' });
  const { endpoints, oldestUndelivered } = await operations();
  expect(endpoints).toEqual([
    {
      host: '127.0.0.1:9',
      subscriptions: 1,
      attempts: 4,
      failed: 2,
      p50Ms: 12,
      p95Ms: 12,
      lastAttemptDate: iso(now - 97),
      lastFailure: 'It answered 506.',
    },
  ]);
  const wanted = { eventId: 'late', instanceName: 'Fine', subscriptionId, host: '127.0.0.1:9', attempts: 2 };
  expect(oldestUndelivered).toMatchObject(wanted);
  await setSubscription('Fine', { pending: 0 });
});

test('queues are counted for the organisation, and for the whole server where it operates it', async () => {
  const { queue, server } = await operations();
  expect(queue).toMatchObject({
    polls: { running: 0, due: 1, waiting: 2, paused: 1, off: 1, overdue: 1, lagMs: { half: 2 * minuteMs } },
    deliveries: { resting: { subscriptions: 1, outstanding: 1 }, inactive: { outstanding: 7 } },
    webhooks: { waiting: 0, oldestDate: null },
    replays: 0,
    reconciliations: 0,
  });
  expect((server as JsonRecord)['organizations']).toBe(2);
  expect((server as JsonRecord)['queue']).toEqual(queue);
  const foreign = await operations(other.authorization);
  const none = { subscriptions: 0, outstanding: 0, oldestDate: null };
  expect(foreign).toEqual({
    date: iso(now),
    queue: {
      polls: { running: 0, due: 0, waiting: 0, paused: 0, off: 0, overdue: 0, lagMs: null },
      deliveries: { active: none, resting: none, inactive: none },
      webhooks: { waiting: 0, oldestDate: null },
      replays: 0,
      reconciliations: 0,
    },
    oldestUndelivered: null,
    endpoints: [],
    stoppedSubscriptions: { total: 0, subscriptions: [] },
    pausedPolling: { total: 0, instances: [] },
    quotas: [],
    server: null,
  });
});

test('processes are told by when they were last heard of', async () => {
  const process = { host: 'h', pid: 1, roles: ['worker'], startedAt: now - 5 * minuteMs, underWay: { polls: 3 } };
  await saveBeat(api.db, { ...process, id: 'old', stopping: false }, now - 4_000_000);
  await saveBeat(api.db, { ...process, id: 'a', stopping: false }, now - minuteMs);
  await saveBeat(api.db, { ...process, id: 'b', stopping: true }, now);
  await saveBeat(api.db, { ...process, id: 'c', stopping: false }, now);
  const { workers } = (await operations())['server'] as { workers: JsonRecord[] };
  expect(workers.map(({ state }) => state)).toEqual(['lost', 'stopping', 'alive']);
  expect(workers[2]).toMatchObject({ pid: 1, roles: ['worker'], underWay: { polls: 3 }, lastSeenDate: iso(now) });
});

test('quotas name the account, and never a key of it', async () => {
  const use = { underWay: 1, waiting: 2, heldUntil: now + 1, backgroundHeldUntil: undefined };
  const limits = [{ requests: 10, seconds: 1, used: 4 }];
  const stripe = await api.deps.catalog.find(1, 'stripe');
  quota.push({ ...use, limits, key: `1 ${stripe?.id} ${JSON.stringify(['sk_live_secret', 'acct_1'])}` });
  quota.push({ ...use, limits, key: '1 99999999 instance 7' });
  const { quotas } = await operations();
  quota.length = 0;
  expect(quotas).toMatchObject([
    { connector: 'stripe', account: '********, acct_1', limits, waiting: 2, heldUntilDate: iso(now + 1) },
  ]);
});

test('instances are counted, and found, by the state they are in', async () => {
  expect((await api.call('GET', '/instances/count')).object['states']).toEqual({
    healthy: 1,
    attention: 3,
    reconnect: 0,
    paused: 1,
    failing: 2,
    disabled: 1,
  });
  expect(await names('state=healthy')).toEqual(['Fine']);
  expect(await names('state=attention')).toEqual(['paused', 'Resting', 'Off']);
  expect(await names('state=failing')).toEqual(['Resting', 'Off']);
  expect(await names('state=disabled')).toEqual(['Disabled']);
  expect(await names('state=reconnect')).toEqual([]);
});

test('instances come in the order that is asked for, page by number, with their health', async () => {
  expect(await names('sort=name&pageSize=3')).toEqual(['Disabled', 'Fine', 'Off']);
  expect(await names('sort=name&pageSize=3&page=2')).toEqual(['paused', 'Resting']);
  expect(await names('sort=newest&pageSize=1')).toEqual(['Disabled']);
  expect(await names(`searchText=${of('Off').id}`)).toEqual(['Off']);
  expect(await names('elementKey=acton')).toEqual([]);
  const { body } = await api.call('GET', '/instances?health=true&sort=name');
  const statuses = (body as { health: JsonRecord }[]).map(({ health }) => health['status']);
  expect(statuses).toEqual(['disabled', 'healthy', 'failing', 'paused', 'failing']);
  const both = await api.call('GET', '/instances?sort=name&nextPage=eyJhZnRlcklkIjoxfQ==');
  expect([both.status, both.object['code']]).toEqual([400, 'query.invalid']);
});

test('the notices of all instances come newest first with the name of their instance, those of the organisation alone', async () => {
  const { body } = await api.call('GET', '/instances/notices');
  expect(body).toMatchObject([{ kind: 'polling.paused', instanceId: of('paused').id, instanceName: 'paused' }]);
  expect((await api.call('GET', '/instances/notices', { authorization: other.authorization })).body).toEqual([]);
});

test('an instance is found by the state that its health has, whatever is wrong with it', async () => {
  for (const name of troubles.keys()) await makeInstance(name, 'http://127.0.0.1:9');
  for (const [name, bring] of troubles) await bring(name);
  const { body } = await api.call('GET', '/instances?health=true&searchText=trouble');
  const statuses = (body as { name: string; health: JsonRecord }[]).map(({ name, health }) => [name, health['status']]);
  expect(new Set(statuses.map(([, status]) => status))).toEqual(
    new Set(['healthy', 'attention', 'failing', 'reconnect']),
  );
  for (const state of ['healthy', 'failing', 'reconnect'])
    expect(await names(`searchText=trouble&state=${state}`)).toEqual(
      statuses.filter(([, status]) => status === state).map(([name]) => name),
    );
  expect(await names('searchText=trouble&state=attention')).toEqual(
    statuses.filter(([, status]) => status !== 'healthy').map(([name]) => name),
  );
  const { states } = (await api.call('GET', '/instances/count')).object;
  expect(states).toEqual({ healthy: 5, attention: 13, reconnect: 1, paused: 1, failing: 4, disabled: 1 });
});

const polledUpTo = (ago: number) => ({ next_poll_at_ms: now + 1, complete_up_to_us: (now - ago) * 1000 });
/** Something that waits for the instance's own subscription, since the beginning of time. */
async function makeWait(name: string, status: 'created' | 'retry'): Promise<void> {
  const { id: instanceId, subscriptionId } = of(name);
  const notificationId = await tell(api.db, { instanceId, at: now, eventIds: [`of ${name}`] });
  await deliver(api.db, { subscriptionId, notificationId, status });
  await setSubscription(name, { pending: 1 });
}
/** A subscription of the topic of the instance. */
async function subscribe(name: string, values: Record<string, unknown>): Promise<void> {
  const topics = [`instance-${of(name).id}-activecampaign-events`];
  const body = { channel: 'webhook', topics, config: { url: 'http://127.0.0.1:9/topic' } };
  const { object } = await api.call('POST', '/notifications/subscriptions', { body });
  await api.db.updateTable('subscriptions').set(values).where('id', '=', Number(object['id'])).execute();
}
const dayMs = 1440 * minuteMs;
const failWebhook = (name: string, at: number) =>
  sql`insert into received_webhooks (instance_id, method, query, headers, trusted, received_at_ms, status)
    values (${of(name).id}, 'POST', '{}', '{}', true, ${at}, 'failed')`.execute(api.db);
const troubles = new Map<string, (name: string) => Promise<unknown>>([
  ['trouble: none', (name) => setPolls(name, polledUpTo(8 * dayMs))],
  ['trouble: behind', (name) => setPolls(name, polledUpTo(9 * dayMs))],
  ['trouble: behind, not polled', (name) => setPolls(name, { ...polledUpTo(9 * dayMs), next_poll_at_ms: null })],
  ['trouble: throttled', (name) => setPolls(name, { consecutive_throttles: 3 })],
  ['trouble: retry', (name) => makeWait(name, 'retry')],
  ['trouble: late', (name) => makeWait(name, 'created')],
  ['trouble: topic down', (name) => subscribe(name, { resting: true })],
  ['trouble: topic stopped', (name) => subscribe(name, { active: false, inactive_reason: 'It failed.', pending: 1 })],
  ['trouble: topic off', (name) => subscribe(name, { active: false, inactive_reason: switchedOff, pending: 1 })],
  ['trouble: webhook', (name) => failWebhook(name, now - dayMs + 1)],
  ['trouble: old webhook', (name) => failWebhook(name, now - dayMs)],
  [
    'trouble: held',
    (name) =>
      sql`insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, created_at_ms)
        select instance_id, id, 'requested', 'held', '{}', '{}', 0 from polls
        where instance_id = ${of(name).id} limit 1`.execute(api.db),
  ],
  [
    'trouble: registration',
    (name) =>
      sql`insert into webhook_registrations (instance_id, name, status, digest, created_at_ms)
        values (${of(name).id}, 'n', 'failed', '', 0)`.execute(api.db),
  ],
  [
    'trouble: reconnect',
    (name) =>
      sql`update instances set connection = 'reconnect', connection_reason = 'r' where id = ${of(name).id}`.execute(
        api.db,
      ),
  ],
]);
