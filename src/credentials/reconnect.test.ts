import { expect, test } from 'vitest';
import { answerJson } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createMemoryCredentialStore } from '../../test/kit/memory-credential-store.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { serveTokens } from '../../test/kit/token-server.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import { authorize, type AuthorizeOptions } from './authorize.ts';
import { createTokenCache } from './token-cache.ts';
import type { Tokens } from './tokens.ts';

const instanceId = 7;
const configuration = { 'oauth.api.key': 'client', 'oauth.api.secret': 'secret', 'api.key': 'k-1' };

/** An instance whose access token has expired. */
async function setUp({ oauth = {}, tokens = {} }: { oauth?: object; tokens?: Partial<Tokens> } = {}) {
  const server = await serveTokens();
  const clock = createManualClock();
  const store = createMemoryCredentialStore(clock);
  const fresh: Tokens = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: clock.now(), raw: {} };
  store.put(instanceId, { ...fresh, ...tokens });
  const egress = testEgress();
  const authentication = authenticationSchema.parse({
    type: 'oauth2',
    authorizationUrl: 'https://vendor.example/authorize',
    tokenUrl: server.url,
    ...oauth,
  });
  const startProcess = () => {
    const cache = createTokenCache({ clock });
    const owner = { organizationId: 1, instanceId, authentication, configuration };
    return (options?: AuthorizeOptions) => authorize({ store, egress, clock, cache }, owner, options);
  };
  return { server, clock, store, fresh, startProcess, ask: startProcess() };
}

const mustReconnect = { code: 'instance.reconnect', status: 401, providerMessage: 'The grant is dead.' };

test('a refresh token that the provider calls dead sets the instance to reconnect, and the provider is asked once', async () => {
  const { ask, server, store, startProcess } = await setUp();
  server.refreshToken = 'another';
  await expect(ask()).rejects.toMatchObject(mustReconnect);
  expect(store.reconnects).toEqual(new Map([[instanceId, 'The grant is dead.']]));
  await expect(ask()).rejects.toMatchObject(mustReconnect);
  await expect(startProcess()({ force: 'access-0' })).rejects.toMatchObject(mustReconnect);
  expect(server.calls.length).toBe(1);
});

test('new tokens from a new code end it, in every process', async () => {
  const { ask, server, store, fresh, clock, startProcess } = await setUp();
  server.refreshToken = 'another';
  await expect(ask()).rejects.toMatchObject(mustReconnect);
  store.put(instanceId, { ...fresh, accessToken: 'new', expiresAt: clock.now() + 3_600_000 });
  for (const process of [ask, startProcess()]) {
    expect((await process()).headers).toEqual({ authorization: 'Bearer new' });
  }
});

test('a crash between the answer and its storing leads to reconnect at the next use, not to a loop', async () => {
  const { server, store, startProcess } = await setUp();
  store.failCommits = 1;
  await expect(startProcess()()).rejects.toThrow('The database has gone away.');
  const afterRestart = startProcess();
  const lost = {
    code: 'instance.reconnect',
    providerMessage: expect.stringMatching(/^The grant is dead\. A refresh was/),
  };
  await expect(afterRestart()).rejects.toMatchObject(lost);
  await expect(afterRestart()).rejects.toMatchObject(lost);
  expect(server.calls.map(({ form }) => form['refresh_token'])).toEqual(['refresh-0', 'refresh-0']);
});

test('after an answer that was lost on the way any refusal of the old refresh token is final, with the moment of the loss', async () => {
  const { ask, server, store, clock } = await setUp();
  server.next = (response) => void response.socket?.destroy();
  await expect(ask()).rejects.toMatchObject({ code: 'provider.unreachable' });
  await clock.advance(30_000);
  server.next = (response) => answerJson(response, 429, {});
  await expect(ask()).rejects.toMatchObject({ code: 'provider.throttled' });
  await clock.advance(30_000);
  server.next = (response) => answerJson(response, 401, { error: 'token_reused' });
  await expect(ask()).rejects.toMatchObject({ code: 'instance.reconnect' });
  expect(store.reconnects.get(instanceId)).toContain('A refresh was under way at 2026-01-01T00:00:00Z when');
});

test('a wrong client is no reason to bury tokens whose last refresh was cut off', async () => {
  const { ask, server, store, clock } = await setUp();
  server.next = (response) => void response.socket?.destroy();
  await expect(ask()).rejects.toMatchObject({ code: 'provider.unreachable' });
  await clock.advance(30_000);
  server.next = (response) => answerJson(response, 401, { error: 'invalid_client' });
  await expect(ask()).rejects.toMatchObject({ code: 'provider.refused' });
  await clock.advance(30_000);
  expect((await ask()).headers).toEqual({ authorization: 'Bearer access-3' });
  expect(store.attempts.size).toBe(0);
});

test.each([
  [403, '<html>Blocked by the firewall</html>'],
  [400, '{"error": "temporarily_unavailable"}'],
])('nor is a refusal that passes, such as %i %s', async (status, words) => {
  const { ask, server, store, clock } = await setUp();
  server.next = (response) => void response.socket?.destroy();
  await expect(ask()).rejects.toMatchObject({ code: 'provider.unreachable' });
  await clock.advance(30_000);
  server.next = (response) => void response.writeHead(status).end(words);
  await expect(ask()).rejects.toMatchObject({ code: 'provider.refused' });
  expect(store.reconnects.size).toBe(0);
});

test('a process that lives on stores the tokens it could not store before, without asking again', async () => {
  const { ask, server, store } = await setUp();
  store.failCommits = 2;
  await expect(ask()).rejects.toThrow('The database has gone away.');
  await expect(ask()).rejects.toThrow('The database has gone away.');
  expect((await ask()).headers).toEqual({ authorization: 'Bearer access-1' });
  expect(store.stored(instanceId)?.refreshToken).toBe('refresh-1');
  expect(server.calls.length).toBe(1);
});

test.each([
  [403, 'invalid_grant', 'instance.reconnect'],
  [200, 'token_revoked', 'instance.reconnect'],
  [400, 'invalid_grant', 'provider.refused'],
  [403, 'access_denied', 'provider.refused'],
])('the connector decides what %i %s means: %s', async (status, error, code) => {
  const reconnectWhen = [
    { status: 403, error: 'invalid_grant' },
    { status: 200, error: 'token_revoked' },
  ];
  const { ask, server } = await setUp({ oauth: { reconnectWhen } });
  server.next = (response) => answerJson(response, status, { error });
  await expect(ask()).rejects.toMatchObject({ code });
});

test('tokens without a refresh token serve until the provider refuses them, which may pass', async () => {
  const { server, store, startProcess } = await setUp();
  store.put(instanceId, { accessToken: 'forever', expiresAt: 0, raw: {} });
  const ask = startProcess();
  expect((await ask()).headers).toEqual({ authorization: 'Bearer forever' });
  await expect(ask({ force: 'forever' })).rejects.toMatchObject({ code: 'provider.unauthorized' });
  expect(store.reconnects.size).toBe(0);
  expect(server.calls).toEqual([]);
});

test('an instance without tokens must be connected', async () => {
  const { egress, clock, store } = {
    egress: testEgress(),
    clock: createManualClock(),
    store: createMemoryCredentialStore(),
  };
  const authentication = authenticationSchema.parse({
    type: 'oauth2',
    authorizationUrl: 'https://a.example',
    tokenUrl: 'https://a.example',
  });
  const asked = authorize(
    { store, egress, clock, cache: createTokenCache({ clock }) },
    { organizationId: 1, instanceId, authentication, configuration },
  );
  await expect(asked).rejects.toMatchObject({
    code: 'instance.reconnect',
    message: expect.stringContaining('Instance 7 must be connected'),
  });
});

test.each([
  [{ name: 'Api-Token' }, { headers: { 'Api-Token': 'k-1' }, query: {} }],
  [
    { name: 'Authorization', prefix: 'Bearer ' },
    { headers: { Authorization: 'Bearer k-1' }, query: {} },
  ],
  [
    { name: 'key', in: 'query' },
    { headers: {}, query: { key: 'k-1' } },
  ],
])('an API key is carried as %j says', async (placement, expected) => {
  const [egress, clock, store] = [testEgress(), createManualClock(), createMemoryCredentialStore()];
  const authentication = authenticationSchema.parse({ type: 'apiKey', configurationKey: 'api.key', ...placement });
  const dependencies = { store, egress, clock, cache: createTokenCache({ clock }) };
  expect(await authorize(dependencies, { organizationId: 1, instanceId, authentication, configuration })).toEqual(
    expected,
  );
  await expect(
    authorize(dependencies, { organizationId: 1, instanceId, authentication, configuration: {} }),
  ).rejects.toMatchObject({
    code: 'configuration.invalid',
    issues: [{ path: 'configuration.api.key', message: 'is required: it must hold the API key' }],
  });
  await expect(
    authorize(dependencies, { organizationId: 1, instanceId, authentication, configuration }, { force: 'k-1' }),
  ).rejects.toMatchObject({
    code: 'provider.unauthorized',
  });
  expect(store.reads).toBe(0);
});
