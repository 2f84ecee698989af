import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, type CallOptions, type TestApi, textOf } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { startReceiver } from '../kit/receiver.ts';
import { deliver, tell } from '../kit/told-events.ts';

let api: TestApi;
let simulator: Simulator;

beforeAll(async () => {
  [api, simulator] = await Promise.all([startTestApi(), startSimulator()]);
});
afterAll(() => Promise.all([api.close(), simulator.close()]));

const callback = 'http://127.0.0.1:9/events';
const urlKey = 'event.notification.callback.url';

const body = (more: JsonRecord = {}, configuration: JsonRecord = {}) => ({
  ...withConfiguration(activecampaignBody, {
    'api.key': simulator.activecampaign.apiKey,
    'base.url': simulator.activecampaign.baseUrl,
    [urlKey]: callback,
    ...configuration,
  }),
  ...more,
});

async function make(
  more: JsonRecord = {},
  configuration: JsonRecord = {},
): Promise<{ path: string; token: string; body: JsonRecord }> {
  const { status, object } = await api.call('POST', '/instances', { body: body(more, configuration) });
  expect([status, object['message']]).toEqual([200, undefined]);
  return { path: `/instances/${textOf(object['id'])}`, token: textOf(object['token']), body: object };
}

const configurationOf = async (path: string) => (await api.call('GET', path)).object['configuration'] as JsonRecord;
const subscriptionOf = (path: string) =>
  api.db
    .selectFrom('subscriptions')
    .select(['url', 'active'])
    .where('instance_id', '=', Number(path.split('/')[2]))
    .executeTakeFirst();
const pollsOf = (path: string) =>
  api.db
    .selectFrom('polls')
    .select(['resource', 'interval_ms', 'next_poll_at_ms', 'start_us'])
    .where('instance_id', '=', Number(path.split('/')[2]))
    .orderBy('id')
    .execute();

test('an instance has every member of the contract', async () => {
  const { body: made, path } = await make({ name: 'Complete', tags: ['one', 'two'] });
  expect(made).toMatchObject({
    id: expect.any(Number),
    name: 'Complete',
    createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    token: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    element: {
      key: 'activecampaign',
      hub: 'marketing',
      typeOauth: false,
      authentication: { type: 'custom' },
      deleted: false,
    },
    tags: ['one', 'two'],
    provisionInteractions: [],
    valid: true,
    disabled: false,
    maxCacheSize: 0,
    cacheTimeToLive: 0,
    eventsEnabled: true,
    traceLoggingEnabled: false,
    cachingEnabled: false,
    externalAuthentication: 'none',
    user: { id: expect.any(Number), emailAddress: 'ada@example.com', firstName: 'Admin', lastName: '' },
  });
  expect(made['elementId']).toBe((made['element'] as JsonRecord)['id']);
  expect(made).not.toHaveProperty('providerData');
  expect(made['configuration']).toMatchObject({
    'event.notification.enabled': 'true',
    'event.poller.refresh_interval': '15',
    'api.key': '********',
    'event.notification.signature.key': null,
  });
  expect((await api.call('GET', path)).object).toEqual({ ...made, warnings: [] });
});

test('the connector may be named by its id, in the body and in the path', async () => {
  const connector = (await api.call('GET', '/elements/activecampaign')).object;
  const byId = await api.call('POST', '/instances', { body: body({ element: { id: connector['id'] as number } }) });
  expect(byId.status).toBe(200);
  const { element: _element, ...rest } = body();
  const byPath = await api.call('POST', `/elements/${textOf(connector['id'])}/instances`, { body: rest });
  expect(byPath.object['element']).toMatchObject({ key: 'activecampaign' });
});

test('nothing secret is stored or shown in clear', async () => {
  const signatureKey = 'a-key-that-must-not-appear';
  const { path, token } = await make({}, { 'event.notification.signature.key': signatureKey });
  const row = await api.db
    .selectFrom('instances')
    .selectAll()
    .where('id', '=', Number(path.split('/')[2]))
    .executeTakeFirstOrThrow();
  const stored =
    JSON.stringify(row, (_key, value: unknown) => value) +
    row.secrets_sealed.toString('latin1') +
    row.token_sealed.toString('latin1');
  for (const secret of [signatureKey, simulator.activecampaign.apiKey, token]) expect(stored).not.toContain(secret);
  expect((await configurationOf(path))['event.notification.signature.key']).toBe('********');
});

test('tags are the name by default, and PUT clears them', async () => {
  const { tags: _tags, ...untagged } = body({ name: 'Untagged' });
  const made = await api.call('POST', '/instances', { body: untagged });
  expect(made.object['tags']).toEqual(['Untagged']);
  const path = `/instances/${textOf(made.object['id'])}`;
  expect((await api.call('PUT', path, { body: { tags: [] } })).object['tags']).toEqual([]);
  expect((await api.call('GET', path)).object).toMatchObject({ name: 'Untagged', tags: [] });
});

test('names and tags cannot carry markup', async () => {
  const { body: made, path } = await make({ name: '<script>alert("1")</script>', tags: ["a'b"] });
  expect(made).toMatchObject({ name: '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;', tags: ['a&#39;b'] });
  const again = await api.call('PATCH', path, { body: { name: made['name'] as string } });
  expect(again.object['name']).toBe(made['name']);
});

test('PATCH changes what it names and leaves the rest', async () => {
  const { path } = await make();
  const before = await configurationOf(path);
  const changed = await api.call('PATCH', path, { body: { configuration: { 'event.poller.refresh_interval': 3 } } });
  expect(changed.status).toBe(200);
  expect(changed.object['configuration']).toEqual({ ...before, 'event.poller.refresh_interval': '3' });
  expect(await pollsOf(path)).toMatchObject([{ interval_ms: 180_000 }]);
});

test('a change tells what it corrects itself, and not what was corrected before', async () => {
  const { path, body: made } = await make();
  expect(made['warnings']).not.toEqual([]);
  expect((await api.call('PATCH', path, { body: { name: 'Renamed' } })).object['warnings']).toEqual([]);
  const start = await api.call('PATCH', path, { body: { configuration: { 'event.poller.start': 'beginning' } } });
  expect(start.object['warnings']).toEqual([
    {
      path: 'configuration.event.poller.start',
      message: 'counts for resources that are polled from now on; the others go on from where they are',
    },
  ]);
});

test('PUT replaces the configuration, and a mask in it keeps the secret', async () => {
  const { path, token } = await make(
    {},
    { 'event.notification.signature.key': 'k1', 'event.poller.initial.events': 'silent' },
  );
  const shown = await configurationOf(path);
  const { 'event.poller.initial.events': _silent, ...rest } = shown;
  const replaced = await api.call('PUT', path, { body: { configuration: rest } });
  expect(replaced.object['configuration']).toMatchObject({
    'event.poller.initial.events': 'send',
    'event.notification.signature.key': '********',
  });
  expect((await api.call('GET', '/hubs/marketing/deals', { element: token })).status).toBe(200);
  const without = await api.call('PUT', path, {
    body: { configuration: { ...rest, 'event.notification.signature.key': null } },
  });
  expect((without.object['configuration'] as JsonRecord)['event.notification.signature.key']).toBeNull();
});

test('what GET answered can be sent back with PUT and changes nothing', async () => {
  const { path } = await make({ name: 'Round <trip>' }, { 'event.notification.signature.key': 'k' });
  const before = (await api.call('GET', path)).object;
  const after = await api.call('PUT', path, { body: before });
  expect([after.status, { ...after.object, warnings: [] }]).toEqual([200, before]);
});

test('a refused change changes nothing', async () => {
  const { path } = await make();
  const before = (await api.call('GET', path)).object;
  for (const method of ['PUT', 'PATCH']) {
    const answer = await api.call(method, path, {
      body: { name: 'Other', configuration: { 'event.poller.refresh_interval': 0 } },
    });
    expect(answer.status).toBe(400);
  }
  const mask = await api.call('POST', '/instances', { body: body({}, { 'api.key': '********' }) });
  expect(mask.object['message']).toContain('configuration.api.key: found the mask ********');
  const element = await api.call('PATCH', path, { body: { element: { key: 'salesloft' } } });
  expect(element.object['message']).toContain('An instance cannot change its connector');
  expect((await api.call('GET', path)).object).toEqual(before);
});

test('of two changes made at the same time one is refused, and no change is lost', async () => {
  const { path } = await make();
  const keys = ['event.objects', 'event.helper.key', 'event.metadata', 'event.raw.enabled'];
  const answers = await Promise.all(
    keys.map((key) => api.call('PATCH', path, { body: { configuration: { [key]: 'here' } } })),
  );
  const shown = await configurationOf(path);
  for (const [index, answer] of answers.entries()) {
    const outcome = { status: answer.status, code: answer.object['code'], stored: shown[keys[index] ?? ''] === 'here' };
    expect([
      { status: 200, code: undefined, stored: true },
      { status: 409, code: 'instance.changed', stored: false },
    ]).toContainEqual(outcome);
  }
  expect(answers.some(({ status }) => status === 200)).toBe(true);
});

test('events switched off stop polls and deliveries, and switched on again they go on', async () => {
  const { path } = await make();
  expect(await subscriptionOf(path)).toEqual({ url: callback, active: true });
  const [before] = await pollsOf(path);
  expect(before?.next_poll_at_ms).toBeGreaterThan(0);
  const patch = (configuration: JsonRecord) => api.call('PATCH', path, { body: { configuration } });
  expect((await patch({ 'event.notification.enabled': 'false' })).object['eventsEnabled']).toBe(false);
  expect(await subscriptionOf(path)).toEqual({ url: callback, active: false });
  expect(await pollsOf(path)).toMatchObject([{ next_poll_at_ms: null }]);
  await patch({ 'event.notification.enabled': true, [urlKey]: 'http://127.0.0.1:9/other' });
  expect(await subscriptionOf(path)).toEqual({ url: 'http://127.0.0.1:9/other', active: true });
  expect(await pollsOf(path)).toMatchObject([
    { resource: 'deals', start_us: before?.start_us, next_poll_at_ms: expect.any(Number) as number },
  ]);
});

test('a disabled instance is not polled, not delivered and refuses resource calls until it is enabled', async () => {
  const { path, token } = await make();
  expect((await api.call('DELETE', `${path}/enabled`)).object['disabled']).toBe(true);
  expect(await pollsOf(path)).toMatchObject([{ next_poll_at_ms: null }]);
  expect((await subscriptionOf(path))?.active).toBe(false);
  const call = await api.call('GET', '/hubs/marketing/deals', { element: token });
  expect([call.status, call.object['code']]).toEqual([403, 'instance.disabled']);
  expect((await api.call('POST', `${path}/polls`, { body: {} })).status).toBe(403);
  expect(
    (await api.call('PATCH', path, { body: { configuration: { 'event.objects': 'x' } } })).object['disabled'],
  ).toBe(true);
  expect(await pollsOf(path)).toMatchObject([{ next_poll_at_ms: null }]);
  expect((await api.call('PUT', `${path}/enabled`)).object['disabled']).toBe(false);
  expect((await subscriptionOf(path))?.active).toBe(true);
  expect((await api.call('GET', '/hubs/marketing/deals', { element: token })).status).toBe(200);
});

test('what stops the deliveries of an instance is told by its subscription, and they are queued meanwhile', async () => {
  const { path } = await make();
  const id = Number(path.split('/')[2]);
  const before = await api.db
    .updateTable('subscriptions')
    .set({ pending: 1 })
    .where('instance_id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
  const notificationId = await tell(api.db, { instanceId: id, at: 1, eventIds: [`stopped-${id}`] });
  const delivery = { subscriptionId: before.id, notificationId };
  await deliver(api.db, { ...delivery, status: 'retry' });
  const told = async () => {
    const { object } = await api.call('GET', `/notifications/subscriptions/${before.id}`);
    const { body } = await api.call('GET', `/notifications/${notificationId}/subscriptions/deliveries`);
    return { reason: object['inactiveReason'], config: object['config'], deliveries: body };
  };
  const queued = [{ status: 'queued', nextAttemptDate: null }];
  const patch = (configuration: JsonRecord) => api.call('PATCH', path, { body: { configuration } });
  await patch({ 'event.notification.enabled': false });
  expect(await told()).toMatchObject({
    reason: 'Events are switched off.',
    config: { url: callback },
    deliveries: queued,
  });
  await patch({ 'event.notification.enabled': true, [urlKey]: null });
  const without = await told();
  expect(without).toMatchObject({ reason: 'The instance has no callback URL.', deliveries: queued });
  expect(without.config).toEqual({});
  await patch({ [urlKey]: callback });
  expect(await told()).toMatchObject({ reason: null, config: { url: callback }, deliveries: [{ status: 'created' }] });
  await api.call('DELETE', `${path}/enabled`);
  expect(await told()).toMatchObject({ reason: 'The instance is disabled.', deliveries: queued });
});

test('a deleted instance is gone with everything, and its token is refused', async () => {
  const { path, token } = await make();
  const answer = await api.call('DELETE', path);
  expect([answer.status, answer.body]).toEqual([200, undefined]);
  expect((await api.call('GET', path)).status).toBe(404);
  expect((await api.call('DELETE', path)).status).toBe(404);
  expect((await api.call('GET', '/hubs/marketing/deals', { element: token })).status).toBe(401);
  expect(await pollsOf(path)).toEqual([]);
});

test('without an id the calls act on the instance of the Element token', async () => {
  const { token, body: made, path } = await make();
  const own = (method: string, url: string, options: CallOptions = {}) =>
    api.call(method, url, { element: token, ...options });
  expect((await own('GET', '/instances')).object).toEqual({ ...made, warnings: [] });
  const elementOnly = { authorization: `User user-secret-of-ada, Element ${token}` };
  expect((await api.call('GET', '/instances', elementOnly)).object['id']).toBe(made['id']);
  expect((await own('PATCH', '/instances', { body: { name: 'Patched' } })).object['name']).toBe('Patched');
  expect((await own('PUT', '/instances', { body: { name: 'Put' } })).object['name']).toBe('Put');
  expect((await own('GET', '/instances/configuration')).body).toEqual(
    (await api.call('GET', `${path}/configuration`)).body,
  );
  expect((await own('DELETE', '/instances/enabled')).object['disabled']).toBe(true);
  expect((await own('PUT', '/instances/enabled')).object['disabled']).toBe(false);
  expect((await own('GET', '/instances/polls')).body).toMatchObject([{ resource: 'deals' }]);
  expect((await own('DELETE', '/instances')).status).toBe(200);
  expect((await own('GET', '/instances')).status).toBe(401);
});

test('single configuration values are read and changed by id or key, with all their effects', async () => {
  const { path } = await make();
  const items = (await api.call('GET', `${path}/configuration`)).body as JsonRecord[];
  const interval = items.find(({ key }) => key === 'event.poller.refresh_interval');
  expect(interval).toMatchObject({
    id: expect.any(Number) as number,
    propertyValue: '15',
    type: 'TEXTFIELD_32',
    required: false,
    active: true,
    hideFromConsole: false,
  });
  expect(items.find(({ key }) => key === 'api.key')).toMatchObject({ propertyValue: '********', required: true });
  const byId = `${path}/configuration/${textOf(interval?.['id'])}`;
  expect((await api.call('GET', byId)).body).toEqual(interval);
  expect((await api.call('PATCH', byId, { body: { propertyValue: '7' } })).body).toEqual({
    ...interval,
    propertyValue: '7',
  });
  expect(await pollsOf(path)).toMatchObject([{ interval_ms: 420_000 }]);
  const off = await api.call('PATCH', `${path}/configuration/event.notification.enabled`, {
    body: { propertyValue: false },
  });
  expect(off.object['propertyValue']).toBe('false');
  expect((await subscriptionOf(path))?.active).toBe(false);
  expect((await api.call('PATCH', byId, { body: { propertyValue: '-1' } })).status).toBe(400);
  expect((await api.call('GET', `${path}/configuration/nothing`)).object).toMatchObject({
    code: 'configuration.not_found',
  });
  const other = (await api.call('GET', `${(await make()).path}/configuration`)).body as JsonRecord[];
  expect(other.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
});

test('corrections of a request and members without a meaning are told in warnings', async () => {
  const { body: made } = await make(
    { colour: 'blue' },
    { [urlKey]: '', 'event.notification.url': callback, 'event.poler.refresh_interval': '1' },
  );
  const warnings = made['warnings'] as JsonRecord[];
  expect(warnings).toContainEqual({ path: 'colour', message: 'unknown, not used' });
  expect(warnings).toContainEqual({ path: 'configuration.event.notification.url', message: `taken as ${urlKey}` });
  expect(warnings).toContainEqual({
    path: 'configuration.event.poler.refresh_interval',
    message: 'unknown key, kept. Did you mean event.poller.refresh_interval?',
  });
});

test('members that are not changed by their name are told where they differ', async () => {
  const { path, body: made } = await make({ disabled: true });
  const disabled = 'PUT …/enabled enables the instance, DELETE …/enabled disables it.';
  expect(made['warnings']).toContainEqual({ path: 'disabled', message: `not changed. ${disabled}` });
  const change = { id: 1, token: 'x', elementId: 1, valid: false, disabled: true, eventsEnabled: false, user: {} };
  const { object } = await api.call('PATCH', path, { body: change });
  expect(object).toMatchObject({ id: made['id'], disabled: false, valid: true, eventsEnabled: true });
  expect((object['warnings'] as JsonRecord[]).map((warning) => warning['path'])).toEqual(
    Object.keys(change).filter((key) => key !== 'user'),
  );
  const same = { id: textOf(made['id']), token: made['token'] ?? '', disabled: false };
  expect((await api.call('PATCH', path, { body: same })).object['warnings']).toEqual([]);
});

test('a change tells what it makes of values that it does not name', async () => {
  const { path } = await make({}, { 'event.notification.enabled': false, [urlKey]: null });
  const patch = (configuration: JsonRecord) => api.call('PATCH', path, { body: { configuration } });
  expect((await patch({ 'event.notification.enabled': true })).object['warnings']).toEqual([
    {
      path: `configuration.${urlKey}`,
      message: 'not set: events are stored, but nobody is notified of them',
    },
  ]);
  expect((await patch({ 'event.poller.refresh_interval': 3 })).object['warnings']).toEqual([]);
});

test('the value of a mistyped secret key is masked', async () => {
  const { path, body: made } = await make({}, { 'api.kye': 'not to be shown' });
  expect(made['warnings']).toContainEqual({
    path: 'configuration.api.kye',
    message: 'unknown key, kept. Did you mean api.key?',
  });
  const answers = [made, (await api.call('GET', path)).object, (await api.call('GET', `${path}/configuration`)).body];
  expect(JSON.stringify(answers)).not.toContain('not to be shown');
  expect((await configurationOf(path))['api.kye']).toBe('********');
});

test('without a polling configuration the connector polls what it knows', async () => {
  const { path } = await make({}, { 'event.poller.configuration': null, 'event.poller.refresh_interval': null });
  const entries = (await api.call('GET', '/elements/activecampaign/configuration')).body as JsonRecord[];
  const known = entries.find(({ key }) => key === 'event.poller.configuration')?.['defaultValue'];
  const resources = Object.keys(JSON.parse(textOf(known)) as JsonRecord);
  expect((await pollsOf(path)).map(({ resource }) => resource).toSorted()).toEqual(resources.toSorted());
});

test('a callback URL can be tried before there is an instance, and what came of it is told, whatever it was', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer = () => ({ status: 503, body: `${'x'.repeat(3000)} my secret` });
  const request = { url: receiver.url, signatureKey: 'key', headers: { 'X-Secret': 'my secret' } };
  const failed = await api.call('POST', '/instances/callback-test', { body: request });
  expect(failed).toMatchObject({
    status: 200,
    object: {
      delivered: false,
      status: 503,
      error: { code: 'http' },
      responseBody: 'x'.repeat(2048),
      requestHeaders: { 'X-Secret': '********', 'elements-webhook-signature': expect.stringMatching(/^sha256=/) },
      requestBody: receiver.received[0]?.body,
    },
  });
  expect(JSON.stringify(failed.object)).not.toContain('my secret');
  const refused = await api.call('POST', '/instances/callback-test', { body: { url: 'http://10.0.0.1/events' } });
  expect(refused.object).toMatchObject({ delivered: false, status: null, error: { code: 'address' } });
  const wrong = await api.call('POST', '/instances/callback-test', { body: { url: 'events', timeoutSeconds: 31 } });
  const issues = [{ path: 'url' }, { path: 'timeoutSeconds' }];
  expect(wrong).toMatchObject({ status: 400, object: { code: 'configuration.invalid', issues } });
});

test('a test of the callback URL of an instance is sent with its key and headers, and to another without the headers', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { path } = await make(
    {},
    {
      'event.notification.callback.url': receiver.url,
      'event.notification.signature.key': 'key-of-the-instance',
      'event.notification.callback.headers': '{"X-Secret":"my secret"}',
      'event.notification.basic.username': 'u',
      'event.notification.basic.password': 'p',
    },
  );
  const own = await api.call('POST', `${path}/callback-test`, { body: {} });
  expect(own.object).toMatchObject({ delivered: true, status: 200, requestHeaders: { 'X-Secret': '********' } });
  const sent = receiver.received[0];
  expect(sent?.headers['x-secret']).toBe('my secret');
  const signature = createHmac('sha256', 'key-of-the-instance')
    .update(sent?.body ?? '')
    .digest('base64');
  expect(sent?.headers['elements-webhook-signature']).toBe(`sha256=${signature}`);
  expect(sent?.headers['authorization']).toBe(`Basic ${btoa('u:p')}`);
  await api.call('POST', `${path}/callback-test`, { body: { url: `${receiver.url}/next` } });
  const elsewhere = receiver.received.at(-1);
  expect(elsewhere?.path).toMatch(/\/next$/);
  expect(elsewhere?.headers).toHaveProperty('elements-webhook-signature');
  expect(elsewhere?.headers).not.toHaveProperty('x-secret');
  expect(elsewhere?.headers).not.toHaveProperty('authorization');
  const wrong = await api.call('POST', `${path}/callback-test`, { body: { url: 'nowhere' } });
  expect(wrong).toMatchObject({ status: 400, object: { code: 'request.malformed', issues: [{ path: 'url' }] } });
});
