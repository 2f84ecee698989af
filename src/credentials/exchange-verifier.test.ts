import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { serve } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createMemoryCredentialStore } from '../../test/kit/memory-credential-store.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import { authorize } from './authorize.ts';
import { exchangeVerifier } from './exchange-verifier.ts';
import { createTokenCache } from './token-cache.ts';

const configuration = { 'oauth.api.key': 'client', 'oauth.api.secret': 'secret', site: 'a' };
const providerData = { oauth_token: 'request-token', oauth_verifier: 'verifier', secret: 'request-secret' };

async function setUp(answer: (response: ServerResponse) => void) {
  const headers: string[] = [];
  const { url } = await serve((request, response) => {
    headers.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    answer(response);
  });
  const oauth = authenticationSchema.parse({
    type: 'oauth1',
    requestTokenUrl: `${url}/request`,
    authorizationUrl: `${url}/authorize`,
    accessTokenUrl: `${url}/{site}/access`,
  });
  if (oauth.type !== 'oauth1') throw new Error('The schema changed the type.');
  const clock = createManualClock();
  const egress = testEgress();
  const exchange = (data: Record<string, string>) => exchangeVerifier({ egress, clock }, oauth, configuration, data);
  return { headers, oauth, clock, egress, exchange };
}

const granted = (response: ServerResponse) =>
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('oauth_token=access%2F1&oauth_token_secret=hush&user_id=7');

test('a verifier becomes an access token, which requests are signed with and which does not end', async () => {
  const { headers, oauth, clock, egress, exchange } = await setUp(granted);
  const tokens = await exchange(providerData);
  expect(tokens).toMatchObject({ accessToken: 'access/1', tokenSecret: 'hush', raw: { user_id: '7' } });
  expect(headers[0]).toMatch(/^POST \/a\/access OAuth /);
  expect(headers[0]).toContain('oauth_token="request-token"');
  expect(headers[0]).toContain('oauth_verifier="verifier"');
  const store = createMemoryCredentialStore(clock);
  store.put(7, tokens);
  const dependencies = { store, egress, clock, cache: createTokenCache({ clock }) };
  const owner = { organizationId: 1, instanceId: 7, authentication: oauth, configuration };
  const request = { method: 'GET', url: 'https://vendor.example/rows?a=1' };
  await clock.advance(365 * 86_400_000);
  const { headers: sent, token } = await authorize(dependencies, owner, { request });
  expect(sent['authorization']).toMatch(/^OAuth .*oauth_token="access%2F1"/);
  await expect(authorize(dependencies, owner, { request, force: token })).rejects.toMatchObject({
    code: 'provider.unauthorized',
  });
  expect(headers.length).toBe(1);
});

test('a verifier that is refused is a 400 with the words of the provider, and missing parts are named', async () => {
  const { exchange, headers } = await setUp((response) => response.writeHead(401).end('{"message":"Expired."}'));
  await expect(exchange(providerData)).rejects.toMatchObject({
    code: 'authorization.refused',
    providerMessage: 'Expired.',
  });
  await expect(exchange({ oauth_token: 'x' })).rejects.toMatchObject({
    issues: [{ path: 'providerData.secret' }, { path: 'providerData.oauth_verifier' }],
  });
  expect(headers.length).toBe(1);
});
