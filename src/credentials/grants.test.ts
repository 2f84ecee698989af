import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { answerJson, bodyOf, serve } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createMemoryCredentialStore } from '../../test/kit/memory-credential-store.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import { authorize, credentialOwner } from './authorize.ts';
import { grantTokens } from './grant-tokens.ts';
import { createTokenCache } from './token-cache.ts';
import { isRenewable } from './token-kinds.ts';

const instanceId = 7;
const start = Date.UTC(2026, 0, 1);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString();

const configuration = {
  'oauth.api.key': 'client',
  'oauth.api.secret': 'secret',
  username: 'ann',
  password: 'p w',
  'app.id': '4711',
  'private.key': pem('pkcs8'),
};

interface Asked {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  type: string | undefined;
  body: string;
}

/** An instance of a connector with this authentication, given its first tokens, where it has any. */
async function setUp(authentication: object, answer: (asked: number, response: ServerResponse) => void = () => {}) {
  const calls: Asked[] = [];
  const { url } = await serve(async (request, response) => {
    const { method, headers } = request;
    const body = await bodyOf(request);
    calls.push({ method, url: request.url, authorization: headers.authorization, type: headers['content-type'], body });
    answer(calls.length, response);
  });
  const clock = createManualClock(start);
  const store = createMemoryCredentialStore(clock);
  const dependencies = { store, egress: testEgress(), clock, cache: createTokenCache({ clock }) };
  const connector = { authentication: authenticationSchema.parse(authentication), baseUrl: `${url}/{app.id}` };
  const owner = credentialOwner({ organizationId: 1, instanceId, connector, configuration });
  if (isRenewable(owner.authentication)) {
    const grant = await grantTokens(dependencies, owner.authentication, owner.configuration);
    if (grant.kind === 'granted') store.put(instanceId, grant.tokens);
  }
  const ask = (force?: string) => authorize(dependencies, owner, { force });
  return { ask, calls, clock, store, form: (index: number) => formOf(calls[index]) };
}

const formOf = (asked: Asked | undefined) => Object.fromEntries(new URLSearchParams(asked?.body));

const numbered = (asked: number, response: ServerResponse) =>
  answerJson(response, 200, { access_token: `t-${asked}`, expires_in: 600 });

const client = { type: 'oauth2', grant: 'clientCredentials', tokenUrl: '{base.url}/token' };

test('client credentials are asked again when a token ends, and after a refused one', async () => {
  const scope = { scope: 'read write', scopeSeparator: ',', tokenParameters: { audience: 'app {app.id}' } };
  const { ask, calls, clock, form } = await setUp({ ...client, ...scope }, numbered);
  expect(await ask()).toEqual({ headers: { authorization: 'Bearer t-1' }, query: {}, token: 't-1' });
  expect(calls[0]?.url).toBe('/4711/token');
  expect(form(0)).toEqual({
    grant_type: 'client_credentials',
    scope: 'read,write',
    audience: 'app 4711',
    client_id: 'client',
    client_secret: 'secret',
  });
  await clock.advance(300_000);
  expect((await ask()).token).toBe('t-2');
  expect((await ask('t-2')).token).toBe('t-3');
});

test('a password is exchanged, as JSON where the connector says so, and a refresh token goes before it', async () => {
  const { ask, clock, calls } = await setUp(
    { ...client, grant: 'password', tokenRequestFormat: 'json', clientAuthentication: { code: 'basic' } },
    (asked, response) =>
      asked === 2
        ? answerJson(response, 400, { error: 'invalid_grant' })
        : answerJson(response, 200, { access_token: `t-${asked}`, expires_in: 600, refresh_token: `r-${asked}` }),
  );
  await clock.advance(600_000);
  expect((await ask()).token).toBe('t-3');
  const password = { grant_type: 'password', username: 'ann', password: 'p w' };
  expect(calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    password,
    { grant_type: 'refresh_token', refresh_token: 'r-1', client_id: 'client', client_secret: 'secret' },
    password,
  ]);
  expect(calls[0]?.authorization).toBe(`Basic ${btoa('client:secret')}`);
});

test.each([
  [401, { error: 'invalid_client', error_description: 'The secret is wrong.' }],
  [400, { error: { message: 'The secret is wrong.' } }],
  [403, { message: 'The secret is wrong.' }],
  [200, { error: 'oops', errors: 1, message: 'The secret is wrong.' }],
])('credentials that are refused by %i %j are final, and not tried again', async (status, words) => {
  const { ask, calls, clock, store } = await setUp(client, (asked, response) =>
    asked === 1 ? numbered(asked, response) : answerJson(response, status, words),
  );
  await clock.advance(600_000);
  const refused = { code: 'instance.reconnect', providerMessage: 'The secret is wrong.' };
  await expect(ask()).rejects.toMatchObject(refused);
  await clock.advance(600_000);
  await expect(ask()).rejects.toMatchObject(refused);
  expect(calls.length).toBe(2);
  expect(store.reconnects.get(instanceId)).toBe('The secret is wrong.');
});

test.each([
  [403, '<html>Blocked by the firewall</html>', 'provider.refused'],
  [400, '', 'provider.refused'],
  [200, '{"error": "temporarily_unavailable"}', 'provider.refused'],
  [400, '{"error": "slow_down"}', 'provider.throttled'],
  [403, '{"message": "API rate limit exceeded"}', 'provider.throttled'],
])('a refusal that passes, such as %i %s, is tried again and no reconnect', async (status, words, code) => {
  const { ask, clock, store } = await setUp(client, (asked, response) =>
    asked === 2 ? response.writeHead(status).end(words) : numbered(asked, response),
  );
  await clock.advance(600_000);
  await expect(ask()).rejects.toMatchObject({ code });
  expect(store.reconnects.size).toBe(0);
  await clock.advance(30_000);
  expect((await ask()).token).toBe('t-3');
});

const jwt = {
  type: 'jwt',
  key: 'private.key',
  header: { kid: 'key {app.id}' },
  claims: { iss: '{app.id}', jti: '{nonce}' },
  backdateSeconds: 60,
};

async function verified(token: string | undefined) {
  const { payload, protectedHeader } = await jwtVerify(token ?? '', publicKey, { currentDate: new Date(start) });
  return { ...payload, ...protectedHeader };
}

test.each([
  ['PKCS#8', pem('pkcs8')],
  ['PKCS#1', pem('pkcs1')],
  [
    'one line',
    pem('pkcs8')
      .trim()
      .replaceAll('\n', String.raw`\n`),
  ],
])('a JWT is signed for every request with a key of %s', async (_form, key) => {
  const { calls } = await setUp(jwt);
  const clock = createManualClock(start);
  const authentication = authenticationSchema.parse(jwt);
  const dependencies = {
    store: createMemoryCredentialStore(),
    egress: testEgress(),
    clock,
    cache: createTokenCache({ clock }),
  };
  const owner = {
    organizationId: 1,
    instanceId,
    authentication,
    configuration: { ...configuration, 'private.key': key },
  };
  const { headers, token } = await authorize(dependencies, owner);
  expect(token).toBeUndefined();
  expect(await verified(headers['authorization']?.slice('Bearer '.length))).toEqual({
    alg: 'RS256',
    typ: 'JWT',
    kid: 'key 4711',
    iss: '4711',
    jti: expect.stringMatching(/^[0-9a-f]{32}$/),
    iat: start / 1000 - 60,
    exp: start / 1000 + 600,
  });
  expect(calls).toEqual([]);
});

test.each([
  ['private.key', 'no key at all'],
  ['private.key', ''],
  ['app.id', ''],
])('a JWT that cannot be signed names %s', async (entry, value) => {
  const clock = createManualClock(start);
  const dependencies = {
    store: createMemoryCredentialStore(),
    egress: testEgress(),
    clock,
    cache: createTokenCache({ clock }),
  };
  const authentication = authenticationSchema.parse(jwt);
  const owner = { organizationId: 1, instanceId, authentication, configuration: { ...configuration, [entry]: value } };
  const error = await authorize(dependencies, owner).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'configuration.invalid',
    issues: expect.arrayContaining([expect.objectContaining({ path: `configuration.${entry}` })]),
  });
  expect(JSON.stringify(error) + String(error)).not.toContain('no key at all');
});

test('a JWT is exchanged as a form, and the token serves until it ends', async () => {
  const exchange = {
    url: '{base.url}/token',
    parameters: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: '{assertion}' },
  };
  const { ask, calls, clock, form } = await setUp({ ...jwt, exchange }, numbered);
  expect((await ask()).token).toBe('t-1');
  expect(form(0)['grant_type']).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  expect(await verified(form(0)['assertion'])).toMatchObject({ iss: '4711' });
  await clock.advance(600_000);
  expect((await ask()).token).toBe('t-2');
  expect(calls.length).toBe(2);
});

test('a JWT is exchanged as a Bearer token, and the end of the token is read where it stands', async () => {
  const exchange = { url: '{base.url}/token', token: 'token', expiresAt: 'expires_at' };
  const { ask, calls, clock } = await setUp({ ...jwt, exchange }, (asked, response) =>
    answerJson(response, 201, { token: `t-${asked}`, expires_at: '2026-01-01T02:00:00Z' }),
  );
  expect(calls[0]?.body).toBe('');
  expect(await verified(calls[0]?.authorization?.slice('Bearer '.length))).toMatchObject({ iss: '4711' });
  await clock.advance(3_599_000);
  expect((await ask()).token).toBe('t-1');
  await clock.advance(3_600_000);
  expect((await ask()).token).toBe('t-2');
});

test('a session is opened by its login request, and opened again when it has ended', async () => {
  const { ask, calls, clock } = await setUp(
    {
      type: 'session',
      request: {
        url: '{base.url}/login',
        body: { company: 'C{app.id}', user: { name: '{username}', pass: '{password}' } },
      },
      token: 'data.SessionId',
      lifetime: 'data.minutes',
      refreshAheadSeconds: 10,
      placement: { name: 'cookie', prefix: 'SESSION=' },
    },
    (asked, response) => answerJson(response, 200, { data: { SessionId: `s-${asked}`, minutes: 100 } }),
  );
  expect(await ask()).toEqual({ headers: { cookie: 'SESSION=s-1' }, query: {}, token: 's-1' });
  expect(calls[0]).toMatchObject({ method: 'POST', url: '/4711/login', type: 'application/json' });
  expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ company: 'C4711', user: { name: 'ann', pass: 'p w' } });
  await clock.advance(90_000);
  expect((await ask()).token).toBe('s-2');
});

test('a login may be a form, and what it lacks is named before anything is sent', async () => {
  const request = { url: '{base.url}/login', format: 'form', body: { u: '{username}', tenant: '{tenant}' } };
  await expect(setUp({ type: 'session', request, token: 't' })).rejects.toMatchObject({
    code: 'configuration.invalid',
    issues: [{ path: 'configuration.tenant' }],
  });
  const { form } = await setUp(
    { type: 'session', request: { ...request, body: { u: '{username}', n: 1 } }, token: 't' },
    (_asked, response) => answerJson(response, 200, { t: 'x' }),
  );
  expect(form(0)).toEqual({ u: 'ann', n: '1' });
});

test.each([
  [{ type: 'basic' }, { authorization: `Basic ${btoa('ann:p w')}` }],
  [{ type: 'basic', username: '{username}/token', password: 'X' }, { authorization: `Basic ${btoa('ann/token:X')}` }],
  [{ type: 'bearer', configurationKey: 'app.id' }, { authorization: 'Bearer 4711' }],
  [{ type: 'none' }, {}],
])('%j sends %j', async (authentication, headers) => {
  const { ask, store } = await setUp(authentication);
  expect(await ask()).toEqual({ headers, query: {} });
  await expect(ask('x')).rejects.toMatchObject({ code: 'provider.unauthorized' });
  expect(store.reads).toBe(0);
});

test.each([
  [{ type: 'basic', username: '{no}' }, 'configuration.no'],
  [{ type: 'bearer', configurationKey: 'no' }, 'configuration.no'],
])('%j names the entry that is missing: %s', async (authentication, path) => {
  const { ask } = await setUp(authentication);
  await expect(ask()).rejects.toMatchObject({ code: 'configuration.invalid', issues: [{ path }] });
});
