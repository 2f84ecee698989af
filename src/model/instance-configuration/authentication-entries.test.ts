import { expect, test } from 'vitest';
import { authenticationSchema } from '../connector-authentication.ts';
import { authenticationEntries } from './authentication-entries.ts';

const oauth2 = { type: 'oauth2', tokenUrl: 'https://vendor.example/token' };
const oauth1 = {
  type: 'oauth1',
  requestTokenUrl: 'https://r',
  authorizationUrl: 'https://a',
  accessTokenUrl: 'https://t',
};
const login = { url: '{base.url}/in', headers: { 'x-app': '{app.id}' }, body: { u: '{username}', p: ['{password}'] } };
const exchange = { url: 'https://{tenant}.example', parameters: { a: '{assertion}', s: '{app.id}' } };

const requiredOf = (authentication: object, options = {}) =>
  authenticationEntries(authenticationSchema.parse(authentication), options)
    .filter(({ required }) => required)
    .map(({ key, type }) => `${key}${type === 'PASSWORD' ? ' (secret)' : ''}`);

test.each([
  [oauth2, ['oauth.api.key', 'oauth.api.secret (secret)']],
  [{ ...oauth2, pkce: true }, ['oauth.api.key']],
  [{ ...oauth2, grant: 'password' }, ['username', 'password (secret)', 'oauth.api.key', 'oauth.api.secret (secret)']],
  [oauth1, ['oauth.api.key', 'oauth.api.secret (secret)']],
  [{ type: 'apiKey', configurationKey: 'key', name: 'x' }, ['key (secret)']],
  [{ type: 'bearer', configurationKey: 'access' }, ['access (secret)']],
  [{ type: 'basic' }, ['username', 'password (secret)']],
  [{ type: 'basic', username: '{email}/token', password: '{api.key}' }, ['email', 'api.key (secret)']],
  [{ type: 'basic', username: '{api.key}', password: 'X' }, ['api.key (secret)']],
  [
    { type: 'jwt', key: 'pem', claims: { iss: '{app.id}', jti: '{nonce}' }, exchange },
    ['pem (secret)', 'app.id', 'tenant'],
  ],
  [{ type: 'session', request: login, token: 't' }, ['app.id', 'username', 'password (secret)']],
  [{ type: 'none' }, []],
])('%j requires %j', (authentication, keys) => {
  expect(requiredOf(authentication)).toEqual(keys);
});

test('who brings tokens needs nothing to ask for any; OAuth 1 still signs with its client', () => {
  expect(requiredOf({ ...oauth2, grant: 'password' }, { bringsTokens: true })).toEqual([]);
  expect(requiredOf(oauth1, { bringsTokens: true })).toEqual(['oauth.api.key', 'oauth.api.secret (secret)']);
});
