import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import { noBuiltConnectors } from '../../src/catalog/built-connectors.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { Connector } from '../../src/model/connector.ts';
import { forgetOldestFlows } from '../../src/store/connect-flows.ts';
import { createRetentionStore } from '../../src/store/retention-store.ts';
import { startTestApi, textOf, type TestApi } from '../kit/api.ts';
import { answerJson, bodyOf, listen, type TestServer } from '../kit/listen.ts';
import { testConnector } from '../kit/test-connector.ts';

let api: TestApi;
let simulator: Simulator;
let vendor: TestServer;
/** What the vendor was asked, as `GET /me`. */
let asked: string[] = [];
/** Statuses that the vendor answers instead of 200. */
let statuses: Record<string, number> = {};
/** Where the account of the vendor is said to be. */
let home = '';
const sites = [
  { id: 7, url: 'one.example' },
  { id: 8, url: 'two.example' },
];
const returnUrl = 'https://app.example.com/done?tab=1';

beforeAll(async () => {
  simulator = await startSimulator();
  vendor = await listen((request, response) => {
    const place = `${request.method} ${request.url?.split('?')[0]}`;
    asked.push(place);
    if (!request.headers.authorization && !request.headers['x-key'])
      return answerJson(response, 401, { message: 'no token' });
    if (place === 'POST /request') return void response.end('oauth_token=rt&oauth_token_secret=rs');
    if (place === 'POST /access') return void response.end('oauth_token=at&oauth_token_secret=as');
    void bodyOf(request).then((body) => {
      if (body !== '') asked.push(body);
      answerJson(response, statuses[place] ?? 200, place === 'GET /sites' ? sites : { name: 'Ada', home });
    });
  });
  const catalog = createCatalog({
    clock,
    shipped: [byCode(), byOAuth1(), byKey(), byServer(), byHook()],
    built: noBuiltConnectors,
  });
  api = await startTestApi({ catalog, publicUrl: undefined });
});
afterAll(() => Promise.all([api.close(), simulator.close(), vendor.close()]));
beforeEach(() => {
  asked = [];
  statuses = {};
  home = vendor.url;
});

const byCode = (): Connector =>
  testConnector(
    {},
    {
      id: 501,
      key: 'consent',
      name: 'Consent',
      baseUrl: vendor.url,
      authentication: {
        type: 'oauth2',
        authorizationUrl: simulator.salesloft.authorizationUrl,
        tokenUrl: simulator.salesloft.tokenUrl,
        pkce: true,
      },
      lifecycle: {
        connect: [
          {
            request: { path: '/sites' },
            select: { list: '', field: 'url', equals: '{site.url}' },
            capture: { 'site.id': 'id', 'site.url': 'url' },
          },
          { request: { method: 'POST', path: '/sites/{site.id}/hook', body: { site: '{site.url}' } } },
        ],
        validate: { request: { path: '/me' }, successWhen: { path: 'name', equals: 'Ada' } },
        remove: [{ request: { method: 'DELETE', path: '/sites/{site.id}/hook' } }],
      },
    },
  );

const byOAuth1 = (): Connector =>
  testConnector(
    {},
    {
      id: 502,
      key: 'signed',
      name: 'Signed',
      baseUrl: vendor.url,
      authentication: {
        type: 'oauth1',
        requestTokenUrl: `${vendor.url}/request`,
        authorizationUrl: `${vendor.url}/allow`,
        accessTokenUrl: `${vendor.url}/access`,
      },
      lifecycle: { validate: { request: { path: '/me' } } },
    },
  );

const byKey = (): Connector =>
  testConnector(
    {},
    { id: 503, key: 'keyed', baseUrl: vendor.url, lifecycle: { validate: { request: { path: '/me' } } } },
  );

/** What the vendor says of the account is found out by code. */
const byHook = (): Connector => {
  const body =
    "done({ configuration: { 'account.id': 7, 'site.pin': '1234', ...JSON.parse(configuration['also'] || '{}') } })";
  const also = { key: 'also', name: 'Also', type: 'TEXTAREA' };
  const lifecycle = { connect: [{ request: { path: '/me' }, hooks: { postRequest: { body } } }] };
  const configuration = [also, { key: 'account.id', name: 'Account', type: 'TEXTFIELD_32' }];
  return testConnector({}, { id: 505, key: 'hooked', baseUrl: vendor.url, configuration, lifecycle });
};

/** Each account is in one of several data centres: the redirect tells where tokens come from, the vendor where its API is. */
const byServer = (): Connector => {
  const { origin, pathname } = new URL(simulator.salesloft.tokenUrl);
  return testConnector(
    {},
    {
      id: 504,
      key: 'centred',
      authentication: {
        type: 'oauth2',
        authorizationUrl: simulator.salesloft.authorizationUrl,
        tokenUrl: `{accounts.server}${pathname}`,
        capture: { redirect: { 'accounts.server': { parameter: 'server', allowed: [origin] } } },
      },
      lifecycle: { connect: [{ request: { path: `${vendor.url}/me` }, capture: { 'base.url': 'home' } }] },
    },
  );
};

const client = (more: JsonRecord = {}): JsonRecord => ({
  'oauth.api.key': simulator.salesloft.clientId,
  'oauth.api.secret': simulator.salesloft.clientSecret,
  ...more,
});

/** Asks for a consent; answers the page to open and its state. */
async function start(body: JsonRecord = {}, key = 'consent'): Promise<{ url: URL; state: string }> {
  const { status, object } = await api.call('POST', `/elements/${key}/connect`, {
    body: { configuration: client(), ...body },
  });
  expect([status, object['message']]).toEqual([200, undefined]);
  return { url: new URL(textOf(object['connectUrl'])), state: textOf(object['state']) };
}

const open = (url: URL | string) => fetch(url, { redirect: 'manual' });

/** What the user's browser does at the provider: where it is sent back to. */
async function consent(url: URL, answer = 'approve'): Promise<string> {
  url.searchParams.set('auto', answer);
  return (await open(url)).headers.get('location') ?? '';
}

const statusOf = async (state: string, key = 'consent') =>
  (await api.call('GET', `/elements/${key}/connect/${state}`)).object;
const instances = async () => (await api.call('GET', '/elements/consent/instances')).body as JsonRecord[];

test('a user who consents has an instance, with what the provider tells of the account', async () => {
  const { url, state } = await start({
    name: 'Ada',
    tags: ['a'],
    returnUrl,
    configuration: client({ 'site.url': 'two.example' }),
  });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    redirect_uri: `${api.url}/elements/api-v2/oauth/callback`,
    code_challenge_method: 'S256',
    state,
  });
  expect(await statusOf(state)).toMatchObject({ status: 'waiting', instanceId: null, error: null });
  const back = await consent(url);
  // Link checkers and previews of messages send HEAD.
  expect((await fetch(back, { method: 'HEAD', redirect: 'manual' })).status).toBe(404);
  const sent = await open(back);
  const target = new URL(sent.headers.get('location') ?? '');
  expect([sent.status, target.origin, target.searchParams.get('tab'), target.searchParams.get('status')]).toEqual([
    303,
    'https://app.example.com',
    '1',
    'connected',
  ]);
  expect(sent.headers.get('referrer-policy')).toBe('no-referrer');
  const id = target.searchParams.get('instanceId') ?? '';
  const { object } = await api.call('GET', `/instances/${id}`);
  const connected = { status: 'connected', instanceId: Number(id), token: object['token'], error: null };
  expect(await statusOf(state)).toMatchObject(connected);
  expect(object).toMatchObject({ name: 'Ada', tags: ['a'], valid: true });
  expect(object['configuration']).toMatchObject({ 'site.id': '8', 'oauth.callback.url': null });
  expect(asked).toEqual(['GET /sites', 'POST /sites/8/hook', '{"site":"two.example"}', 'GET /me']);
  const rows = await api.db.selectFrom('connect_flows').select('request_sealed').execute();
  expect(rows.every(({ request_sealed: sealed }) => sealed.length === 0)).toBe(true);

  // What the provider told stays when the rest is replaced.
  const replaced = await api.call('PUT', `/instances/${id}`, { body: { configuration: client() } });
  expect(replaced.object['configuration']).toMatchObject({ 'site.id': '8', 'site.url': 'two.example' });
  expect((await api.call('GET', `/elements/keyed/connect/${state}`)).object['code']).toBe('connect.not_found');

  statuses = { 'DELETE /sites/8/hook': 500 };
  const deleted = await api.call('DELETE', `/instances/${id}`);
  expect([deleted.status, deleted.headers.get('elements-warning')]).toEqual([
    200,
    expect.stringContaining('lifecycle.remove[0]: '),
  ]);
  expect((await api.call('GET', `/instances/${id}`)).status).toBe(404);
});

test('a state is good once: two callbacks at once make one instance, and the second gets a page', async () => {
  const { url } = await start({ name: 'Twice' });
  const back = await consent(url);
  const pages = await Promise.all([open(back), open(back)]);
  const third = await open(back);
  expect((await instances()).filter(({ name }) => name === 'Twice')).toHaveLength(1);
  expect(pages.map(({ status }) => status)).toContain(200);
  expect(simulator.salesloft.tokenCalls().refused).toBe(0);
  const html = await third.text();
  expect([third.status, third.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(third.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('connected already');
});

test('a user who says no is told so, and whoever asked', async () => {
  const first = await start({ returnUrl });
  const sent = new URL((await open(await consent(first.url, 'deny'))).headers.get('location') ?? '');
  expect(Object.fromEntries(sent.searchParams)).toEqual({ tab: '1', status: 'failed', error: 'authorization.refused' });
  expect(await statusOf(first.state)).toMatchObject({ status: 'failed', error: { code: 'authorization.refused' } });

  const { state } = await start();
  const query = new URLSearchParams({ state, error: '<script>', error_description: '<b>\0' });
  const page = await open(`${api.url}/oauth/callback?${query.toString()}`);
  const html = await page.text();
  expect([page.status, html.includes('<script'), html.includes('&lt;script&gt;')]).toEqual([400, false, true]);
  expect(await statusOf(state)).toMatchObject({ status: 'failed', error: { providerMessage: '<b>\uFFFD' } });
  expect(asked).toEqual([]);
});

test('an account of another data centre is connected there, and nowhere else whatever the redirect says', async () => {
  const { origin } = new URL(simulator.salesloft.tokenUrl);
  const comeBack = async (server: string): Promise<JsonRecord> => {
    const { url, state } = await start({ name: 'Centred' }, 'centred');
    const back = new URL(await consent(url));
    back.searchParams.set('server', server);
    await open(back);
    return statusOf(state, 'centred');
  };
  const misled = await comeBack(vendor.url);
  expect(misled).toMatchObject({ status: 'failed', error: { code: 'configuration.invalid' } });
  expect([JSON.stringify(misled).includes('providerData.server'), asked]).toEqual([true, []]);

  home = 'http://10.0.0.1';
  expect(await comeBack(origin)).toMatchObject({ status: 'failed', error: { code: 'address.refused' } });

  home = vendor.url;
  const { status, instanceId } = await comeBack(origin);
  const { object } = await api.call('GET', `/instances/${textOf(instanceId)}`);
  expect([status, object['configuration']]).toMatchObject([
    'connected',
    { 'accounts.server': origin, 'base.url': vendor.url },
  ]);
});

test('a state that nobody made, that is missing or that has expired connects nothing', async () => {
  const { url, state } = await start();
  const back = await consent(url);
  await api.db
    .updateTable('connect_flows')
    .set({ expires_at_ms: clock.now() - 1 })
    .where('status', '=', 'waiting')
    .execute();
  const before = (await instances()).length;
  const paths = [back, `${api.url}/oauth/callback`, `${api.url}/oauth/callback?state=x&code=y&state=z`];
  for (const path of paths) {
    const page = await open(path);
    expect([page.status, (await page.text()).includes('This link is not valid')]).toEqual([400, true]);
  }
  expect((await instances()).length).toBe(before);
  expect(await statusOf(state)).toMatchObject({ status: 'failed', error: { code: 'connect.expired' } });
});

test('nothing is made of an account that the provider does not let in', async () => {
  statuses = { 'GET /me': 403 };
  const { url, state } = await start({ name: 'Refused' });
  const page = await open(await consent(url));
  expect([page.status, (await page.text()).includes('Not connected')]).toEqual([502, true]);
  const { error } = await statusOf(state);
  expect(error).toMatchObject({ code: 'provider.refused', message: expect.stringContaining('lifecycle.validate: ') });
  const other = await start({ name: 'Refused', configuration: client({ 'site.url': 'none.example' }) });
  await open(await consent(other.url));
  expect((await statusOf(other.state))['error']).toMatchObject({
    code: 'configuration.invalid',
    message:
      'lifecycle.connect[0]: configuration.site.url: found "none.example", which no url of the account is; allowed: one.example, two.example',
  });
  expect((await api.call('GET', '/instances?searchText=Refused')).status).toBe(404);
});

test('a connector without tokens is asked again when the key changes, and only then', async () => {
  const body = { element: { key: 'keyed' }, name: 'Keyed', configuration: { 'api.key': 'k' } };
  const made = await api.call('POST', '/instances', { body });
  expect([made.status, asked]).toEqual([200, ['GET /me']]);
  const path = `/instances/${textOf(made.object['id'])}`;
  expect((await api.call('PATCH', path, { body: { name: 'Other', configuration: { color: 'red' } } })).status).toBe(
    200,
  );
  expect(asked).toEqual(['GET /me']);
  statuses = { 'GET /me': 401 };
  const refused = await api.call('PATCH', path, { body: { configuration: { 'api.key': 'wrong' } } });
  expect([refused.object['code'], asked.length]).toEqual(['provider.unauthorized', 2]);
  expect((await api.call('DELETE', path)).headers.has('elements-warning')).toBe(false);
});

test('a flow that the server did not end is told as interrupted', async () => {
  const { url, state } = await start();
  await api.db
    .updateTable('connect_flows')
    .set({ status: 'spent', spent_at_ms: clock.now() - 6 * 60_000 })
    .where('status', '=', 'waiting')
    .execute();
  expect(await statusOf(state)).toMatchObject({ status: 'failed', error: { code: 'connect.interrupted' } });
  expect((await open(await consent(url))).status).toBe(409);
  const retention = createRetentionStore(api.db);
  const before = await retention.forgetConnectFlows({ now: clock.now(), limit: 1000 });
  const flows = await api.db.selectFrom('connect_flows').select('status').execute();
  const dayLater = await retention.forgetConnectFlows({ now: clock.now() + 25 * 3_600_000, limit: 1000 });
  expect([before, dayLater]).toEqual([0, flows.length]);
});

test('the loss of a connection is told once, and so is its return', async () => {
  const { url, state } = await start({ name: 'Lost' });
  await open(await consent(url));
  const id = Number((await statusOf(state))['instanceId']);
  const path = `/instances/${id}`;
  const { object } = await api.call('GET', path);
  simulator.salesloft.revokeTokens();
  statuses = { 'GET /rows': 401 };
  for (const place of ['/hubs/general/rows', '/hubs/general/rows?pageSize=1', '/rows']) {
    const refused = await api.call('GET', place, { element: textOf(object['token']) });
    expect([refused.status, refused.object['code'], refused.object['message']]).toEqual([
      401,
      'instance.reconnect',
      `Instance ${id} must be connected to its provider again: authorize, and send the new code with PUT or PATCH.`,
    ]);
    expect(refused.headers.get('elements-element-instance-id')).toBe(textOf(id));
  }
  expect(asked.filter((request) => request === 'GET /rows')).toHaveLength(1);
  const wrong = await api.call('POST', '/elements/keyed/connect', { body: { instanceId: id } });
  expect(wrong.object['message']).toContain('which is an instance of consent');
  const again = await start({ instanceId: id, configuration: {} });
  await open(await consent(again.url));
  expect(await statusOf(again.state)).toMatchObject({ status: 'connected', instanceId: id, token: null });
  expect((await api.call('GET', path)).object).toMatchObject({ name: 'Lost', valid: true, warnings: [] });
  const notices = (await api.call('GET', `${path}/notices`)).body as JsonRecord[];
  expect(notices.map(({ kind }) => kind)).toEqual(['connection.restored', 'connection.lost']);
  const told = await api.db
    .selectFrom('notifications')
    .select(['message', 'severity'])
    .where('topic', '=', `instance-${id}-consent-connection`)
    .orderBy('id')
    .execute();
  expect(told).toMatchObject([
    { severity: 'high', message: { connection: 'lost', instanceId: id, elementKey: 'consent', name: 'Lost' } },
    { severity: 'low', message: { connection: 'restored', reason: null } },
  ]);
});

test('a caller that shows the consent page itself sends the state with the code, or the verifier it made', async () => {
  const callbackUrl = 'https://app.example.com/callback';
  const query = new URLSearchParams({
    apiKey: simulator.salesloft.clientId,
    apiSecret: simulator.salesloft.clientSecret,
    callbackUrl,
    callbackProxy: 'x',
    state: 'mine',
  });
  const page = await api.call('GET', `/elements/consent/oauth/url?${query.toString()}`);
  expect(page.object).toMatchObject({ element: 'consent', warnings: [{ path: 'callbackProxy' }] });
  const back = new URL(await consent(new URL(textOf(page.object['oauthUrl']))));
  const code = back.searchParams.get('code');
  const body = {
    element: { key: 'consent' },
    name: 'Two steps',
    configuration: client({ 'oauth.callback.url': callbackUrl }),
  };
  const without = await api.call('POST', '/instances', { body: { ...body, providerData: { code } } });
  expect(without.object['message']).toContain('providerData.code_verifier is missing');
  const made = await api.call('POST', '/instances', { body: { ...body, providerData: { code, state: 'mine' } } });
  expect([made.status, made.object['valid']]).toEqual([200, true]);
  expect(await open(`${api.url}/oauth/callback?state=mine&code=x`)).toMatchObject({ status: 400 });
});

test('that the provider sends the user elsewhere is said before he is asked', async () => {
  const configuration = client({ 'oauth.callback.url': 'https://app.example.com/back' });
  const { object } = await api.call('POST', '/elements/consent/connect', { body: { configuration } });
  const message = expect.stringContaining('sends the user to https://app.example.com/back') as string;
  expect(object['warnings']).toEqual([{ path: 'configuration.oauth.callback.url', message }]);
  const ours = await api.call('POST', '/elements/consent/connect', { body: { configuration: client() } });
  expect(ours.object['warnings']).toEqual([]);
});

test('with OAuth 1 the consent is for a request token, in the same flow and in two steps', async () => {
  const configuration = { 'oauth.api.key': 'key', 'oauth.api.secret': 'secret' };
  const { url, state } = await start({ configuration }, 'signed');
  expect([url.pathname, url.searchParams.get('oauth_token')]).toEqual(['/allow', 'rt']);
  const back = `${api.url}/elements/api-v2/oauth/callback?state=${state}&oauth_token=rt&oauth_verifier=v`;
  expect((await open(back)).status).toBe(200);
  expect(await statusOf(state, 'signed')).toMatchObject({ status: 'connected' });
  expect(asked).toEqual(['POST /request', 'POST /access', 'GET /me']);

  const query = new URLSearchParams({ apiKey: 'key', apiSecret: 'secret', callbackUrl: 'https://app.example.com/' });
  const token = await api.call('GET', `/elements/signed/oauth/token?${query.toString()}`);
  expect(token.object).toEqual({ token: 'rt', secret: 'rs' });
  const body = { apiKey: 'key', callbackUrl: 'https://app.example.com/', requestToken: 'rt' };
  const page = await api.call('POST', '/elements/signed/oauth/url', { body });
  expect(page.object['oauthUrl']).toBe(`${vendor.url}/allow?oauth_token=rt`);
  const made = await api.call('POST', '/instances', {
    body: {
      element: { key: 'signed' },
      name: 'Signed',
      providerData: { oauth_token: 'rt', oauth_verifier: 'v', secret: 'rs' },
      configuration,
    },
  });
  expect([made.status, made.object['valid']]).toEqual([200, true]);
});

test('what cannot be is refused before anybody is sent anywhere', async () => {
  const connect = (body: JsonRecord, key = 'consent') => api.call('POST', `/elements/${key}/connect`, { body });
  expect((await connect({ configuration: { 'api.key': 'k' } }, 'keyed')).object['message']).toContain(
    'asks no user for consent',
  );
  expect((await connect({ configuration: {} })).object['message']).toContain('oauth.api.key');
  expect((await connect({ configuration: client(), returnUrl: 'javascript:alert(1)' })).object['message']).toContain(
    'returnUrl: found "javascript:alert(1)"; allowed: a whole http or https URL.',
  );
  expect((await connect({ configuration: client(), providerData: { code: 'x' } })).status).toBe(400);
  expect((await connect({ configuration: client(), instanceId: 1 })).status).toBe(404);
  for (const path of ['/elements/keyed/oauth/url', '/elements/consent/oauth/token', '/elements/keyed/oauth/token']) {
    const query = new URLSearchParams({ apiKey: 'a', apiSecret: 'b', callbackUrl: 'https://app.example.com/' });
    expect((await api.call('GET', `${path}?${query.toString()}`)).object['code']).toBe('request.malformed');
  }
});

test('what hooks find out of an account stays, is checked as what a user sends, and says nothing of events', async () => {
  const make = (also: JsonRecord = {}) => {
    const configuration = { 'api.key': 'k', also: JSON.stringify(also) };
    return api.call('POST', '/instances', { body: { name: 'Hooked', element: { key: 'hooked' }, configuration } });
  };
  const made = await make({
    'event.poller.refresh_interval': '0',
    'event.notification.callback.url': 'http://evil.test',
  });
  const found = { 'account.id': '7', 'site.pin': '********', 'event.notification.callback.url': null };
  expect([made.status, made.object['configuration']]).toEqual([200, expect.objectContaining(found)]);
  const path = `/instances/${textOf(made.object['id'])}`;
  expect((await api.call('PATCH', path, { body: { name: 'Renamed' } })).status).toBe(200);
  const replaced = await api.call('PUT', path, { body: { configuration: { 'api.key': 'k' } } });
  expect(replaced.object['configuration']).toMatchObject({ ...found, also: null });

  const elsewhere = await make({ 'base.url': 'http://169.254.169.254' });
  expect([elsewhere.status, elsewhere.object['code']]).toEqual([400, 'address.refused']);
  const tooLong = await make({ 'account.id': '7'.repeat(33) });
  expect(tooLong.object['message']).toContain('What lifecycle.connect found out of the account cannot be used: ');
});

test('of the consents of an organisation that wait, the oldest are forgotten', async () => {
  const organization = await api.db.selectFrom('organizations').select('id').executeTakeFirstOrThrow();
  const first = await start();
  const second = await start();
  await forgetOldestFlows(api.db, { organizationId: organization.id, kept: 1 });
  expect((await api.call('GET', `/elements/consent/connect/${first.state}`)).object['code']).toBe('connect.not_found');
  expect(await statusOf(second.state)).toMatchObject({ status: 'waiting' });
});
