import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import { startTestApi, textOf, type Answer, type CallOptions, type TestApi } from '../kit/api.ts';
import { answerJson, listen, type TestServer } from '../kit/listen.ts';
import { storeOtherOrganization } from '../kit/other-organization.ts';

let api: TestApi;
let vendor: TestServer;
const asked: string[] = [];

beforeAll(async () => {
  [api, vendor] = await Promise.all([
    startTestApi(),
    listen((request, response) => {
      asked.push([request.url, request.headers['x-client']].filter(Boolean).join(' '));
      answerJson(response, 200, { items: [{ id: 1, state: 'open' }] });
    }),
  ]);
});
afterAll(() => Promise.all([api.close(), vendor.close()]));

/** The body of a good answer. */
async function good(method: string, path: string, body?: JsonValue): Promise<JsonRecord> {
  const answer = await api.call(method, path, { ...(body !== undefined && { body }) });
  expect([answer.status, answer.object['message']]).toEqual([200, undefined]);
  return answer.object;
}

async function list(path: string): Promise<JsonRecord[]> {
  const { status, body } = await api.call('GET', path);
  expect(status).toBe(200);
  return body as JsonRecord[];
}

const refused = async (
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<[number, JsonValue | undefined]> => {
  const { status, object } = await api.call(method, path, options);
  return [status, object['code']];
};

/** What builders send first. */
const minimal = (name: string): JsonRecord => ({
  name,
  description: 'A connector built in a test',
  authentication: { type: 'basic' },
  configuration: [
    {
      name: 'Base URL',
      key: 'base.url',
      description: 'The base URL',
      defaultValue: vendor.url,
      type: 'TEXTFIELD_1000',
    },
  ],
  modelType: 'basic',
});
const orders = {
  type: 'api',
  method: 'GET',
  path: '/hubs/general/orders',
  vendorMethod: 'GET',
  vendorPath: '/v1/orders',
  rootKey: '|items',
  paginationType: 'NO_PAGINATION',
  parameters: [],
};
const credentials = { username: 'ada', password: 'secret' };

test('a connector is built part by part, used, changed under its instances and taken from use', async () => {
  const made = await good('POST', '/elements', minimal('Harbour 2'));
  expect(made).toMatchObject({ key: 'harbour2', name: 'Harbour 2', private: true, active: true, modelType: 'basic' });
  expect(Number(made['id'])).toBeGreaterThan(100_000);
  expect(await good('GET', `/elements/${textOf(made['id'])}`)).toEqual(await good('GET', '/elements/harbour2'));

  const { remarks, ...resource } = await good('POST', '/elements/harbour2/resources', orders);
  expect(remarks).toEqual([]);
  const at = `/elements/harbour2/resources/${textOf(resource['id'])}`;
  expect(await good('GET', at)).toEqual(resource);
  const parameter = { name: 'tidings', type: 'value', vendorName: 'x-client', vendorType: 'header', source: 'request' };
  const added = await good('POST', '/elements/harbour2/parameters', parameter);
  expect(await list('/elements/harbour2/parameters')).toEqual([{ ...parameter, id: added['id'] }]);

  const instance = await good('POST', '/instances', {
    name: 'Port',
    element: { key: 'harbour2' },
    configuration: credentials,
  });
  expect(instance).toMatchObject({ elementId: made['id'], element: { key: 'harbour2', private: true } });
  const read = async () => {
    const answer = await api.call('GET', '/hubs/general/orders', { element: textOf(instance['token']) });
    return [answer.status, answer.body, asked.at(-1)];
  };
  const records = [{ id: 1, state: 'open' }];
  expect(await read()).toEqual([200, records, '/v1/orders tidings']);
  await good('PUT', at, { ...orders, vendorPath: '/v2/orders' });
  await good('PUT', `/elements/harbour2/parameters/${textOf(added['id'])}`, { ...parameter, name: 'renamed' });
  expect(await read()).toEqual([200, records, '/v2/orders renamed']);

  expect(await good('DELETE', '/elements/harbour2/active')).toMatchObject({ active: false });
  const another = { body: { name: 'Quay', configuration: credentials } };
  expect(await refused('POST', '/elements/harbour2/instances', another)).toEqual([409, 'connector.inactive']);
  expect((await list('/elements?searchText=harbour'))[0]).toMatchObject({ key: 'harbour2', active: false });
  expect(await read()).toEqual([200, records, '/v2/orders renamed']);
  expect(await good('PUT', '/elements/harbour2/active')).toMatchObject({ active: true });

  const used = await api.call('DELETE', '/elements/harbour2');
  expect([used.status, used.object['code'], used.object['message']]).toEqual([
    409,
    'connector.in_use',
    '1 instance uses connector harbour2. Delete it first, or take the connector from use with DELETE /elements/harbour2/active.',
  ]);
  await good('DELETE', `/instances/${textOf(instance['id'])}`);
  await good('DELETE', '/elements/harbour2');
  expect(await refused('DELETE', '/elements/harbour2')).toEqual([404, 'connector.not_found']);
  expect(await refused('GET', at)).toEqual([404, 'connector.not_found']);
});

test('hooks, parameters, models and objects are kept, answered and deleted, each in its place', async () => {
  await good('POST', '/elements', { ...minimal('Parts'), resources: [orders] });
  const [resource] = await list('/elements/parts/resources');
  const at = `/elements/parts/resources/${textOf(resource?.['id'])}`;
  const places: [list: string, part: JsonRecord][] = [
    ['/elements/parts/hooks', { type: 'preRequest', mimeType: 'application/javascript', body: 'done({});' }],
    [`${at}/hooks`, { type: 'postRequest', mimeType: 'application/javascript', body: 'done({});' }],
    [`${at}/parameters`, { name: 'status', type: 'query', vendorName: 'state', vendorType: 'query' }],
    ['/elements/parts/objects', { name: 'order' }],
  ];
  for (const [place, part] of places) {
    const { id } = await good('POST', place, part);
    expect(await list(place)).toEqual([{ ...part, id }]);
    const changed = { ...part, description: 'changed' };
    expect(await good('PUT', `${place}/${textOf(id)}`, changed)).toEqual({ ...changed, id, remarks: [] });
    expect(await good('GET', `${place}/${textOf(id)}`)).toEqual({ ...changed, id });
    await good('DELETE', `${place}/${textOf(id)}`);
    expect([await list(place), await refused('GET', `${place}/${textOf(id)}`)]).toEqual([
      [],
      [404, 'connector.part_not_found'],
    ]);
  }
  for (const [place, part, reason] of [
    ['/elements/parts/resources', { ...orders, path: '/hubs/general/x', method: 'FETCH' }, 'FETCH: writing to the'],
    ['/elements/parts/hooks', { type: 'nonsense', body: 'done()' }, 'hooks of type nonsense are not known here'],
    [`${at}/hooks`, { type: 'preRequest', body: 'done({' }, 'every request that it stands around fails: SyntaxError'],
  ] as const) {
    const { id, remarks, ...sent } = await good('POST', place, { ...part, remarks: [{ path: 'of an answer' }] });
    expect([sent, remarks]).toEqual([part, [expect.objectContaining({ outcome: 'notRun' })]]);
    expect((remarks as JsonRecord[])[0]?.['reason']).toContain(reason);
    expect((await good('PUT', `${place}/${textOf(id)}`, part))['remarks']).toEqual(remarks);
    await good('DELETE', `${place}/${textOf(id)}`);
  }
  const nameless = await api.call('POST', '/elements/parts/objects', { body: {} });
  expect([nameless.status, nameless.object['message']]).toEqual([400, expect.stringContaining('name: found nothing')]);
  const model = { name: 'orders', swagger: { orders: { properties: { id: { type: 'string' } } } } };
  await good('POST', `${at}/models`, model);
  expect(await list(`${at}/models`)).toEqual([model]);
  expect((await good('GET', at))['model']).toEqual(model);
  await good('DELETE', `${at}/models`);
  expect(await refused('DELETE', `${at}/models`)).toEqual([404, 'connector.part_not_found']);
});

test('configuration entries are those of the document and those that every connector has', async () => {
  await good('POST', '/elements', { ...minimal('Entries'), resources: [orders] });
  const path = '/elements/entries/configuration';
  await good('POST', path, {
    key: 'region',
    name: 'Region',
    type: 'COMBO',
    options: [{ name: 'Europe', value: 'eu' }],
  });
  expect(await refused('POST', path, { body: { key: 'region', name: 'Again' } })).toEqual([400, 'request.malformed']);
  const dates = { updatedDateField: 'at', updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ssX" };
  const poller = { orders: { url: '/hubs/general/orders', idField: 'id', datesConfiguration: dates } };
  const sent = { name: 'Poller', type: 'TEXTAREA', defaultValue: JSON.stringify(poller) };
  expect(await good('PUT', `${path}/event.poller.configuration`, sent)).toMatchObject(sent);
  const entries = await list(path);
  const keys = entries.map(({ key }) => key);
  expect(keys.slice(0, 3)).toEqual(['base.url', 'region', 'event.poller.configuration']);
  expect(keys).toContain('event.notification.callback.url');
  expect(new Set(keys).size).toBe(keys.length);
  const metadata = await good('GET', '/elements/entries/metadata');
  expect(metadata['events']).toEqual({
    supported: true,
    methods: ['polling'],
    polling: { orders: { eventTypes: ['created', 'updated'], pollUrl: '/hubs/general/orders' } },
    webhook: {},
  });
  await good('DELETE', `${path}/region`);
  expect(await refused('DELETE', `${path}/region`)).toEqual([404, 'connector.part_not_found']);
  expect(await refused('DELETE', `${path}/event.notification.enabled`)).toEqual([404, 'connector.part_not_found']);
});

/** With members that nothing here knows. */
const imported = (): JsonRecord => ({
  ...minimal('Imported'),
  id: 4711,
  key: 'imported',
  active: true,
  elementMetadata: { usage: { traffic: 79_588 } },
  resources: [
    { ...orders, id: 1, hooks: [{ id: 2, type: 'preRequest', mimeType: 'application/javascript', body: 'done({})' }] },
    { ...orders, id: 3, method: 'POST', vendorMethod: 'POST', tryitoutDisable: false, hooks: [] },
  ],
  parameters: [],
  hooks: [{ id: 4, type: 'event', mimeType: 'application/javascript', body: 'done({events: []})' }],
});

test('what is imported is exported as it was, and what does not run is told with its place', async () => {
  const made = await good('POST', '/elements', imported());
  const remarks = made['remarks'] as JsonRecord[];
  const notRun = remarks.filter(({ outcome }) => outcome === 'notRun').map(({ path }) => path);
  expect(notRun).toEqual(['resources[1]']);
  expect(await list('/elements/imported/remarks')).toEqual(remarks);
  const file = await api.call('GET', '/elements/imported/export');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="imported.json"');
  expect(file.body).toEqual(imported());
  await good('PUT', '/elements/imported', file.body);
  expect((await api.call('GET', '/elements/imported/export')).body).toEqual(imported());
  expect(await refused('POST', '/elements', { body: imported() })).toEqual([409, 'connector.exists']);

  const other = await storeOtherOrganization(api.db);
  const asOther = { authorization: other.authorization };
  expect(await refused('GET', '/elements/imported', asOther)).toEqual([404, 'connector.not_found']);
  expect(await refused('PUT', `/elements/${textOf(made['id'])}`, { ...asOther, body: imported() })).toEqual([
    404,
    'connector.not_found',
  ]);
  expect((await api.call('POST', '/elements', { ...asOther, body: imported() })).status).toBe(200);
});

test('an imported connector whose address, kind of authentication and polls each instance says itself is used', async () => {
  const options = [{ value: 'basic' }, { value: 'custom' }];
  const polls = { '{objectName}': { url: '/hubs/general/{objectName}', idField: 'id' } };
  const ofGroup = (key: string, groupName: string) => ({ key, name: key, required: true, groupName });
  await good('POST', '/elements', {
    name: 'Stores',
    authentication: { type: 'custom' },
    configuration: [
      { key: 'base.url', name: 'URL', defaultValue: '{store.url}' },
      { key: 'store.url', name: 'Store', required: true },
      { key: 'authentication.type', name: 'Kind', type: 'COMBO', defaultValue: 'custom', options },
      ofGroup('api.token', 'custom'),
      ofGroup('password', 'basic'),
      { key: 'event.poller.configuration', name: 'Polls', defaultValue: JSON.stringify(polls) },
    ],
    resources: [orders, { ...orders, path: '/hubs/general/{objectName}', vendorPath: '/v1/{objectName}' }],
  });
  const values = { 'store.url': `${vendor.url}/`, 'event.notification.enabled': true };
  const make = (configuration: JsonRecord) =>
    api.call('POST', '/instances', {
      body: { name: 'Store', element: { key: 'stores' }, configuration: { ...values, ...configuration } },
    });
  expect((await make({})).object['issues']).toEqual([expect.objectContaining({ path: 'configuration.api.token' })]);
  const polled = { 'event.poller.configuration': { orders: { url: '/hubs/general/orders', idField: 'id' } } };
  const wrong = await make({ 'api.token': 't', 'store.url': 'acme', ...polled });
  const told = 'base.url is {store.url}: found "acme"; allowed: an http(s) URL';
  expect([wrong.status, wrong.object['message']]).toEqual([400, expect.stringContaining(told)]);
  for (const made of [
    await make({ 'api.token': 't' }),
    await make({ 'authentication.type': 'basic', password: 'p' }),
  ]) {
    expect(made.status).toBe(200);
    const answer = await api.call('GET', '/hubs/general/orders', { element: textOf(made.object['token']) });
    expect([answer.status, asked.at(-1)?.startsWith('/v1/orders')]).toEqual([200, true]);
  }
});

test('a change that is not right is told with its place, and nothing of it is written', async () => {
  await good('POST', '/elements', { ...minimal('Careful'), resources: [orders] });
  const before = await api.call('GET', '/elements/careful/export');
  const expectRefusal = (answer: Answer, path: string) =>
    expect([answer.status, (answer.object['issues'] as JsonRecord[])[0]?.['path']]).toEqual([400, path]);
  expectRefusal(
    await api.call('POST', '/elements/careful/resources', { body: { path: '/hubs/general/x' } }),
    'resources[1].method',
  );
  expectRefusal(await api.call('PUT', '/elements/careful', { body: { ...minimal('Careful'), hooks: 7 } }), 'hooks');
  expectRefusal(await api.call('PUT', '/elements/careful', { body: { ...minimal('Careful'), key: 'other' } }), 'key');
  expectRefusal(await api.call('POST', '/elements', { body: { ...minimal('?'), key: '' } }), 'name');
  expectRefusal(await api.call('POST', '/elements', { body: minimal('Metadata') }), 'key');
  const unstorable = await api.call('POST', '/elements', { body: minimal('a\0b') });
  expect([unstorable.status, unstorable.object['message']]).toEqual([400, expect.stringContaining('name: found')]);
  expectRefusal(await api.call('POST', '/elements/careful/hooks', { body: { body: 'done({})' } }), 'hooks[0].type');
  const after = await api.call('GET', '/elements/careful/export');
  expect([after.body, after.headers.get('etag')]).toEqual([before.body, before.headers.get('etag')]);
});

test('the second of two editors is told that the connector was changed', async () => {
  await good('POST', '/elements', minimal('Shared'));
  const etag = (await api.call('GET', '/elements/shared')).headers.get('etag') ?? '';
  expect(etag).toBe('"1"');
  for (const path of ['/configuration', '/remarks', '/metadata', '/setup'])
    expect((await api.call('GET', `/elements/shared${path}`)).headers.get('etag')).toBe(etag);
  const headers = { 'if-match': etag };
  const body = { ...minimal('Shared'), description: 'changed' };
  expect((await api.call('PUT', '/elements/shared', { body, headers })).headers.get('etag')).toBe('"2"');
  expect(await refused('PUT', '/elements/shared', { body, headers })).toEqual([409, 'connector.changed']);
  expect(await refused('DELETE', '/elements/shared', { headers })).toEqual([409, 'connector.changed']);
  expect(await refused('PUT', '/elements/shared', { body, headers: { 'if-match': '1' } })).toEqual([
    400,
    'request.malformed',
  ]);
  const many = [1, 2, 3, 4].map((part) => good('POST', '/elements/shared/objects', { name: `object ${part}` }));
  await Promise.all(many);
  expect(await list('/elements/shared/objects')).toHaveLength(4);
});

test('a connector that comes with the server answers as others do, and is cloned to be changed', async () => {
  const key = api.deps.catalog.shipped[0]?.key ?? '';
  for (const path of ['', '/export', '/configuration', '/hooks', '/parameters', '/resources', '/metadata', '/remarks'])
    expect((await api.call('GET', `/elements/${key}${path}`)).status).toBe(200);
  for (const [method, path] of [
    ['PUT', ''],
    ['DELETE', ''],
    ['PUT', '/active'],
    ['POST', '/hooks'],
  ] as const)
    expect(await refused(method, `/elements/${key}${path}`, { body: {} })).toEqual([403, 'connector.shipped']);
  const clone = await good('POST', `/elements/${key}/clone`);
  expect(clone).toMatchObject({ key: `${key}clone`, private: true, remarks: [] });
  expect((await good('POST', `/elements/${key}/clone`))['key']).toBe(`${key}clone2`);
  const named = await good('POST', `/elements/${key}clone/clone`, { key: 'mine', name: 'Mine' });
  expect(named).toMatchObject({ key: 'mine', name: 'Mine' });
  const { id: _own, ...resource } = (await list('/elements/mine/resources'))[0] ?? {};
  const { tidings: _native, ...plain } = resource;
  const [first] = await list('/elements/mine/resources');
  const at = `/elements/mine/resources/${textOf(first?.['id'])}`;
  expect(await refused('PUT', at, { body: { ...resource, vendorPath: '/other' } })).toEqual([
    409,
    'connector.unaffected',
  ]);
  for (const [list, part] of [
    [`${at}/parameters`, { name: 'x', type: 'value', vendorName: 'y', vendorType: 'query' }],
    ['/elements/mine/parameters', { name: 'q', type: 'value', vendorName: 'q', vendorType: 'query' }],
  ] as const)
    expect(await refused('POST', list, { body: part })).toEqual([409, 'connector.unaffected']);
  const document = await good('GET', '/elements/mine/export');
  const other = { ...document, authentication: { type: 'awsv4' } };
  expect(await refused('PUT', '/elements/mine', { body: other })).toEqual([409, 'connector.unaffected']);
  expect((await good('PUT', '/elements/mine', { ...other, description: 'changed' }))['remarks']).toEqual([
    expect.objectContaining({ path: 'authentication', outcome: 'ignored' }),
  ]);
  expect(await good('PUT', at, { ...plain, vendorPath: '/other' })).toMatchObject({ vendorPath: '/other' });
});

test('a connector with the key of one that comes with the server hides it, unless instances use that', async () => {
  const shipped = api.deps.catalog.shipped.find(({ authentication }) => authentication.type === 'apiKey');
  const key = shipped?.key ?? '';
  const document = { ...(await good('GET', `/elements/${key}/export`)), name: 'My own' };
  await good('POST', '/elements', document);
  expect((await good('GET', '/elements/keys'))[key]).toMatchObject({ name: 'My own' });
  await good('DELETE', `/elements/${key}`);
  expect((await good('GET', '/elements/keys'))[key]).toEqual({ id: shipped?.id, name: shipped?.name });
  const configuration = { 'api.key': 'k', 'base.url': vendor.url };
  await good('POST', '/elements', document);
  const hidden = { name: 'Hidden', element: { id: shipped?.id ?? 0 }, configuration };
  const answer = await api.call('POST', '/instances', { body: hidden });
  expect([answer.status, answer.object['message']]).toEqual([
    409,
    expect.stringContaining(`hides connector ${shipped?.id}`),
  ]);
  await good('DELETE', `/elements/${key}`);
  const instance = await good('POST', '/instances', { name: 'Shipped', element: { key }, configuration });
  expect(await refused('POST', '/elements', { body: document })).toEqual([409, 'connector.in_use']);
  await good('DELETE', `/instances/${textOf(instance['id'])}`);
});

test('lists are searched and read page by page, and resources are described as OpenAPI', async () => {
  await good('POST', '/elements', {
    ...minimal('Zebra'),
    hub: 'animals',
    resources: [{ ...orders, path: '/hubs/animals/orders' }],
  });
  expect((await list('/elements?hub=animals')).map(({ key }) => key)).toEqual(['zebra']);
  expect((await list('/elements/metadata?hub=animals')).map(({ key }) => key)).toEqual(['zebra']);
  const all = (await list('/elements')).map(({ key }) => textOf(key));
  expect(all).toEqual(all.toSorted((a, b) => (a < b ? -1 : 1)));
  const pages: unknown[] = [];
  for (let next: string | null = ''; next !== null;) {
    const answer: Answer = await api.call(
      'GET',
      `/elements?pageSize=3&nextPage=${encodeURIComponent(next)}`.replace(/&nextPage=$/, ''),
    );
    pages.push(...(answer.body as JsonRecord[]).map(({ key }) => key));
    next = answer.headers.get('elements-next-page-token');
  }
  expect(pages).toEqual(all);
  const document = await good('GET', '/elements/zebra/docs');
  expect(document).toMatchObject({ openapi: '3.0.3', info: { title: 'Zebra' } });
  expect(document['paths']).toHaveProperty(['/hubs/animals/orders', 'get', 'operationId'], 'getOrders');
  expect((await good('GET', '/elements/zebra/docs?operationId=nothing'))['paths']).toEqual({});
});

test('a document that is larger than it may be is refused before it is read', async () => {
  const body = { ...minimal('Huge'), resources: Array.from({ length: 1001 }, () => ({})) };
  expect(await refused('POST', '/elements', { body })).toEqual([400, 'connector.invalid']);
});

test('a hook is tried: what it would tell, what it has written, or where it failed', async () => {
  const secret = { key: 'app.secret', name: 'App secret', type: 'PASSWORD', defaultValue: 'very secret' };
  const body =
    "console.log(configuration['app.secret']); done({ events: [{ event_object_id: events.id, event_object_type: events.eventHeaders['X-Kind'] }] })";
  const document = minimal('Tried');
  await good('POST', '/elements', {
    ...document,
    configuration: [...(document['configuration'] as JsonValue[]), secret],
    hooks: [{ type: 'event', mimeType: 'application/javascript', body }],
  });
  const path = '/elements/tried/hooks/trial';
  const event = { event_object_id: 7, event_object_type: 'orders' };
  expect(await good('POST', path, { payload: { id: 7 }, headers: { 'x-kind': 'orders' } })).toEqual({
    events: [event],
    result: { events: [event] },
    log: ['********'],
    durationMs: expect.any(Number) as number,
  });
  const form = { payload: 'a[id]=5', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const said = await good('POST', path, { ...form, body: 'return { events: [], id: events.a.id }', legacy: true });
  expect(said).toMatchObject({ events: [], result: { id: '5' } });
  expect(await good('POST', path, { body: "\n oops(configuration['app.secret'])", payload: {} })).toMatchObject({
    error: { reason: 'thrown', line: 2, message: "ReferenceError: 'oops' is not defined" },
  });
  expect(await good('POST', path, { body: 'done({ events: [{ event_object_id: 1 }] })' })).toMatchObject({
    error: { reason: 'result', message: expect.stringContaining('events[0].event_object_type: found null') as string },
  });
});

test('a hook around a request is tried with a request and an answer that nobody sends', async () => {
  const path = '/elements/tried/hooks/trial';
  const pre =
    "done({ request_vendor_headers: { 'X-Sum': CE.md5(request_vendor_body) }, request_vendor_parameters: { a: 1 } })";
  const request = { url: '/rows?b=2', method: 'post', body: 'x' };
  expect(await good('POST', path, { hook: 'preRequest', body: pre, request })).toMatchObject({
    request: {
      method: 'POST',
      url: `${vendor.url}/rows?b=2&a=1`,
      headers: { 'x-sum': '9dd4e461268c8034f5c8564e155c67a6' },
    },
  });
  const post = 'done({ response_body: { rows: Object.values(response_body) } })';
  const response = { status: 201, body: { a: { id: 1 } } };
  expect(await good('POST', path, { hook: 'postRequest', body: post, response })).toMatchObject({
    response: { status: 201, body: { rows: [{ id: 1 }] } },
  });
  const leaves = "done({ request_vendor_url: 'https://evil.example' })";
  expect(await good('POST', path, { hook: 'preRequest', body: leaves })).toMatchObject({ error: { reason: 'result' } });
  const error = "done({ response_error_message: 'no such list' })";
  expect(await good('POST', path, { hook: 'postRequest', body: error })).toMatchObject({
    errorMessage: 'no such list',
  });
  for (const bad of [
    { hook: 'preRequest' },
    { hook: 'preRequest', resource: 'none', body: 'done()' },
    { kind: 'event' },
  ])
    expect(await refused('POST', path, { body: bad })).toEqual([400, 'request.malformed']);
});

test('who may only read changes nothing, and is shown no secret that a connector has', async () => {
  const secret = { key: 'app.secret', name: 'App secret', type: 'PASSWORD', defaultValue: 'very secret' };
  const made = await good('POST', '/elements', { ...minimal('Locked'), configuration: [secret] });
  expect(JSON.stringify(made)).toContain('very secret');
  const { entries } = await good('GET', '/elements/locked/setup');
  expect(entries).toContainEqual(
    expect.objectContaining({ key: 'app.secret', secret: true, defaultValue: null, hasDefault: true }),
  );
  await setRole('viewer');
  expect(await refused('POST', '/elements/locked/resources', { body: orders })).toEqual([403, 'access.denied']);
  expect(await refused('GET', '/elements/locked/resources')).toEqual([200, undefined]);
  const seen: Answer['body'][] = [];
  for (const path of ['', '/export', '/configuration', '/setup', '/metadata?expand=true']) {
    seen.push((await api.call('GET', `/elements/locked${path}`)).body);
  }
  const exported = seen[1] as JsonRecord;
  await setRole('admin');
  expect(JSON.stringify(seen)).not.toContain('very secret');
  expect(exported['configuration']).toEqual([{ ...secret, defaultValue: '********' }]);
  expect(await refused('POST', '/elements', { body: { ...exported, key: 'other' } })).toEqual([
    400,
    'connector.invalid',
  ]);
  await good('PUT', '/elements/locked', exported);
  expect(((await good('GET', '/elements/locked/export')) as JsonRecord)['configuration']).toEqual([secret]);
});

test('a mask that is sent back with another type shows nothing, neither of the connector nor of its instances', async () => {
  const secret = { key: 'app.pin', name: 'Pin', type: 'PASSWORD', defaultValue: 'canary default' };
  const masked = { name: 'Pin', type: 'TEXTFIELD_1000', defaultValue: '********' };
  const { configuration: address } = minimal('Masked');
  const withPin = (pin: JsonRecord) => ({ ...minimal('Masked'), configuration: [...(address as JsonRecord[]), pin] });
  await good('POST', '/elements', withPin(secret));
  const made = await good('POST', '/instances', {
    name: 'With a pin',
    element: { key: 'masked' },
    configuration: { ...credentials, 'app.pin': 'canary pin' },
  });
  const instance = `/instances/${Number(made['id'])}`;
  for (const [path, body] of [
    ['/elements/masked', withPin({ ...masked, key: 'app.pin' })],
    ['/elements/masked/configuration/app.pin', masked],
  ] as const) {
    const answer = await api.call('PUT', path, { body });
    expect(answer).toMatchObject({ status: 400, object: { code: 'connector.invalid' } });
    expect(JSON.stringify(answer.object)).not.toContain('canary');
  }
  await good('POST', '/elements/masked/resources', orders);
  expect((await good('GET', '/elements/masked/export'))['configuration']).toContainEqual(secret);
  await good('PUT', '/elements/masked/configuration/app.pin', { ...masked, defaultValue: 'an open one' });
  for (const configuration of [{ 'event.poller.refresh_interval': '30' }, { 'app.pin': '********' }])
    await good('PATCH', instance, { configuration });
  expect((await good('GET', instance))['configuration']).toMatchObject({ 'app.pin': '********' });
  const { configuration } = await api.db
    .selectFrom('instances')
    .select('configuration')
    .where('id', '=', Number(made['id']))
    .executeTakeFirstOrThrow();
  expect(configuration).not.toHaveProperty(['app.pin']);
  await good('PATCH', instance, { configuration: { 'app.pin': 'public' } });
  expect((await good('GET', instance))['configuration']).toMatchObject({ 'app.pin': 'public' });
});

test('a member changes a connector while only instances of his own use it, an admin always', async () => {
  await good('POST', '/elements', { ...minimal('Common'), resources: [orders] });
  await setRole('member');
  const own = await good('POST', '/instances', {
    name: 'Own',
    element: { key: 'common' },
    configuration: credentials,
  });
  const hook = { type: 'preRequest', mimeType: 'application/javascript', body: 'done({})' };
  await good('POST', '/elements/common/hooks', hook);
  const user = await api.db.selectFrom('users').selectAll().executeTakeFirstOrThrow();
  const { id: _id, ...copy } = user;
  const colleague = await api.db
    .insertInto('users')
    .values({ ...copy, email: 'grace@example.com', secret_hash: Buffer.from('other') })
    .returning('id')
    .executeTakeFirstOrThrow();
  const given = api.db.updateTable('instances').where('id', '=', Number(own['id']));
  await given.set({ user_id: colleague.id }).execute();
  expect(await refused('POST', '/elements/common/hooks', { body: hook })).toEqual([403, 'access.denied']);
  expect(await refused('DELETE', '/elements/common/active')).toEqual([403, 'access.denied']);
  await setRole('admin');
  await good('POST', '/elements/common/hooks', hook);
});

async function setRole(role: 'admin' | 'member' | 'viewer'): Promise<void> {
  await api.db.updateTable('users').where('email', '=', api.email).set({ role }).execute();
}

test('one call tells a list of connectors all it shows, and one more what a form for an instance is made of', async () => {
  const known = await list('/elements/metadata');
  expect(known.find(({ key }) => key === 'acton')).toMatchObject({
    private: false,
    resourceCount: 2,
    authentication: { kind: 'oauth2', grant: 'authorizationCode', consent: true },
  });
  for (const { key } of api.deps.catalog.shipped) {
    const setup = await good('GET', `/elements/${key}/setup`);
    expect([key, setup['guide']]).toEqual([key, expect.stringMatching(/^# /)]);
  }
  const acton = await good('GET', '/elements/acton/setup');
  expect(acton).toMatchObject({
    callbackUrl: `${api.url}/elements/api-v2/oauth/callback`,
    events: {
      mechanisms: ['polling'],
      leastRefreshMinutes: 1,
      pollerConfiguration: { contacts: { idField: '_contact_id_' } },
    },
    webhooks: null,
    resources: [
      { name: 'lists', path: '/hubs/marketing/lists', polled: false },
      { name: 'contacts', path: '/hubs/marketing/lists/{listId}/contacts', polled: true, tellsDeletions: false },
    ],
  });
  const entries = acton['entries'] as JsonRecord[];
  const groupOf = (key: string) => entries.find((entry) => entry['key'] === key)?.['group'];
  expect(['oauth.api.key', 'oauth.user.token', 'event.poller.start'].map(groupOf)).toEqual([
    'account',
    'tokens',
    'events',
  ]);
  expect(entries.filter(({ required }) => required).map(({ key }) => key)).toEqual([
    'oauth.api.key',
    'oauth.api.secret',
  ]);
  await good('POST', '/elements', minimal('Guideless'));
  expect(await good('GET', '/elements/guideless/setup')).toMatchObject({
    private: true,
    guide: null,
    callbackUrl: null,
  });
});
