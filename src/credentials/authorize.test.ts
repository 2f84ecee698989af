import { expect, test } from 'vitest';
import { answerJson } from '../../test/kit/listen.ts';
import { createManualClock, type ManualClock } from '../../test/kit/manual-clock.ts';
import { createMemoryCredentialStore } from '../../test/kit/memory-credential-store.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { serveTokens, type TokenServer } from '../../test/kit/token-server.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import { authorize, type AuthorizeOptions } from './authorize.ts';
import { createTokenCache } from './token-cache.ts';
import type { Tokens } from './tokens.ts';

const instanceId = 7;

/** One instance whose tokens live another `secondsLeft`, and any number of processes that use it. */
async function setUp({ secondsLeft = 60, oauth = {} }: { secondsLeft?: number; oauth?: object } = {}) {
  const server = await serveTokens();
  const clock = createManualClock();
  const store = createMemoryCredentialStore(clock);
  store.put(instanceId, tokensFor(clock, secondsLeft));
  const egress = testEgress();
  const owner = ownerAt(server, oauth);
  const startProcess = () => {
    const cache = createTokenCache({ clock });
    return (options?: AuthorizeOptions) => authorize({ store, egress, clock, cache }, owner, options);
  };
  return { server, clock, store, startProcess, ask: startProcess() };
}

const tokensFor = (clock: ManualClock, secondsLeft: number): Tokens => ({
  accessToken: 'access-0',
  refreshToken: 'refresh-0',
  issuedAt: clock.now() - 3_600_000,
  expiresAt: clock.now() + secondsLeft * 1000,
  raw: { instance_url: 'https://eu1.example.com' },
});

const ownerAt = ({ url }: TokenServer, oauth: object) => ({
  organizationId: 1,
  instanceId,
  authentication: authenticationSchema.parse({
    type: 'oauth2',
    authorizationUrl: 'https://vendor.example/authorize',
    tokenUrl: 'https://vendor.example/token',
    refreshToken: 'rotating',
    ...oauth,
  }),
  configuration: { 'oauth.token.url': url, 'oauth.api.key': 'client', 'oauth.api.secret': 'secret' },
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` }, query: {}, token });

test('tokens that live long enough are given out without asking the provider, and read once', async () => {
  const { ask, server, store } = await setUp({ secondsLeft: 301 });
  for (let count = 0; count < 5; count++) expect(await ask()).toEqual(bearer('access-0'));
  expect(server.calls).toEqual([]);
  expect([store.reads, store.locks]).toEqual([1, 0]);
});

test('tokens are refreshed ahead of their end, and what the provider told before is kept', async () => {
  const { ask, server, store, clock } = await setUp({ secondsLeft: 300 });
  expect(await ask()).toEqual(bearer('access-1'));
  expect(server.calls[0]?.form).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'refresh-0',
    client_id: 'client',
    client_secret: 'secret',
  });
  expect(store.stored(instanceId)).toMatchObject({
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    expiresAt: clock.now() + 3_600_000,
    raw: { instance_url: 'https://eu1.example.com', access_token: 'access-1' },
  });
});

test('twenty at once cause one refresh, in one process and in several', async () => {
  const { server, store, startProcess } = await setUp();
  const processes = Array.from({ length: 4 }, startProcess);
  const twenty = Array.from({ length: 5 }, () => processes).flat();
  const answers = await Promise.all(twenty.map((ask) => ask()));
  expect(answers).toEqual(answers.map(() => bearer('access-1')));
  expect(server.calls.length).toBe(1);
  expect(store.locks).toBe(4);
});

test('a rotating refresh token is followed from refresh to refresh', async () => {
  const { ask, server, clock } = await setUp();
  for (let round = 1; round <= 4; round++) {
    expect(await ask()).toEqual(bearer(`access-${round}`));
    await clock.advance(3_400_000);
  }
  expect(server.calls.map(({ form }) => form['refresh_token'])).toEqual([
    'refresh-0',
    'refresh-1',
    'refresh-2',
    'refresh-3',
  ]);
});

test('a provider that does not repeat a refresh token keeps the old one alive', async () => {
  const { ask, server, store } = await setUp();
  server.next = (response) => answerJson(response, 200, { access_token: 'fresh', expires_in: '7200' });
  expect(await ask()).toEqual(bearer('fresh'));
  expect(store.stored(instanceId)?.refreshToken).toBe('refresh-0');
});

test('the client identifies itself by Basic on refresh where the connector says so', async () => {
  const { ask, server } = await setUp({ oauth: { clientAuthentication: { refresh: 'basic' } } });
  await ask();
  expect(server.calls[0]).toEqual({
    authorization: `Basic ${btoa('client:secret')}`,
    form: { grant_type: 'refresh_token', refresh_token: 'refresh-0' },
  });
});

test('new tokens are committed before anybody gets them', async () => {
  const { ask, store } = await setUp();
  const authorization = await ask();
  expect(authorization).toEqual(bearer(store.stored(instanceId)?.accessToken ?? 'nothing stored'));
});

test('after a 401 the token is replaced once, however many requests ran into it', async () => {
  const { server, startProcess } = await setUp({ secondsLeft: 3000 });
  const processes = [startProcess(), startProcess()];
  for (const ask of processes) await ask();
  const ten = Array.from({ length: 5 }, () => processes).flat();
  const answers = await Promise.all(ten.map((ask) => ask({ force: 'access-0' })));
  expect(answers).toEqual(answers.map(() => bearer('access-1')));
  for (const ask of processes) expect(await ask({ force: 'access-0' })).toEqual(bearer('access-1'));
  expect(server.calls.length).toBe(1);
});

test('a refresh ahead of time that fails does not matter while the old token is good, and is not repeated at once', async () => {
  const { ask, server, clock } = await setUp({ secondsLeft: 100 });
  server.next = (response) => answerJson(response, 500, {});
  expect(await ask()).toEqual(bearer('access-0'));
  expect(await ask()).toEqual(bearer('access-0'));
  expect(server.calls.length).toBe(1);
  await clock.advance(30_000);
  expect(await ask()).toEqual(bearer('access-2'));
});

test('a provider that asks to wait is left alone for as long, while the old token is good', async () => {
  const { ask, server, clock } = await setUp({ secondsLeft: 200 });
  server.next = (response) => answerJson(response, 429, {}, { 'retry-after': '90' });
  expect(await ask()).toEqual(bearer('access-0'));
  await clock.advance(60_000);
  expect(await ask()).toEqual(bearer('access-0'));
  expect(server.calls.length).toBe(1);
});

test.each([
  [500, 'provider.refused'],
  [302, 'provider.refused'],
  [408, 'provider.refused'],
  [429, 'provider.throttled'],
])('an expired token and the answer %i are a %s that may pass, not a reconnect', async (status, code) => {
  const { ask, server, store, clock } = await setUp({ secondsLeft: 0 });
  server.next = (response) => answerJson(response, status, { error: 'invalid_grant' });
  await expect(ask()).rejects.toMatchObject({ code });
  expect(store.reconnects.size).toBe(0);
  await clock.advance(30_000);
  expect(await ask()).toEqual(bearer('access-2'));
});

test.each([429, 403, 502, 503])(
  'the answer %i with Retry-After asks to wait, whatever it says else',
  async (status) => {
    const { ask, server, store } = await setUp({ secondsLeft: 0 });
    server.next = (response) => answerJson(response, status, { error: 'invalid_grant' }, { 'retry-after': '9' });
    await expect(ask()).rejects.toMatchObject({ code: 'provider.throttled', retryAt: expect.any(Number) });
    expect(store.reconnects.size).toBe(0);
  },
);

test('while a provider that failed is left alone, no process asks it, and what has expired waits', async () => {
  const { server, clock, startProcess } = await setUp({ secondsLeft: 0 });
  server.next = (response) => answerJson(response, 429, {}, { 'retry-after': '90' });
  await expect(startProcess()()).rejects.toMatchObject({ code: 'provider.throttled' });
  await clock.advance(60_000);
  const asked = startProcess()();
  await expect(asked).rejects.toMatchObject({ code: 'provider.throttled', retryAt: expect.any(Number) });
  expect(server.calls.length).toBe(1);
});

test('a token that is refused although it was renewed just before is not renewed again', async () => {
  const { ask, server, clock } = await setUp({ secondsLeft: 3000 });
  expect(await ask({ force: 'access-0' })).toEqual(bearer('access-1'));
  await clock.advance(600_000);
  await expect(ask({ force: 'access-1' })).rejects.toMatchObject({ code: 'provider.unauthorized' });
  expect(await ask()).toEqual(bearer('access-1'));
  expect(server.calls.length).toBe(1);
  await clock.advance(300_000);
  expect(await ask({ force: 'access-1' })).toEqual(bearer('access-2'));
});

test('entries that the token answer tells are saved with the tokens, at every refresh', async () => {
  const { ask, server, store } = await setUp({ oauth: { capture: { token: { 'base.url': 'instance_url' } } } });
  server.next = (response) =>
    answerJson(response, 200, { access_token: 'a', expires_in: 60, instance_url: 'https://eu2.example.com/' });
  await ask();
  expect(store.captured.get(instanceId)).toEqual({ 'base.url': 'https://eu2.example.com' });
});

test.each([
  [
    { name: 'X-Token', prefix: '' },
    { headers: { 'X-Token': 'access-0' }, query: {}, token: 'access-0' },
  ],
  [
    { in: 'query', name: 't', prefix: '' },
    { headers: {}, query: { t: 'access-0' }, token: 'access-0' },
  ],
  [
    { prefix: 'Zoho-oauthtoken ' },
    { headers: { authorization: 'Zoho-oauthtoken access-0' }, query: {}, token: 'access-0' },
  ],
])('a token is carried as %j says', async (placement, expected) => {
  const { ask } = await setUp({ secondsLeft: 3000, oauth: { placement } });
  expect(await ask()).toEqual(expected);
});

test('a connection that is cut is a fault that may pass, not a reconnect', async () => {
  const { ask, server, store, clock } = await setUp({ secondsLeft: 0 });
  server.next = (response) => void response.socket?.destroy();
  await expect(ask()).rejects.toMatchObject({ code: 'provider.unreachable' });
  expect(store.reconnects.size).toBe(0);
  await clock.advance(30_000);
  expect(await ask()).toEqual(bearer('access-2'));
});

test('a wrong client secret is told as a refusal and does not cost the user his connection', async () => {
  const { ask, server, store } = await setUp({ secondsLeft: 0 });
  server.next = (response) => answerJson(response, 401, { error: 'invalid_client', error_description: 'Bad secret.' });
  await expect(ask()).rejects.toMatchObject({ code: 'provider.refused', providerMessage: 'Bad secret.' });
  expect(store.reconnects.size).toBe(0);
});

test("an instance's refresh endpoint is used for refreshes, else its token endpoint", async () => {
  const { clock, store, server } = await setUp({ secondsLeft: 0 });
  const refreshServer = await serveTokens();
  const owner = ownerAt(server, { refreshUrl: 'https://vendor.example/refresh' });
  const configuration = { ...owner.configuration, 'oauth.token.refresh_url': refreshServer.url };
  const dependencies = { store, egress: testEgress(), clock, cache: createTokenCache({ clock }) };
  expect(await authorize(dependencies, { ...owner, configuration })).toEqual(bearer('access-1'));
  expect([server.calls.length, refreshServer.calls.length]).toEqual([0, 1]);
});
