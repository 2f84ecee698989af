import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import { startTestApi, type TestApi, textOf } from '../kit/api.ts';

let api: TestApi;
let simulator: Simulator;

beforeAll(async () => {
  [api, simulator] = await Promise.all([startTestApi(), startSimulator()]);
});
afterAll(() => Promise.all([api.close(), simulator.close()]));

const configuration = (redirectUri?: string): JsonRecord => ({
  'oauth.api.key': simulator.salesloft.clientId,
  'oauth.api.secret': simulator.salesloft.clientSecret,
  'oauth.token.url': simulator.salesloft.tokenUrl,
  'base.url': simulator.salesloft.baseUrl,
  ...(redirectUri !== undefined && { 'oauth.callback.url': redirectUri }),
});

async function newCode() {
  const { code, redirectUri } = await simulator.salesloft.authorizationCode();
  return { providerData: { code }, configuration: configuration(redirectUri) };
}

const contacts = (token: JsonValue | undefined) => api.call('GET', '/hubs/crm/contacts', { element: textOf(token) });

test('the consent page is made from the connector and the client', async () => {
  const query = new URLSearchParams({
    apiKey: 'id',
    apiSecret: 'secret',
    callbackUrl: 'https://example.com/back',
    state: 's1',
    scope: 'a b',
  });
  const { object, status } = await api.call('GET', `/elements/salesloft/oauth/url?${query.toString()}`);
  expect([status, object['element']]).toEqual([200, 'salesloft']);
  const url = new URL(textOf(object['oauthUrl']));
  expect(url.origin + url.pathname).toBe('https://accounts.salesloft.com/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: 'id',
    redirect_uri: 'https://example.com/back',
    state: 's1',
    scope: 'a b',
  });
  expect(url.search).not.toContain('secret');
  expect((await api.call('GET', `/elements/activecampaign/oauth/url?${query.toString()}`)).status).toBe(400);
});

test('a consent page at an address of the account needs siteAddress in the form that its URL takes', async () => {
  const page = (key: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ apiKey: 'id', callbackUrl: 'https://example.com/back', ...more });
    return api.call('GET', `/elements/${key}/oauth/url?${query.toString()}`);
  };
  const missing = await page('shopify');
  expect([missing.status, missing.object['code']]).toEqual([400, 'request.malformed']);
  expect(missing.object['message']).toContain('siteAddress: missing; allowed: a whole address');
  expect((await page('shopify', { siteAddress: 'acme' })).object['message']).toContain(
    'siteAddress: found "acme"; allowed: a whole address',
  );
  const whole = await page('shopify', { siteAddress: 'https://acme.myshopify.com' });
  expect(textOf(whole.object['oauthUrl'])).toMatch('https://acme.myshopify.com/admin/oauth/authorize?');
  // Where the connector has an address by default, another one is a choice.
  expect(textOf((await page('gitlab')).object['oauthUrl'])).toMatch('https://gitlab.com/oauth/authorize?');
  const tenant = await page('microsoftgraph', { siteAddress: 'acme' });
  expect(textOf(tenant.object['oauthUrl'])).toMatch('https://login.microsoftonline.com/acme/');
  expect((await page('shopify', { callbackUrl: 'back' })).object['message']).toContain(
    'callbackUrl: found "back"; allowed: a whole URL',
  );
});

test('a code can be used once, and its tokens are neither in the answer nor in the configuration', async () => {
  const { providerData, configuration: own } = await newCode();
  const body = { element: { key: 'salesloft' }, name: 'Once', providerData, configuration: own };
  const made = await api.call('POST', '/instances', { body });
  expect(made.status).toBe(200);
  expect((await api.call('POST', '/instances', { body })).object['code']).toBe('authorization.refused');
  const row = await api.db.selectFrom('credentials').selectAll().executeTakeFirstOrThrow();
  expect(row.tokens_sealed).toBeInstanceOf(Buffer);
  expect(made.object['configuration']).toMatchObject({ 'oauth.user.token': null, 'oauth.user.refresh_token': null });
  expect((await contacts(made.object['token'])).status).toBe(200);
});

test('an expired token is refreshed on the next call', async () => {
  const { providerData, configuration: own } = await newCode();
  const made = await api.call('POST', '/instances', {
    body: { element: { key: 'salesloft' }, name: 'Expiring', providerData, configuration: own },
  });
  simulator.salesloft.expireAccessTokens();
  expect((await contacts(made.object['token'])).status).toBe(200);
});

test('revoked credentials make the instance invalid until a new code is sent', async () => {
  const { providerData, configuration: own } = await newCode();
  const made = await api.call('POST', '/instances', {
    body: { element: { key: 'salesloft' }, name: 'Revoked', providerData, configuration: own },
  });
  const path = `/instances/${textOf(made.object['id'])}`;
  simulator.salesloft.revokeTokens();
  const refused = await contacts(made.object['token']);
  expect([refused.status, refused.object['code']]).toEqual([401, 'instance.reconnect']);
  const invalid = (await api.call('GET', path)).object;
  expect(invalid).toMatchObject({ valid: false, warnings: [{ path: 'providerData.code' }] });
  const again = await newCode();
  const mended = await api.call('PATCH', path, { body: again });
  expect(mended.object).toMatchObject({ valid: true, warnings: [], token: made.object['token'] });
  expect((await contacts(made.object['token'])).status).toBe(200);
});

test('a caller may bring tokens that were obtained elsewhere, without an OAuth client', async () => {
  const tokens = simulator.salesloft.issueTokens();
  const brought = (token: string | null): JsonRecord => ({
    element: { key: 'salesloft' },
    name: 'Brought',
    externalAuthentication: 'initial',
    configuration: {
      'base.url': simulator.salesloft.baseUrl,
      'oauth.user.token': token,
      'oauth.user.refresh_token': tokens.refresh_token ?? null,
    },
  });
  const missing = await api.call('POST', '/instances', { body: brought(null) });
  expect(missing.object['message']).toContain('configuration.oauth.user.token: missing');
  const made = await api.call('POST', '/instances', { body: brought(tokens.access_token) });
  expect(made.object).toMatchObject({ externalAuthentication: 'initial', valid: true });
  expect((await contacts(made.object['token'])).status).toBe(200);
});

test('a provider that does not answer makes no instance', async () => {
  const { providerData, configuration: own } = await newCode();
  const body = {
    element: { key: 'salesloft' },
    name: 'Unreachable',
    providerData,
    configuration: { ...own, 'oauth.token.url': 'http://127.0.0.1:9/token' },
  };
  const answer = await api.call('POST', '/instances', { body });
  expect([answer.status, answer.object['code']]).toEqual([502, 'provider.unreachable']);
  expect((await api.call('GET', '/instances?searchText=Unreachable')).status).toBe(404);
});
