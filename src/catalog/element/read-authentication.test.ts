import { expect, test } from 'vitest';
import type { JsonRecord } from '../../lib/json.ts';
import { readElement } from './read-element.ts';

const read = (rest: JsonRecord = {}) => readElement({ name: 'Sample', ...rest });
const entry = (key: string, defaultValue: string, rest: JsonRecord = {}) => ({
  key,
  type: 'TEXTFIELD',
  defaultValue,
  ...rest,
});
const told = ({ remarks }: ReturnType<typeof readElement>) =>
  remarks.map(({ path, outcome, reason }) => `${path} ${outcome}: ${reason}`);

const oauthElement = (rest: JsonRecord = {}) =>
  read({
    authentication: { type: 'OAUTH2' },
    configuration: [
      entry('oauth.authorization.url', 'https://v.example/authorize'),
      entry('oauth.token.url', 'https://{site}.v.example/token'),
      entry('oauth.token.refresh_url', 'https://v.example/refresh'),
      entry('oauth.scope', 'read write'),
      entry('oauth.basic.header', 'true'),
      entry('oauth.user.refresh_interval', '7200'),
      entry('oauth.callback.url', 'auth.cloudelements.io/oauth', { required: true }),
      entry('oauth.api.secret', '', { required: true }),
    ],
    ...rest,
  });

test('authentication by OAuth 2 comes from the entries, and its token is sent where a parameter says', () => {
  const parameters = [
    {
      name: 'Acme ${configuration.oauth.user.token}',
      type: 'value',
      vendorName: 'Authorization',
      vendorType: 'header',
    },
    { name: 'x', type: 'value', vendorName: 'X-Own', vendorType: 'header' },
  ];
  const result = oauthElement({ parameters });
  expect(result.connector.authentication).toMatchObject({
    type: 'oauth2',
    grant: 'authorizationCode',
    authorizationUrl: 'https://v.example/authorize',
    tokenUrl: 'https://{site}.v.example/token',
    refreshUrl: 'https://v.example/refresh',
    scope: 'read write',
    clientAuthentication: { code: 'basic', refresh: 'basic' },
    defaultLifetimeSeconds: 7200,
    placement: { in: 'header', name: 'Authorization', prefix: 'Acme ' },
  });
  expect(result.connector.headers).toEqual({ 'X-Own': 'x' });
  expect(told(result)).toEqual([
    'configuration[6] changed: the callback address of this server is used, not auth.cloudelements.io/oauth',
  ]);
  const entries = Object.fromEntries(result.connector.configuration.map((one) => [one.key, one]));
  expect(entries['oauth.token.url']?.defaultValue).toBeUndefined();
  expect(entries['oauth.callback.url']).toMatchObject({ required: false });
  expect(entries['oauth.api.secret']).toMatchObject({ type: 'PASSWORD', required: true });
});

test('authentication by OAuth 2 takes what replaced requests add, unless code makes them', () => {
  const constant = (name: string, vendorName: string, vendorType: string) => ({
    name,
    type: 'value',
    vendorName,
    vendorType,
  });
  const replaced = (type: string, rest: JsonRecord) => ({ type, method: 'POST', path: `/${type}`, ...rest });
  const result = oauthElement({
    resources: [
      replaced('oauthOnAuthroizeUrl', { parameters: [constant('offline', 'access_type', 'query')] }),
      replaced('oauthOnTokenExchange', {
        vendorPath: 'https://v.example/own/token',
        parameters: [
          constant('authorization_code', 'grant_type', 'form'),
          constant('${configuration.site}', 'shop', 'form'),
        ],
      }),
      replaced('oauthOnTokenRefresh', { hooks: [{ type: 'preRequest', body: 'done({})' }] }),
    ],
  });
  expect(result.connector.authentication).toMatchObject({
    authorizationParameters: { access_type: 'offline' },
    tokenParameters: { shop: '{site}' },
    refreshParameters: {},
    tokenUrl: 'https://v.example/own/token',
  });
  expect(told(result)).toContain(
    'resources[2] notRun: it replaces a part of the OAuth flow (oauthOnTokenRefresh); the usual requests are sent',
  );
  expect(result.remarks).toHaveLength(2);
});

test.each<[string, JsonRecord]>([
  ['oauth2PKCE', { type: 'oauth2', grant: 'authorizationCode', pkce: true }],
  ['oauth2Password', { type: 'oauth2', grant: 'password' }],
  ['oauth2ClientCredentials', { type: 'oauth2', grant: 'clientCredentials' }],
  ['basic', { type: 'basic', username: '{username}', password: '{password}' }],
  ['oauth1', { type: 'oauth1', requestTokenUrl: '{oauth.request.url}' }],
  ['custom', { type: 'none' }],
])('the type %s is known', (type, expected) => {
  const result = read({ authentication: { type } });
  expect(result.connector.authentication).toMatchObject(expected);
  expect(result.remarks).toEqual([]);
});

test('a type that is not known is told', () => {
  expect(told(read({ authentication: { type: 'awsv4' } }))).toEqual([
    'authentication notRun: requests are sent without credentials: awsv4 is not known here',
  ]);
});
