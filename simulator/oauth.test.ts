import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OauthProvider } from './provider.ts';
import { getWithToken, simulatorForTest } from './simulator-for-test.ts';

interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
  created_at?: number;
  error?: string;
}
interface Called {
  status: number;
  body: TokenAnswer;
}

async function call(provider: OauthProvider, form: Record<string, string>, basic = false): Promise<Called> {
  const { clientId, clientSecret, tokenUrl } = provider;
  const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: basic ? { authorization: `Basic ${credentials}` } : {},
    body: new URLSearchParams(basic ? form : { client_id: clientId, client_secret: clientSecret, ...form }),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer };
}

async function exchangeCode(provider: OauthProvider, user?: string): Promise<Called> {
  const { code, redirectUri } = await provider.authorizationCode(user === undefined ? {} : { user });
  return call(provider, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

const refresh = (provider: OauthProvider, token: string, basic = false) =>
  call(provider, { grant_type: 'refresh_token', refresh_token: token }, basic);

test.each([
  ['acton', '/api/1/list', 3600],
  ['salesloft', '/v2/people.json', 7200],
  ['infusionsoft', '/appointments', 86_400],
] as const)('%s: code, token, call, expiry, refresh, call', async (name, path, lifetimeSeconds) => {
  const { simulator, clock } = await simulatorForTest();
  const provider = simulator[name];
  const first = await exchangeCode(provider);
  expect(first).toMatchObject({ status: 200, body: { expires_in: lifetimeSeconds, token_type: 'Bearer' } });
  expect((await getWithToken(provider, path, first.body.access_token)).status).toBe(200);
  clock.advance(lifetimeSeconds * 1000);
  expect((await getWithToken(provider, path, first.body.access_token)).status).toBe(401);
  const second = await refresh(provider, first.body.refresh_token, name === 'infusionsoft');
  expect(second.status).toBe(200);
  expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
  expect((await getWithToken(provider, path, second.body.access_token)).status).toBe(200);
  expect(provider.tokenCalls()).toMatchObject({ authorizations: 1, codeExchanges: 1, refreshes: 1, refused: 0 });
});

test('the redirect carries code and state; Salesloft adds context and scope', async () => {
  const { simulator } = await simulatorForTest();
  const acton = await simulator.acton.authorizationCode({
    state: 'a b&c',
    redirectUri: 'https://me.example.com/back?x=1',
  });
  expect(acton.state).toBe('a b&c');
  expect(acton.location.startsWith('https://me.example.com/back?x=1&code=')).toBe(true);
  const salesloft = new URL((await simulator.salesloft.authorizationCode()).location);
  expect([...salesloft.searchParams.keys()]).toEqual(['code', 'context', 'scope']);
  expect((await exchangeCode(simulator.salesloft)).body.created_at).toBe(Date.parse('2026-03-02T15:00:00Z') / 1000);
});

test('the authorization address refuses an unknown client, and a user can be asked or say no', async () => {
  const { simulator } = await simulatorForTest();
  const { authorizationUrl, clientId } = simulator.acton;
  const open = (query: Record<string, string>) =>
    fetch(
      `${authorizationUrl}?${new URLSearchParams({ redirect_uri: 'https://me.example.com/', ...query }).toString()}`,
      {
        redirect: 'manual',
      },
    );
  expect((await open({ client_id: 'nobody', response_type: 'code' })).status).toBe(400);
  const wrongType = await open({ client_id: clientId, response_type: 'token' });
  expect(wrongType.headers.get('location')).toContain('error=unsupported_response_type');
  const denied = await open({ client_id: clientId, response_type: 'code', auto: 'deny', state: 's' });
  expect(denied.headers.get('location')).toBe('https://me.example.com/?error=access_denied&state=s');
  const asked = await open({ client_id: clientId, response_type: 'code', auto: 'ask' });
  expect(await asked.text()).toContain('auto=approve');
});

test('a code works once, for its redirect_uri only and for ten minutes', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  const exchange = (code: string, redirectUri: string) =>
    call(salesloft, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  const { code, redirectUri } = await salesloft.authorizationCode();
  expect((await exchange(code, redirectUri)).status).toBe(200);
  expect(await exchange(code, redirectUri)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const other = await salesloft.authorizationCode();
  expect((await exchange(other.code, 'https://elsewhere.example.com/')).status).toBe(400);
  const late = await salesloft.authorizationCode();
  clock.advance(600_000);
  expect((await exchange(late.code, late.redirectUri)).status).toBe(400);
});

test('a refresh token works once: Act-On refuses the used one with 403 and keeps the new one', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  const first = await exchangeCode(acton);
  const second = await refresh(acton, first.body.refresh_token);
  expect(await refresh(acton, first.body.refresh_token)).toMatchObject({
    status: 403,
    body: { error: 'invalid_grant' },
  });
  expect((await refresh(acton, second.body.refresh_token)).status).toBe(200);
  expect(acton.tokenCalls().refused).toBe(1);
});

test('reusing a rotated refresh token kills the whole grant when the provider is set to that', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.setTokens({ onReusedRefreshToken: 'revokeGrant' });
  const first = await exchangeCode(salesloft);
  const second = await refresh(salesloft, first.body.refresh_token);
  expect((await refresh(salesloft, first.body.refresh_token)).status).toBe(400);
  expect((await getWithToken(salesloft, '/v2/people.json', second.body.access_token)).status).toBe(401);
  expect((await refresh(salesloft, second.body.refresh_token)).status).toBe(400);
});

test('a new grant of the same user kills the refresh token before it; another user keeps theirs', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  const ann = await exchangeCode(acton, 'ann');
  const bob = await exchangeCode(acton, 'bob');
  await exchangeCode(acton, 'ann');
  expect((await refresh(acton, ann.body.refresh_token)).status).toBe(403);
  expect((await refresh(acton, bob.body.refresh_token)).status).toBe(200);
});

test('the client is checked where each vendor wants it: in the body, and at Infusionsoft as Basic in a refresh', async () => {
  const { simulator } = await simulatorForTest();
  const { acton, infusionsoft } = simulator;
  const wrong = await call(acton, { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' });
  expect(wrong).toMatchObject({ status: 401, body: { error: 'access_denied' } });
  const tokens = await exchangeCode(infusionsoft);
  expect(await refresh(infusionsoft, tokens.body.refresh_token)).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  expect((await refresh(infusionsoft, tokens.body.refresh_token, true)).status).toBe(200);
  const { code, redirectUri } = await infusionsoft.authorizationCode();
  const basic = await call(infusionsoft, { grant_type: 'authorization_code', code, redirect_uri: redirectUri }, true);
  expect(basic.status).toBe(401);
});

test('a token body may be JSON; another grant type is refused', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  const { clientId, clientSecret, tokenUrl } = salesloft;
  const { code, redirectUri } = await salesloft.authorizationCode();
  const body = { client_id: clientId, client_secret: clientSecret, grant_type: 'authorization_code', code };
  const post = (json: object) =>
    fetch(tokenUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) });
  expect((await post({ ...body, redirect_uri: redirectUri })).status).toBe(200);
  const refused = await call(salesloft, { grant_type: 'password', username: 'u', password: 'p' });
  expect(refused).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  expect((await fetch(tokenUrl)).status).toBe(405);
});

test('Act-On allows five code or password calls an hour when its limit is on, and any number of refreshes', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  acton.setLimits({ authCalls: 'vendor' });
  const password = () => call(acton, { grant_type: 'password', username: 'u', password: 'p' });
  let token = '';
  for (let count = 0; count < 5; count++) token = (await password()).body.refresh_token;
  expect((await password()).status).toBe(429);
  expect((await refresh(acton, token)).status).toBe(200);
  clock.advance(3_600_000);
  expect((await password()).status).toBe(200);
});

test('access tokens can be expired, everything revoked, and lifetimes set', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  acton.setTokens({ accessTokenSeconds: 10 });
  const { access_token, refresh_token } = acton.issueTokens();
  clock.advance(9999);
  expect((await getWithToken(acton, '/api/1/list', access_token)).status).toBe(200);
  acton.expireAccessTokens();
  expect((await getWithToken(acton, '/api/1/list', access_token)).status).toBe(401);
  const renewed = await refresh(acton, refresh_token);
  expect(renewed.body.expires_in).toBe(10);
  acton.revokeTokens();
  expect((await refresh(acton, renewed.body.refresh_token)).status).toBe(403);
  expect(() => acton.setTokens({ accessTokenSeconds: 0 })).toThrow('accessTokenSeconds is 0; allowed: 1 or more');
});

test('refresh tokens die of age', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { refresh_token } = simulator.acton.issueTokens();
  clock.advance(30 * 86_400_000);
  expect((await refresh(simulator.acton, refresh_token)).status).toBe(403);
});

test('a code that was asked for with a challenge needs its verifier', async () => {
  const { simulator } = await simulatorForTest();
  const { authorizationUrl, clientId } = simulator.acton;
  const verifier = 'a'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirectUri = 'https://me.example.com/';
  const open = async (method: string) => {
    const query = { client_id: clientId, response_type: 'code', redirect_uri: redirectUri, code_challenge: challenge };
    const page = `${authorizationUrl}?${new URLSearchParams({ ...query, code_challenge_method: method }).toString()}`;
    const { headers } = await fetch(page, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams;
  };
  expect((await open('plain')).get('error')).toBe('invalid_request');
  const exchange = async (more: Record<string, string>) => {
    const code = (await open('S256')).get('code') ?? '';
    return call(simulator.acton, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });
  };
  expect((await exchange({})).body.error).toBe('invalid_grant');
  expect((await exchange({ code_verifier: `${verifier}b` })).body.error).toBe('invalid_grant');
  expect((await exchange({ code_verifier: verifier })).status).toBe(200);
});
