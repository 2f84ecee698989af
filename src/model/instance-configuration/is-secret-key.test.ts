import { expect, test } from 'vitest';
import { isSecretKey } from './is-secret-key.ts';

const password = { key: 'api.key', name: 'API key', description: '', type: 'PASSWORD', required: true } as const;
const plain = { key: 'site.token', name: 'Site', description: '', type: 'TEXTFIELD_128', required: false } as const;

test.each([
  'oauth.api.secret',
  'oauth.user.token',
  'oauth.user.refresh_token',
  'event.notification.signature.key',
  'event.notification.signature.key.previous',
  'event.notification.basic.password',
  'event.notification.callback.headers',
  'api.key',
  'password',
  'my.access_token',
  'api.kye',
  'event.notification.signatur.key',
  'event.notification.callback.header',
  'accessTokens',
  'api-key.of.sandbox',
  'token.2',
])('%s is masked', (key) => {
  expect(isSecretKey(key, [password])).toBe(true);
});

test.each([
  'base.url',
  'oauth.api.key',
  'oauth.callback.url',
  'list.id',
  'token.url',
  'base.ulr',
  'event.poller.configuration',
])('%s is shown', (key) => {
  expect(isSecretKey(key, [password])).toBe(false);
});

test('a connector that describes an entry decides whether it is secret', () => {
  expect(isSecretKey('site.token', [])).toBe(true);
  expect(isSecretKey('site.token', [plain])).toBe(false);
});
