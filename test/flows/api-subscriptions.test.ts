import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import { startTestApi, textOf, type TestApi } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { expectRefused, hostileAddresses, hostileResolve } from '../kit/hostile-addresses.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';
import { testEgress } from '../kit/test-egress.ts';

let api: TestApi;
let other: OtherOrganization;

beforeAll(async () => {
  api = await startTestApi();
  other = await storeOtherOrganization(api.db);
});
afterAll(() => api.close());

const path = '/notifications/subscriptions';
const url = 'http://127.0.0.1:9/hook';
const make = (body: JsonValue, authorization?: string) =>
  api.call('POST', path, { body, ...(authorization !== undefined && { authorization }) });
const one = (id: JsonValue | undefined) => api.call('GET', `${path}/${textOf(id)}`);
const patch = (id: JsonValue | undefined, body: JsonValue) => api.call('PATCH', `${path}/${textOf(id)}`, { body });

async function made(rest: JsonRecord = {}): Promise<JsonRecord> {
  const answer = await make({ channel: 'webhook', topics: ['orders'], config: { url }, ...rest });
  expect([answer.status, answer.object['message']]).toEqual([200, undefined]);
  return answer.object;
}

async function instance(): Promise<{ id: string; topic: string }> {
  const callback = 'http://127.0.0.1:9/instance';
  const body = withConfiguration(activecampaignBody, {
    'base.url': 'http://127.0.0.1:9',
    'event.notification.callback.url': callback,
  });
  const { object } = await api.call('POST', '/instances', { body });
  return { id: textOf(object['id']), topic: `instance-${textOf(object['id'])}-activecampaign-events` };
}

test('a subscription is made, read, listed and deleted', async () => {
  const subscription = await made({ topics: ['orders', ' stock ', 'orders'] });
  expect(subscription).toEqual({
    id: expect.any(Number) as number,
    channel: 'webhook',
    topics: ['orders', 'stock'],
    config: { url },
    active: true,
    inactiveReason: null,
    pending: 0,
    resting: false,
    nextAttemptDate: null,
    instanceId: null,
    createdDate: expect.stringMatching(/Z$/) as string,
  });
  expect((await one(subscription['id'])).body).toEqual(subscription);
  expect((await api.call('GET', path)).body).toContainEqual(subscription);
  const gone = await api.call('DELETE', `${path}/${textOf(subscription['id'])}`);
  expect([gone.status, gone.body]).toEqual([200, undefined]);
  expect((await one(subscription['id'])).object).toMatchObject({ code: 'subscription.not_found' });
});

test.each<[string, JsonValue, string]>([
  ['request.malformed', {}, 'channel: found nothing; allowed: webhook.'],
  [
    'request.malformed',
    { channel: 'email', topics: ['t'], config: { url } },
    'channel: found "email"; allowed: webhook.',
  ],
  [
    'request.malformed',
    { channel: 'webhook', topics: [], config: { url } },
    'topics: found an empty array; allowed: at least 1 item.',
  ],
  [
    'request.malformed',
    { channel: 'webhook', topics: [' '], config: { url } },
    'topics[0]: found " "; allowed: at least 1 character.',
  ],
  ['request.malformed', { channel: 'webhook', config: { url } }, 'topics: found nothing; allowed: an array.'],
  ['request.malformed', { channel: 'webhook', topics: ['t'] }, 'config: found nothing; allowed: an object.'],
  [
    'request.malformed',
    { channel: 'webhook', topics: ['t'], config: { url }, activ: true },
    'activ: unknown; allowed: channel, topics, config, active. Did you mean active?',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: {} },
    'config.url: missing; allowed: an http or https URL',
  ],
  ['configuration.invalid', { channel: 'webhook', topics: ['t'], config: { url: null } }, 'config.url: missing'],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url: 'ftp://x' } },
    'config.url: found "ftp://x"; allowed: an http or https URL',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url: { a: 1 } } },
    'config.url: found an object; allowed: a text',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url, ulr: 'x' } },
    'config.ulr: unknown; allowed: url, event.notification.callback.headers',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url, 'event.notification.batch.size': 5 } },
    'config.event.notification.batch.size: is not taken here; allowed: in the configuration of an instance',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { 'event.notification.callback.url': url } },
    'config.event.notification.callback.url: is not taken here; allowed: the URL as config.url',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url, 'event.notification.format': 'xml' } },
    'config.event.notification.format: found "xml"; allowed: elements',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url, 'event.notification.basic.username': 'ada' } },
    'config.event.notification.basic.password: missing',
  ],
  [
    'configuration.invalid',
    { channel: 'webhook', topics: ['t'], config: { url, 'event.notification.signature.key': '********' } },
    'found the mask ********; allowed: the value itself',
  ],
])('%s: %j', async (code, body, message) => {
  const before = (await api.call('GET', path)).body;
  const answer = await make(body);
  expect([answer.status, answer.object['code']]).toEqual([400, code]);
  expect(answer.object['message']).toContain(message);
  expect((await api.call('GET', path)).body).toEqual(before);
});

test.each(['email', 'sms', 'push'])(
  'the channel %s is refused, as nothing would be delivered by it',
  async (channel) => {
    const { object } = await make({ channel, topics: ['t'], config: { url } });
    expect(object['issues']).toEqual([{ path: 'channel', message: `found "${channel}"; allowed: webhook.` }]);
  },
);

test('secrets are masked in answers, sealed in the database, and kept when their mask is sent back', async () => {
  const config = {
    url,
    'event.notification.signature.key': 'very-secret-key',
    'event.notification.callback.headers': '{"X-Key":"very-secret-header"}',
    'event.notification.retry.schedule': '10,60',
  };
  const { id } = await made({ config });
  const shown = {
    url,
    'event.notification.signature.key': '********',
    'event.notification.callback.headers': '********',
    'event.notification.retry.schedule': '10,60',
  };
  expect((await one(id)).object['config']).toEqual(shown);
  const row = await api.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', Number(id))
    .executeTakeFirstOrThrow();
  expect(JSON.stringify([row, row.secrets_sealed?.toString('latin1')])).not.toContain('very-secret');
  const changed = await patch(id, {
    config: {
      'event.notification.signature.key': '********',
      'event.notification.retry.schedule': null,
      'event.notification.timeout.seconds': 5,
    },
  });
  const { 'event.notification.retry.schedule': _gone, ...rest } = shown;
  expect(changed.object['config']).toEqual({ ...rest, 'event.notification.timeout.seconds': '5' });
  const after = await api.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', Number(id))
    .executeTakeFirstOrThrow();
  expect(after.url).toBe(url);
});

test('PATCH changes what it names: topics, address, whether it is active', async () => {
  const { id } = await made();
  expect((await patch(id, { topics: ['b', 'a'] })).object).toMatchObject({ topics: ['a', 'b'], active: true });
  expect((await patch(id, { active: false })).object).toMatchObject({
    active: false,
    inactiveReason: 'Switched off by its owner.',
    topics: ['a', 'b'],
  });
  const moved = await patch(id, { config: { url: `${url}/2` } });
  expect(moved.object).toMatchObject({ active: false, config: { url: `${url}/2` } });
  expect((await patch(id, { active: true })).object).toMatchObject({ active: true, inactiveReason: null });
  const dead = { active: false, inactive_reason: 'Gone.' };
  await api.db.updateTable('subscriptions').set(dead).where('id', '=', Number(id)).execute();
  expect((await patch(id, { config: { url } })).object).toMatchObject({ active: true, inactiveReason: null });
  expect((await patch(id, { config: { url: null } })).object['message']).toContain('config.url: missing');
  expect((await patch(id, { topics: [] })).status).toBe(400);
  expect((await patch(id, { channel: 'sms' })).status).toBe(400);
});

test('switched off, what is outstanding waits queued; switched on, it is due at once with all its attempts', async () => {
  const { id } = await made({ topics: ['switch'] });
  const tell = () => api.call('POST', '/notifications', { body: { topic: 'switch', message: 'x' } });
  const deliveries = () =>
    api.db
      .selectFrom('deliveries')
      .select(['status', 'attempts', 'next_attempt_at_ms'])
      .where('subscription_id', '=', Number(id))
      .orderBy('notification_id')
      .execute();
  await tell();
  await api.db
    .updateTable('deliveries')
    .set({ status: 'retry', attempts: 3, next_attempt_at_ms: 9e12 })
    .where('subscription_id', '=', Number(id))
    .execute();
  expect((await patch(id, { active: false })).object).toMatchObject({ pending: 1, nextAttemptDate: null });
  await tell();
  const queued = { status: 'queued', next_attempt_at_ms: null };
  expect(await deliveries()).toEqual([
    { ...queued, attempts: 3 },
    { ...queued, attempts: 0 },
  ]);
  const on = await patch(id, { active: true });
  expect(on.object).toMatchObject({ pending: 2, nextAttemptDate: expect.stringMatching(/Z$/) as string });
  const fresh = { status: 'created', attempts: 0, next_attempt_at_ms: null };
  expect(await deliveries()).toEqual([fresh, fresh]);
});

test('a change that another one has overtaken is refused, so that neither is lost unnoticed', async () => {
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();
  const busy = await startTestApi({ egress: { ...testEgress(), assertAllowed: async () => void (await meanwhile()) } });
  const change = (id: JsonValue | undefined, config: JsonRecord) =>
    busy.call('PATCH', `${path}/${textOf(id)}`, { body: { config } });
  const { object } = await busy.call('POST', path, { body: { channel: 'webhook', topics: ['t'], config: { url } } });
  meanwhile = () => change(object['id'], { 'event.notification.timeout.seconds': 5 });
  const overtaken = await change(object['id'], { url: `${url}/2` });
  expect([overtaken.status, overtaken.object['code']]).toEqual([409, 'subscription.changed']);
  const { object: after } = await busy.call('GET', `${path}/${textOf(object['id'])}`);
  expect(after['config']).toEqual({ url, 'event.notification.timeout.seconds': '5' });
  await busy.close();
});

test('the subscription of an instance is listed with its topic, and changed nowhere but at its instance', async () => {
  const { id, topic } = await instance();
  const all = (await api.call('GET', path)).body as JsonRecord[];
  const subscription = all.find(({ instanceId }) => instanceId === Number(id));
  expect(subscription).toMatchObject({
    channel: 'webhook',
    topics: [topic],
    config: { url: 'http://127.0.0.1:9/instance' },
    active: true,
  });
  for (const answer of [
    await patch(subscription?.['id'], { active: false }),
    await api.call('DELETE', `${path}/${textOf(subscription?.['id'])}`),
  ]) {
    expect([answer.status, answer.object['code']]).toEqual([409, 'subscription.of_instance']);
    expect(answer.object['message']).toContain(`PATCH /instances/${id}`);
  }
  expect((await one(subscription?.['id'])).body).toEqual(subscription);
});

test('topics of instances are those of the own organisation', async () => {
  const { id, topic } = await instance();
  const { id: subscription } = await made({ topics: ['mixed', topic] });
  const rows = await api.db
    .selectFrom('subscription_topics')
    .select(['topic', 'instance_id'])
    .where('subscription_id', '=', Number(subscription))
    .orderBy('topic')
    .execute();
  expect(rows).toEqual([
    { topic, instance_id: Number(id) },
    { topic: 'mixed', instance_id: null },
  ]);
  const body = { channel: 'webhook', topics: ['mixed', topic], config: { url } };
  const foreign = await make(body, other.authorization);
  expect([foreign.status, foreign.object['issues']]).toEqual([400, [expect.objectContaining({ path: 'topics[1]' })]]);
  for (const wrong of [`instance-${id}-salesloft-events`, 'instance-999999-activecampaign-events'])
    expect((await make({ ...body, topics: [wrong] })).object['message']).toContain(
      `topics[0]: found "${wrong}"; allowed: the topic of one of your instances`,
    );
});

test('another organisation sees and changes no subscription', async () => {
  const subscription = await made();
  const { authorization } = other;
  const place = `${path}/${textOf(subscription['id'])}`;
  expect((await api.call('GET', path, { authorization })).body).toEqual([]);
  expect((await api.call('GET', place, { authorization })).status).toBe(404);
  expect((await api.call('PATCH', place, { authorization, body: { active: false } })).status).toBe(404);
  expect((await api.call('DELETE', place, { authorization })).status).toBe(404);
  expect((await one(subscription['id'])).body).toEqual(subscription);
  for (const named of ['-1', 'x', '99999999999999999999'])
    expect((await api.call('GET', `${path}/${named}`)).object['code']).toBe('subscription.not_found');
});

test('subscriptions are listed page by page, oldest first', async () => {
  const ids: unknown[] = [];
  let nextPage = '';
  do {
    const answer = await api.call('GET', `${path}?pageSize=2${nextPage}`);
    ids.push(...(answer.body as JsonRecord[]).map(({ id }) => id));
    const token = answer.headers.get('elements-next-page-token');
    nextPage = token === null ? '' : `&nextPage=${encodeURIComponent(token)}`;
  } while (nextPage !== '');
  const all = await api.call('GET', path);
  expect(ids).toEqual((all.body as JsonRecord[]).map(({ id }) => id));
  expect(all.headers.get('elements-total-count')).toBe(String(ids.length));
});

test('no hostile address is taken, neither of a new subscription nor by a change', async () => {
  const egress = testEgress({ allowNetworks: [], resolve: hostileResolve });
  const strict = await startTestApi({ egress });
  const body = (address: string) => ({ channel: 'webhook', topics: ['t'], config: { url: address } });
  const safe = await strict.call('POST', path, { body: body('https://hooks.example.com/') });
  expect(safe.status).toBe(200);
  for (const address of hostileAddresses) {
    expectRefused(await strict.call('POST', path, { body: body(address.url) }), address, 'config.url');
    const change = { body: { config: { url: address.url } } };
    expectRefused(await strict.call('PATCH', `${path}/${textOf(safe.object['id'])}`, change), address, 'config.url');
  }
  expect((await strict.call('GET', path)).body).toEqual([safe.body]);
  await strict.close();
});
