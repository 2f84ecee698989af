import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { storedConnectors } from '../../src/catalog/build/stored-connectors.ts';
import type { BuiltConnectors } from '../../src/catalog/built-connectors.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import type { WebhookAnswer } from '../../src/model/telemetry.ts';
import { silentTelemetry } from '../../src/model/telemetry.ts';
import { sharedWebhookToken, webhookToken } from '../../src/model/webhook-address.ts';
import { insertInstance } from '../../src/store/insert-instance.ts';
import { startTestApi, testSealer, type TestApi } from '../kit/api.ts';
import { createManualClock } from '../kit/manual-clock.ts';
import { storeOtherOrganization } from '../kit/other-organization.ts';
import { hmacOf, webhookConnectors } from '../kit/webhook-connectors.ts';

const now = Date.UTC(2026, 0, 1);
const clock = createManualClock(now);
const answered: WebhookAnswer[] = [];
let woken = 0;
let api: TestApi;
let other: { organizationId: number; accountId: number; authorization: string };

beforeAll(async () => {
  const built: BuiltConnectors = {
    list: (organizationId) => storedConnectors(api.db).list(organizationId),
    heads: (organizationId) => storedConnectors(api.db).heads(organizationId),
    read: (id) => storedConnectors(api.db).read(id),
  };
  api = await startTestApi({
    clock,
    catalog: createCatalog({ clock, shipped: webhookConnectors, built }),
    telemetry: { ...silentTelemetry, webhookAnswered: (outcome) => answered.push(outcome) },
    wakeInbox: () => woken++,
  });
  other = await storeOtherOrganization(api.db);
});

beforeEach(async () => {
  await api.db.deleteFrom('instances').execute();
  answered.length = 0;
  woken = 0;
});

afterAll(() => api.close());

interface Made {
  configuration?: Record<string, string>;
  secrets?: Record<string, string>;
  organization?: { organizationId: number; accountId: number };
}

/** An instance that takes webhooks. */
async function anInstance(connectorKey: string, { configuration, secrets, organization }: Made = {}): Promise<number> {
  const user = await api.db
    .selectFrom('users')
    .selectAll()
    .orderBy('id')
    .$if(organization !== undefined, (query) => query.where('organization_id', '=', organization?.organizationId ?? 0))
    .executeTakeFirstOrThrow();
  return insertInstance(api.deps, {
    organizationId: user.organization_id,
    accountId: user.account_id,
    userId: user.id,
    connectorKey,
    name: connectorKey,
    tags: [],
    configuration: { 'event.notification.enabled': 'true', 'event.vendor.type': 'webhooks', ...configuration },
    secrets: { 'webhook.key': 'k1', ...secrets },
    externalAuthentication: 'none',
    now,
  });
}

const encoded = (id: number | string) => Buffer.from(String(id)).toString('base64');
const addressOf = (key: string, id: number) => `/${key}/${encoded(id)}`;
const secretAddressOf = (key: string, id: number) => `${addressOf(key, id)}?token=${webhookToken(testSealer, id)}`;

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

async function send(path: string, { method = 'POST', headers = {}, body }: Sent = {}) {
  const response = await fetch(`${api.url}/elements/api-v2/events${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
  });
  const text = await response.text();
  const code = response.headers.get('elements-error') ?? undefined;
  return { status: response.status, text, code, headers: response.headers };
}

/** What the provider of `signed` sends. */
const signed = (body: string, { key = 'k1', at = now, delivery = 'd1' } = {}): Sent => {
  const time = String(Math.floor(at / 1000));
  return {
    body,
    headers: { 'x-time': time, 'x-signature': hmacOf(key, `${time}.${body}`), 'x-delivery': delivery },
  };
};

const inbox = () => api.db.selectFrom('received_webhooks').selectAll().orderBy('id').execute();

test('a genuine webhook is in the inbox when it is answered, without its secrets', async () => {
  const id = await anInstance('signed');
  const sent = signed('{"id": 1}');
  const headers = { ...sent.headers, authorization: 'Basic x', cookie: 'c=1', 'x-kind': 'Row' };
  const answer = await send(`${addressOf('signed', id)}?shop=a&shop=b`, { ...sent, headers });
  expect(answer).toMatchObject({ status: 200, text: '{}' });
  const [row] = await inbox();
  expect(row).toMatchObject({
    instance_id: id,
    identity: 'id:d1',
    method: 'POST',
    query: { shop: 'b' },
    body: Buffer.from('{"id": 1}'),
    content_type: 'application/json',
    trusted: true,
    status: 'waiting',
    received_at_ms: now,
    next_attempt_at_ms: now,
  });
  expect(row?.headers).toMatchObject({ 'x-kind': 'Row', 'x-time': String(now / 1000) });
  expect(Object.keys(row?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
  expect(Object.keys(row?.headers ?? {}).filter((name) => /cookie|signature|authorization/.test(name))).toEqual([]);
  expect(answered).toEqual(['stored']);
  expect(woken).toBe(1);
});

test('a secret that the body shows proves where it comes from, and is not kept', async () => {
  const id = await anInstance('batched');
  const batch = (...states: string[]) => ({ value: states.map((state, index) => ({ id: index, state })), n: 1 });
  const post = (body: object) => send(addressOf('batched', id), { body: JSON.stringify(body) });
  expect((await post(batch('k1', 'k2'))).status).toBe(401);
  expect((await post(batch('k1', 'k1'))).status).toBe(200);
  const [row] = await inbox();
  expect(JSON.parse(String(row?.body))).toEqual(batch('********', '********'));
});

test('what is sent again is stored once, for each instance, and answered as the first time', async () => {
  const [a, b] = [await anInstance('signed'), await anInstance('signed')];
  for (const id of [a, a, b]) expect((await send(addressOf('signed', id), signed('{"id":1}'))).status).toBe(200);
  const together = await Promise.all(
    ['d2', 'd2', 'd3', 'd2'].map((delivery) => send(addressOf('signed', a), signed('{}', { delivery }))),
  );
  expect(together.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const rows = await inbox();
  expect(rows.map((row) => `${row.instance_id === a ? 'a' : 'b'} ${row.identity}`).toSorted()).toEqual([
    'a id:d1',
    'a id:d2',
    'a id:d3',
    'b id:d1',
  ]);
  expect(answered.filter((outcome) => outcome === 'duplicate')).toHaveLength(3);
});

test.each<[string, Sent]>([
  ['a flipped bit in the body', { ...signed('{"id":1}'), body: '{"id":0}' }],
  ['a flipped bit in the signature', { ...signed('{}'), headers: { ...signed('{}').headers, 'x-signature': '00' } }],
  ['another key', signed('{}', { key: 'k2' })],
  ['an old timestamp', signed('{}', { at: now - 301_000 })],
  ['a timestamp of the future', signed('{}', { at: now + 301_000 })],
  ['no signature', { body: '{}' }],
])('%s is refused with 401, and nothing is stored', async (_what, sent) => {
  const id = await anInstance('signed');
  expect(await send(addressOf('signed', id), sent)).toMatchObject({ status: 401, code: 'webhook.refused' });
  expect(await inbox()).toEqual([]);
  expect(answered).toEqual(['refused']);
  expect(woken).toBe(0);
});

test('a wrong address is answered with what is wrong about it, and nothing is stored', async () => {
  const id = await anInstance('signed');
  const off = await anInstance('signed', { configuration: { 'event.notification.enabled': 'false' } });
  const polling = await anInstance('signed', { configuration: { 'event.vendor.type': 'polling' } });
  const without = await anInstance('polled');
  const statuses: [string, number, string][] = [
    [addressOf('signed', 999_999), 404, 'instance.not_found'],
    ['/signed/bm90IGEgbnVtYmVy', 404, 'instance.not_found'],
    ['/signed/%00', 400, 'request.malformed'],
    [addressOf('hooked', id), 403, 'webhook.forbidden'],
    [addressOf('unheardof', id), 403, 'webhook.forbidden'],
    [addressOf('signed', off), 410, 'webhook.not_taken'],
    [addressOf('signed', polling), 410, 'webhook.not_taken'],
    [addressOf('polled', without), 404, 'connector.not_found'],
    ['/unheardof', 404, 'connector.not_found'],
    ['/polled', 404, 'connector.not_found'],
    ['/signed', 404, 'instance.not_found'],
    ['/shared', 404, 'instance.not_found'],
  ];
  for (const [path, status, code] of statuses)
    expect([path, await send(path, signed('{}'))]).toMatchObject([path, { status, code }]);
  expect(await inbox()).toEqual([]);
});

test('the id may be padded or not, and an instance that is disabled keeps what comes', async () => {
  const id = await anInstance('signed');
  await api.db.updateTable('instances').set({ disabled: true }).execute();
  for (const [place, name] of [encoded(id), encoded(id).replaceAll('=', '')].entries())
    expect((await send(`/signed/${name}`, signed('{}', { delivery: `d${place}` }))).status).toBe(200);
  expect(await inbox()).toHaveLength(2);
});

test('handshakes are answered, and a key that one brings is a key from then on', async () => {
  const id = await anInstance('signed', { secrets: { 'webhook.key': '' } });
  const address = addressOf('signed', id);
  const challenge = await send(`${address}?challenge=%3Cb%3E`, { method: 'GET' });
  expect(challenge).toMatchObject({ status: 200, text: '<b>' });
  expect(challenge.headers.get('content-type')).toMatch(/^text\/plain/);
  expect((await send(address, { method: 'HEAD' })).status).toBe(200);

  const handshake = { headers: { 'x-hook-secret': 'brought' }, body: '' };
  expect((await send(address, handshake)).status).toBe(403);
  expect((await send(address, signed('{}', { key: 'brought' }))).status).toBe(401);
  const echoed = await send(secretAddressOf('signed', id), handshake);
  expect([echoed.status, echoed.headers.get('x-hook-secret')]).toEqual([200, 'brought']);
  await send(secretAddressOf('signed', id), handshake);
  expect((await send(address, signed('{}', { key: 'brought' }))).status).toBe(200);
  const keys = await api.db.selectFrom('webhook_keys').selectAll().execute();
  expect(keys).toHaveLength(1);
  expect(keys[0]?.value_sealed.toString()).not.toContain('brought');
  expect(await inbox()).toHaveLength(1);
});

test('a notice tells, once, that a person has to copy a token, and where it is shown; only the secret address brings webhooks in', async () => {
  const id = await anInstance('secretaddress');
  const address = secretAddressOf('secretaddress', id);
  const first = { body: '{"verification_token":"secret_tMrl"}' };
  expect((await send(addressOf('secretaddress', id), first)).status).toBe(403);
  for (let turn = 0; turn < 2; turn++) expect((await send(address, first)).status).toBe(200);
  const { body: notices } = await api.call('GET', `/instances/${id}/notices`);
  const message = expect.stringContaining(`GET /instances/${id}/webhooks/keys`) as string;
  expect(notices).toMatchObject([{ kind: 'webhook.token', message }]);
  expect(JSON.stringify(notices)).not.toContain('secret_tMrl');
  const { body: keys } = await api.call('GET', `/instances/${id}/webhooks/keys`);
  expect(keys).toEqual([
    { name: 'verification.token', value: 'secret_tMrl', createdDate: new Date(now).toISOString() },
  ]);

  expect(await send(addressOf('secretaddress', id), { body: '{"id":1}' })).toMatchObject({ status: 403 });
  expect(await send(`${addressOf('secretaddress', id)}?token=x`, { body: '{"id":1}' })).toMatchObject({ status: 403 });
  expect((await send(address, { body: '{"id":1}' })).status).toBe(200);
  expect(await inbox()).toMatchObject([{ query: {}, trusted: false }]);
});

test('who knows the address of an instance cannot bring a second key, until the first is forgotten', async () => {
  const id = await anInstance('signed', { secrets: { 'webhook.key': '' } });
  const bring = (value: string) =>
    send(secretAddressOf('signed', id), { headers: { 'x-hook-secret': value }, body: '' });
  expect((await bring('genuine')).status).toBe(200);
  const refused = await bring('planted');
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('webhooks/keys') as string });
  expect(refused.headers.get('x-hook-secret')).toBeNull();
  expect((await bring('genuine')).status).toBe(200);
  expect((await send(addressOf('signed', id), signed('{}', { key: 'planted' }))).status).toBe(401);
  expect((await send(addressOf('signed', id), signed('{}', { key: 'genuine' }))).status).toBe(200);

  expect((await api.call('DELETE', `/instances/${id}/webhooks/keys`)).body).toEqual({ forgotten: 1 });
  expect((await bring('anew')).status).toBe(200);
  const withOwn = await anInstance('signed');
  const planted = { headers: { 'x-hook-secret': 'planted' }, body: '' };
  expect((await send(secretAddressOf('signed', withOwn), planted)).status).toBe(403);
});

test('a user who may only read sees neither keys nor the token of an address', async () => {
  const id = await anInstance('secretaddress');
  await send(secretAddressOf('secretaddress', id), { body: '{"verification_token":"secret_tMrl"}' });
  await api.db.updateTable('users').set({ role: 'viewer' }).execute();
  const asked = await Promise.all([
    api.call('GET', `/instances/${id}/webhooks/address`),
    api.call('GET', `/instances/${id}/webhooks/keys`),
    api.call('DELETE', `/instances/${id}/webhooks/keys`),
  ]).finally(() => api.db.updateTable('users').set({ role: 'admin' }).execute());
  expect(asked.map(({ status }) => status)).toEqual([200, 403, 403]);
  expect(JSON.stringify(asked[0].body)).toContain('?token=********');
  expect(JSON.stringify(asked)).not.toContain(webhookToken(testSealer, id));
  expect(JSON.stringify(asked)).not.toContain('secret_tMrl');
});

/** A registration of an instance that is asked for at this moment. */
const askForWebhooks = (instance_id: number) =>
  api.db
    .insertInto('webhook_registrations')
    .values({
      instance_id,
      name: 'all',
      status: 'wanted',
      digest: '',
      base_url: null,
      captured_sealed: null,
      fault: null,
      next_step_at_ms: now,
      lease_until_ms: null,
      renew_at_ms: null,
      check_at_ms: null,
      expires_at_ms: null,
      subscribed_at_ms: null,
      renewed_at_ms: null,
      checked_at_ms: null,
      created_at_ms: now,
    })
    .execute();

test('while webhooks are asked for, handshakes bring further keys; twenty of a name are kept', async () => {
  const id = await anInstance('signed', { secrets: { 'webhook.key': '' } });
  await askForWebhooks(id);
  for (let turn = 0; turn < 22; turn++)
    await send(secretAddressOf('signed', id), { headers: { 'x-hook-secret': `brought${turn}` }, body: '' });
  expect(await api.db.selectFrom('webhook_keys').selectAll().execute()).toHaveLength(20);
  expect((await send(addressOf('signed', id), signed('{}', { key: 'brought1' }))).status).toBe(401);
  expect((await send(addressOf('signed', id), signed('{}', { key: 'brought2' }))).status).toBe(200);
});

const shared = (body: object, key = 'k1'): Sent => {
  const text = JSON.stringify(body);
  return { body: text, headers: { 'x-signature': hmacOf(key, text) } };
};

test('one request for several accounts is split: each instance gets its own items alone, in every organisation', async () => {
  const a = await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const b = await anInstance('shared', { configuration: { 'team.id': 'B' } });
  const ofOther = await anInstance('shared', { configuration: { 'team.id': 'A' }, organization: other });
  const withOtherKey = await anInstance('shared', {
    configuration: { 'team.id': 'A' },
    secrets: { 'webhook.key': 'another' },
  });
  await anInstance('shared', { configuration: { 'team.id': 'A', 'event.notification.enabled': 'false' } });
  const items = [
    { team: 'A', id: 1 },
    { team: 'B', id: 2 },
    { team: 'A', id: 3 },
    { team: 'C', id: 4 },
  ];
  expect((await send('/shared', shared({ items, at: 5 }))).status).toBe(200);
  const rows = await inbox();
  const byInstance = new Map(rows.map((row) => [row.instance_id, JSON.parse(String(row.body)) as unknown]));
  expect(byInstance).toEqual(
    new Map([
      [a, { items: [items[0], items[2]], at: 5 }],
      [b, { items: [items[1]], at: 5 }],
      [ofOther, { items: [items[0], items[2]], at: 5 }],
    ]),
  );
  expect(byInstance.has(withOtherKey)).toBe(false);
  expect((await send('/shared', shared({ items, at: 5 }))).status).toBe(200);
  expect(await inbox()).toHaveLength(3);
});

test('a request for accounts that nobody has must be genuine all the same, and then is nobody’s', async () => {
  await anInstance('shared', { configuration: { 'team.id': 'A' } });
  for (const body of [{ items: [] }, { items: [{ team: 'Z', id: 1 }] }]) {
    expect((await send('/shared', shared(body))).status).toBe(200);
    expect(await send('/shared', shared(body, 'wrong'))).toMatchObject({ status: 401, code: 'webhook.refused' });
  }
  expect(await send('/shared', { body: '{"challenge":"c1"}' })).toMatchObject({ status: 200, text: 'c1' });
  expect(await inbox()).toEqual([]);
  expect(new Set(answered)).toEqual(new Set(['nobody', 'refused', 'handshake']));
});

/** A connector with the key of another one, which the other organisation has built: nothing of it is verified. */
async function buildOther(key: string, webhooks: object): Promise<string> {
  const connector = { authentication: { type: 'none' }, baseUrl: 'http://127.0.0.1:1', webhooks };
  const element = { name: key, key, hub: 'general', active: true, configuration: [], resources: [], parameters: [] };
  const response = await fetch(`${api.url}/elements/api-v2/elements`, {
    method: 'POST',
    headers: { authorization: other.authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ...element, tidings: { connector } }),
  });
  expect(response.status).toBe(200);
  return `/${key}?token=${sharedWebhookToken(testSealer, other.organizationId)}`;
}

test('what an organisation builds under the key of a connector sees, answers and decides nothing but what comes by its own address', async () => {
  const lax = {
    address: 'app',
    verify: { kind: 'none' },
    handshakes: [{ kind: 'echoField', field: 'kind' }],
    route: { value: 'items.0.team', entry: 'team.id' },
    rules: [],
  };
  const ownAddress = await buildOther('shared', lax);
  const mine = await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const theirs = await anInstance('shared', { configuration: { 'team.id': 'A' }, organization: other });
  const sent = shared({ kind: 'row.updated', items: [{ team: 'A', id: 1 }] });
  expect(await send('/shared', sent)).toMatchObject({ status: 200, text: '{}' });
  expect((await inbox()).map((row) => row.instance_id)).toEqual([mine]);
  expect((await send('/shared', { ...sent, headers: { 'x-signature': '00' } })).status).toBe(401);
  expect((await send('/shared', shared({ items: [{ team: 'Z' }] }, 'wrong'))).status).toBe(401);

  expect(await send(ownAddress, sent)).toMatchObject({ status: 200, text: 'row.updated' });
  expect((await send(ownAddress, { body: '{"items":[{"team":"A","id":2}]}' })).status).toBe(200);
  expect((await inbox()).map((row) => row.instance_id)).toEqual([mine, theirs]);
  const shown = await api.call('GET', `/instances/${theirs}/webhooks/address`, { authorization: other.authorization });
  expect(shown.object).toMatchObject({ sharedUrl: `${api.url}/elements/api-v2/events${ownAddress}` });
  await api.db.deleteFrom('connectors').execute();
});

test('instances of another organisation, however many, do not crowd mine out', async () => {
  const mine = await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const theirs = await anInstance('shared', { configuration: { 'team.id': 'A' }, organization: other });
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = 'instances' and column_name not in ('id', 'token_hash')`.execute(
    api.db,
  );
  const columns = sql.join(rows.map(({ name }) => sql.ref(name)));
  await sql`
    insert into instances (${columns}, token_hash)
    select ${columns}, sha256(('crowd' || n)::bytea) from instances, generate_series(1, 600) n where id = ${theirs}`.execute(
    api.db,
  );
  expect((await send('/shared', shared({ items: [{ team: 'A', id: 1 }] }))).status).toBe(200);
  expect((await inbox()).map((row) => row.instance_id)).toContain(mine);
});

test('a request that names more accounts, or ones that nobody can have, is no burden', async () => {
  await anInstance('secretteam', { secrets: { 'team.id': 'A' } });
  await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const many = (count: number) => shared({ items: Array.from({ length: count }, (_, id) => ({ team: `t${id}` })) });
  expect((await send('/secretteam', many(100))).status).toBe(200);
  expect(await send('/secretteam', many(101))).toMatchObject({ status: 413, code: 'request.too_large' });
  expect(await send('/shared', many(1_001))).toMatchObject({ status: 413, code: 'request.too_large' });
  for (const team of ['A\0', '\ud800']) expect((await send('/shared', shared({ items: [{ team }] }))).status).toBe(200);
  expect(await send('/shared', { body: JSON.stringify({ challenge: 'c'.repeat(70_000) }) })).toMatchObject({
    status: 401,
  });
  expect(await inbox()).toEqual([]);
});

test('one request is not stored for so many instances that it is more than 8 MB', async () => {
  const ids = await Promise.all(Array.from({ length: 9 }, () => anInstance('hooked')));
  const body = `"${'a'.repeat(1024 * 1024)}"`;
  const named = { 'element-instances': ids.join(',') };
  expect(await send('/hooked', { body, headers: named })).toMatchObject({ status: 413, code: 'request.too_large' });
  for (const _ of ids) await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const large = shared({ items: [{ team: 'A', text: body }] });
  expect(await send('/shared', large)).toMatchObject({ status: 413, code: 'request.too_large' });
  const beside = shared({ items: [{ team: 'A' }, { team: 'B' }], text: body });
  expect(await send('/shared', beside)).toMatchObject({ status: 413, code: 'request.too_large' });
  expect(await inbox()).toEqual([]);
});

test('whose a request is, and what its bytes prove, is found out before it is decompressed and read', async () => {
  const id = await anInstance('signed');
  const broken = { body: 'x', headers: { 'content-encoding': 'gzip' } };
  expect((await send('/unheardof', broken)).status).toBe(404);
  expect((await send(addressOf('signed', 999_999), broken)).status).toBe(404);
  expect((await send(addressOf('hooked', id), broken)).status).toBe(403);
  expect((await send(addressOf('signed', id), { body: '{"id":' })).status).toBe(401);
  const bomb = gzipSync(' '.repeat(2 * 1024 * 1024));
  expect(await send(addressOf('signed', id), { ...broken, body: bomb })).toMatchObject({ status: 413 });
});

test('the address of an instance takes the whole body, whoever else it names', async () => {
  const id = await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const sent = shared({ items: [{ team: 'B', id: 1 }] });
  expect((await send(addressOf('shared', id), sent)).status).toBe(200);
  expect((await inbox())[0]?.body).toEqual(Buffer.from(String(sent.body)));
});

test('an account that is known by a secret is found too; a provider that wants an answer without a body gets none', async () => {
  const a = await anInstance('secretteam', { secrets: { 'team.id': 'A' } });
  await anInstance('secretteam', { secrets: { 'team.id': 'B' } });
  expect(await send('/secretteam', shared({ items: [{ team: 'A', id: 1 }] }))).toMatchObject({ status: 200, text: '' });
  expect((await inbox()).map((row) => row.instance_id)).toEqual([a]);
});

test('Element-Instances names the instances; those of other connectors, or with other keys, get nothing', async () => {
  const [a, b] = [await anInstance('signed'), await anInstance('signed')];
  const withOtherKey = await anInstance('signed', { secrets: { 'webhook.key': 'another' } });
  const ofOtherConnector = await anInstance('hooked');
  const named = [a, withOtherKey, ofOtherConnector, 999_999, b, a].join(', ');
  const sent = signed('{"objects":[]}');
  const answer = await send('/signed', { ...sent, headers: { ...sent.headers, 'Element-Instances': named } });
  expect(answer.status).toBe(200);
  expect((await inbox()).map((row) => row.instance_id)).toEqual([a, b]);
  const withNames = (names: string) => ({ ...sent, headers: { ...sent.headers, 'Element-Instances': names } });
  expect(await send('/signed', withNames('x'))).toMatchObject({ status: 404, code: 'instance.not_found' });
  expect(await send('/signed', withNames(String(ofOtherConnector)))).toMatchObject({ status: 403 });
  expect(await send('/signed', withNames('1,'.repeat(21)))).toMatchObject({ status: 400, code: 'request.malformed' });
});

test('forms, queries, empty and compressed bodies are taken, and with a hook whatever is sent', async () => {
  const id = await anInstance('hooked');
  const address = addressOf('hooked', id);
  const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'userId=1&event=uploaded' };
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
  expect((await send(address, form)).status).toBe(200);
  expect((await send(`${address}?ticket=${encodeURIComponent('{"id":1}')}`, { method: 'GET' })).status).toBe(200);
  expect((await send(address)).status).toBe(200);
  expect((await send(address, { body: bytes, headers: { 'content-type': 'application/octet-stream' } })).status).toBe(
    200,
  );
  expect((await send(address, { body: gzipSync('{"id":1}'), headers: { 'content-encoding': 'gzip' } })).status).toBe(
    200,
  );
  expect((await send(address, { method: 'GET' })).status).toBe(200);
  const rows = await inbox();
  expect(rows.map(({ method, query, body }) => [method, query, body?.toString('latin1')])).toEqual([
    ['POST', {}, 'userId=1&event=uploaded'],
    ['GET', { ticket: '{"id":1}' }, ''],
    ['POST', {}, ''],
    ['POST', {}, bytes.toString('latin1')],
    ['POST', {}, '{"id":1}'],
  ]);
  expect(rows.every(({ trusted, identity }) => !trusted && identity === null)).toBe(true);
});

test('a body that is too large, cannot be read, or is sent by another method is refused', async () => {
  const id = await anInstance('secretaddress');
  const address = secretAddressOf('secretaddress', id);
  const large = ' '.repeat(8 * 1024 * 1024 + 1);
  const encoding = (name: string) => ({ headers: { 'content-encoding': name } });
  expect(await send(address, { body: large })).toMatchObject({ status: 413, code: 'request.too_large' });
  expect(await send(address, { body: gzipSync(large), ...encoding('gzip') })).toMatchObject({ status: 413 });
  expect(await send(address, { body: 'x', ...encoding('gzip') })).toMatchObject({ status: 400 });
  expect(await send(address, { body: 'x', ...encoding('zebra') })).toMatchObject({ status: 415 });
  expect(await send(address, { body: '{"id":' })).toMatchObject({ status: 400, code: 'request.malformed' });
  expect((await send(address, { method: 'HEAD' })).status).toBe(405);
  expect((await send(address, { method: 'PUT', body: '{}' })).status).toBe(404);
  expect(await inbox()).toEqual([]);
});

test('what could not be stored is not acknowledged, so that the provider sends it again', async () => {
  const id = await anInstance('signed');
  await api.db.schema.alterTable('received_webhooks').renameTo('hidden').execute();
  const broken = await send(addressOf('signed', id), signed('{}')).finally(() =>
    api.db.schema.alterTable('hidden').renameTo('received_webhooks').execute(),
  );
  expect(broken.status).toBe(500);
  expect(answered).toEqual(['failed']);
  expect(broken.text).not.toContain('k1');
});

test('what came in is listed, looked at, and tried again where it failed', async () => {
  const id = await anInstance('signed');
  for (const delivery of ['d1', 'd2', 'd3']) await send(addressOf('signed', id), signed('{"é":1}', { delivery }));
  const [first, second] = await inbox();
  const fault = JSON.stringify({ code: 'hook.failed', message: 'line 3' });
  await api.db
    .updateTable('received_webhooks')
    .set({ status: 'failed', fault, attempts: 2, finished_at_ms: now + 1000 })
    .where('id', 'in', [first?.id ?? 0, second?.id ?? 0])
    .execute();

  const list = await api.call('GET', `/instances/${id}/webhooks?status=failed&pageSize=1`);
  expect(list.body).toMatchObject([
    { id: second?.id, status: 'failed', size: 8, verified: true, error: { code: 'hook.failed', message: 'line 3' } },
  ]);
  expect(list.headers.get('elements-total-count')).toBe('2');
  const nextPage = encodeURIComponent(list.headers.get('elements-next-page-token') ?? '');
  const next = await api.call('GET', `/instances/${id}/webhooks?status=failed&pageSize=1&nextPage=${nextPage}`);
  expect(next.body).toMatchObject([{ id: first?.id, finishedDate: '2026-01-01T00:00:01.000Z', nextAttemptDate: null }]);
  expect((await api.call('GET', `/instances/${id}/webhooks?since=${now + 1}`)).body).toEqual([]);

  const path = `/instances/${id}/webhooks/${first?.id}`;
  expect((await api.call('GET', path)).body).toMatchObject({ body: '{"é":1}', bodyEncoding: 'text', method: 'POST' });
  expect((await api.call('POST', `${path}/retry`)).body).toMatchObject({ status: 'waiting', attempts: 0, error: null });
  expect((await api.call('POST', `${path}/retry`)).object).toMatchObject({ code: 'webhook.not_failed' });
  expect((await api.call('POST', `/instances/${id}/webhooks/retry`)).body).toEqual({ retried: 1 });
  expect((await api.call('GET', `/instances/${id}/webhooks?status=failed`)).body).toEqual([]);
  expect((await api.call('GET', `/instances/${id}/webhooks/0`)).object).toMatchObject({ code: 'webhook.not_found' });
  const stranger = { authorization: other.authorization };
  expect((await api.call('GET', path, stranger)).object).toMatchObject({ code: 'instance.not_found' });
});

test('the address to enter at the provider is told with what the connector expects', async () => {
  const id = await anInstance('shared', { configuration: { 'team.id': 'A' } });
  const { object } = await api.call('GET', `/instances/${id}/webhooks/address`);
  const path = '/elements/api-v2/events/shared';
  expect(object).toEqual({
    url: `${api.url}${path}/${encoded(id).replaceAll('=', '')}?token=${webhookToken(testSealer, id)}`,
    sharedUrl: `${api.url}${path}`,
    taken: true,
    verification: ['hmac'],
    keys: [{ name: 'webhook.key', known: true }],
    handshakes: ['echoField'],
    registersItself: false,
    missing: [],
  });
  const polled = await anInstance('polled');
  expect((await api.call('GET', `/instances/${polled}/webhooks/address`)).object).toMatchObject({
    code: 'webhook.not_taken',
  });
});
