import { expect, test } from 'vitest';
import { oauth2Schema } from '../model/connector-authentication.ts';
import { authorizationUrl } from './authorization-url.ts';

const oauth = oauth2Schema.parse({
  type: 'oauth2',
  authorizationUrl: 'https://{subdomain}.vendor.example/authorize?tenant=1',
  tokenUrl: 'https://vendor.example/token',
  scope: 'read write',
  authorizationParameters: { access_type: 'offline', hint: '{login.hint}' },
});
const configuration = {
  subdomain: 'acme',
  'login.hint': 'ann@example.com',
  'oauth.api.key': 'client',
  'oauth.api.secret': 'secret',
  'oauth.callback.url': 'https://me.example/back?x=1',
};

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test('the page has client, callback, scope and state, and what the connector adds', () => {
  const url = authorizationUrl(oauth, configuration, { state: 's/1' });
  expect(url).toMatch(/^https:\/\/acme\.vendor\.example\/authorize\?tenant=1&/);
  expect(queryOf(url)).toEqual({
    tenant: '1',
    response_type: 'code',
    client_id: 'client',
    redirect_uri: 'https://me.example/back?x=1',
    scope: 'read write',
    state: 's/1',
    access_type: 'offline',
    hint: 'ann@example.com',
  });
  expect(url).toContain('scope=read%20write');
  expect(url).not.toContain('secret');
});

test('the scope comes from the caller, else from the instance, else from the connector', () => {
  const own = { ...configuration, 'oauth.scope': 'instance' };
  expect(queryOf(authorizationUrl(oauth, own, { state: 's' }))['scope']).toBe('instance');
  expect(queryOf(authorizationUrl(oauth, own, { state: 's', scope: 'caller' }))['scope']).toBe('caller');
  expect(authorizationUrl(oauth, own, { state: 's', scope: '' })).not.toContain('scope');
});

test("an instance's own page replaces the connector's", () => {
  const own = { ...configuration, subdomain: '', 'oauth.authorization.url': 'http://127.0.0.1:9/auth' };
  expect(() => authorizationUrl(oauth, own, { state: 's' })).not.toThrow();
  expect(authorizationUrl(oauth, own, { state: 's' })).toMatch(/^http:\/\/127\.0\.0\.1:9\/auth\?response_type=code&/);
});

test.each([
  ['oauth.api.key', 'configuration.oauth.api.key'],
  ['oauth.callback.url', 'configuration.oauth.callback.url'],
  ['subdomain', 'configuration.subdomain'],
  ['login.hint', 'configuration.login.hint'],
])('without %s the entry is named', (key, path) => {
  expect(() => authorizationUrl(oauth, { ...configuration, [key]: '' }, { state: 's' })).toThrow(
    expect.objectContaining({ code: 'configuration.invalid', issues: [expect.objectContaining({ path })] }),
  );
});

test.each(['nonsense', 'javascript:alert(1)', '/authorize'])('the page %j is refused', (page) => {
  expect(() => authorizationUrl(oauth, { ...configuration, 'oauth.authorization.url': page }, { state: 's' })).toThrow(
    `oauth.authorization.url is ${JSON.stringify(page)}; it must be an http or https URL.`,
  );
});

test('scopes are separated as the provider wants, and a code challenge goes along', () => {
  const commas = { ...oauth, scopeSeparator: ',' };
  const asked = queryOf(authorizationUrl(commas, configuration, { state: 's', codeChallenge: 'c-1' }));
  expect(asked).toMatchObject({ scope: 'read,write', code_challenge: 'c-1', code_challenge_method: 'S256' });
  expect(queryOf(authorizationUrl(commas, configuration, { state: 's', scope: 'a  b' }))['scope']).toBe('a,b');
});

test('a connector whose grant needs no user has no page', () => {
  const { authorizationUrl: _, ...without } = oauth;
  expect(() => authorizationUrl(without, configuration, { state: 's' })).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: 'configuration.oauth.authorization.url' })] }),
  );
});
