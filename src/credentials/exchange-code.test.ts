import { expect, test } from 'vitest';
import { answerJson } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { serveTokens } from '../../test/kit/token-server.ts';
import { oauth2Schema } from '../model/connector-authentication.ts';
import { exchangeCode } from './exchange-code.ts';

async function setUp(oauth: object = {}) {
  const server = await serveTokens();
  const clock = createManualClock();
  const egress = testEgress();
  const connector = oauth2Schema.parse({
    type: 'oauth2',
    authorizationUrl: 'https://vendor.example/authorize',
    tokenUrl: 'http://{host}/token',
    ...oauth,
  });
  const configuration = {
    host: new URL(server.url).host,
    'oauth.api.key': 'client',
    'oauth.api.secret': 's&cret=',
    'oauth.callback.url': 'https://me.example/back?x=1',
  };
  const exchange = (providerData: Parameters<typeof exchangeCode>[3], changed: Record<string, string> = {}) =>
    exchangeCode({ egress, clock }, connector, { ...configuration, ...changed }, providerData);
  return { server, clock, exchange };
}

test('a code becomes tokens; code, callback and client are sent as the connector wants', async () => {
  const { server, clock, exchange } = await setUp();
  expect(await exchange({ code: 'good' })).toEqual({
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    issuedAt: clock.now(),
    expiresAt: clock.now() + 3_600_000,
    raw: { access_token: 'access-1', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-1' },
  });
  expect(server.calls).toEqual([
    {
      authorization: undefined,
      form: {
        grant_type: 'authorization_code',
        code: 'good',
        redirect_uri: 'https://me.example/back?x=1',
        client_id: 'client',
        client_secret: 's&cret=',
      },
    },
  ]);
});

test('Basic, and parameters of the redirect, where the connector declares them', async () => {
  const { server, exchange } = await setUp({
    clientAuthentication: { code: 'basic' },
    forwardFromRedirect: ['context', 'scope', 'absent'],
  });
  await exchange({ code: 'good', context: 'accounts/1', scope: 'a b', state: 'x' }, { 'oauth.callback.url': '' });
  expect(server.calls[0]).toEqual({
    authorization: `Basic ${btoa('client:s&cret=')}`,
    form: { grant_type: 'authorization_code', code: 'good', context: 'accounts/1', scope: 'a b' },
  });
});

test('a wrong code is a 400 with the words of the provider', async () => {
  const { exchange } = await setUp();
  await expect(exchange({ code: 'bad' })).rejects.toMatchObject({
    code: 'authorization.refused',
    status: 400,
    message: expect.stringContaining('did not accept the authorization code (invalid_grant).'),
    providerMessage: 'The grant is dead.',
  });
});

test('a redirect that carries an error instead of a code is a 400 too, without a request', async () => {
  const { server, exchange } = await setUp();
  await expect(exchange({ error: 'access_denied', error_description: 'The user said no.' })).rejects.toMatchObject({
    code: 'authorization.refused',
    providerMessage: 'The user said no.',
  });
  await expect(exchange({})).rejects.toMatchObject({
    code: 'configuration.invalid',
    issues: [{ path: 'providerData.code' }],
  });
  expect(server.calls).toEqual([]);
});

test('every entry that is missing is named', async () => {
  const { exchange } = await setUp();
  await expect(
    exchange({ code: 'good' }, { 'oauth.api.key': '', 'oauth.api.secret': '', host: '' }),
  ).rejects.toMatchObject({
    code: 'configuration.invalid',
    issues: [
      { path: 'configuration.host' },
      { path: 'configuration.oauth.api.key' },
      { path: 'configuration.oauth.api.secret' },
    ],
  });
});

test('JSON is understood whatever it is called, without token_type, with numbers as text', async () => {
  const { server, clock, exchange } = await setUp();
  server.next = (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('{"access_token":"a","expires_in":"60"}');
  expect(await exchange({ code: 'good' })).toMatchObject({ accessToken: 'a', expiresAt: clock.now() + 60_000 });
});

test('a form-encoded answer is understood', async () => {
  const { server, clock, exchange } = await setUp({ defaultLifetimeSeconds: 5 });
  server.next = (response) =>
    response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' }).end('access_token=a&scope=b%20c');
  expect(await exchange({ code: 'good' })).toMatchObject({
    accessToken: 'a',
    scope: 'b c',
    expiresAt: clock.now() + 5000,
  });
});

test.each([
  ['an error under status 200', 200, '{"ok":false,"error":"bad_code"}', 'authorization.refused'],
  ['a page without sense', 200, '<html>', 'provider.malformed'],
  ['an empty token', 200, '{"access_token":""}', 'provider.malformed'],
  ['an error page', 400, '<html>', 'authorization.refused'],
  ['a server that is down', 502, '<html>', 'provider.refused'],
  ['too many requests', 429, '', 'provider.throttled'],
])('%s is told as what it is', async (_what, status, body, code) => {
  const { server, exchange } = await setUp();
  server.next = (response) => response.writeHead(status).end(body);
  await expect(exchange({ code: 'good' })).rejects.toMatchObject({ code });
});

test("an instance's own token endpoint is used for codes", async () => {
  const { server, exchange } = await setUp();
  const own = await serveTokens();
  await exchange({ code: 'good' }, { 'oauth.token.url': own.url, host: '' });
  expect([server.calls.length, own.calls.length]).toEqual([0, 1]);
});

test('no message holds the code or the secret', async () => {
  const { server, exchange } = await setUp();
  server.next = (response) => answerJson(response, 400, { error: 'invalid_request' });
  const error = await exchange({ code: 'very-private' }).catch((caught: unknown) => caught);
  expect(JSON.stringify([String(error), error])).not.toMatch(/very-private|s&cret/);
});

test('with PKCE the verifier goes with the code, and a client without a secret does', async () => {
  const { server, exchange } = await setUp({ pkce: true, clientAuthentication: { code: 'basic' } });
  await exchange({ code: 'good', code_verifier: 'v-1' }, { 'oauth.api.secret': '' });
  expect(server.calls).toEqual([
    {
      authorization: undefined,
      form: {
        grant_type: 'authorization_code',
        code: 'good',
        redirect_uri: 'https://me.example/back?x=1',
        code_verifier: 'v-1',
        client_id: 'client',
      },
    },
  ]);
  await expect(exchange({ code: 'good' })).rejects.toMatchObject({ issues: [{ path: 'providerData.code_verifier' }] });
});

test('parameters that the connector adds are filled from the configuration', async () => {
  const { server, exchange } = await setUp({ tokenParameters: { audience: 'https://{host}/' } });
  await exchange({ code: 'good' });
  expect(server.calls[0]?.form['audience']).toBe(`https://${new URL(server.url).host}/`);
});
