import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { connectorEntries, instanceEntries } from './connector-entries.ts';

const oauthKey = { key: 'oauth.api.key', name: 'Client id', description: '', type: 'TEXTFIELD_128', required: true };
const oauth = testConnector(
  {},
  {
    baseUrl: 'https://api.example.com',
    configuration: [oauthKey],
    authentication: {
      type: 'oauth2',
      authorizationUrl: 'https://a',
      tokenUrl: 'https://t',
      capture: { redirect: { 'company.id': 'realmId' }, token: { 'base.url': 'instance_url' } },
    },
  },
);
const entry = (key: string, entries = connectorEntries(oauth)) => entries.find((one) => one.key === key);

test('each entry is there once, the own description before the common one, with the defaults of the connector', () => {
  const keys = connectorEntries(oauth).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(entry('oauth.api.key')).toMatchObject({ name: 'Client id', required: true });
  expect(entry('base.url')?.defaultValue).toBe('https://api.example.com');
  expect(entry('event.poller.configuration')?.defaultValue).toBe(JSON.stringify(oauth.events.polling.configuration));
  expect(entry('oauth.user.refresh_token')).toBeDefined();
  const keyed = testConnector({}, { baseUrl: '' });
  expect(entry('oauth.user.refresh_token', connectorEntries(keyed))).toBeUndefined();
  expect(entry('base.url', connectorEntries(keyed))).toMatchObject({ required: true });
});

test('what the provider tells is an entry that nobody has to send', () => {
  expect(entry('company.id')).toMatchObject({ internal: true, required: false });
});

test('who brings tokens needs no client', () => {
  expect(entry('oauth.api.key', connectorEntries(oauth, { bringsTokens: true }))?.required).toBe(false);
});

test('addresses and polls of the connector are not copied into instances', () => {
  const entries = instanceEntries(oauth, { bringsTokens: false });
  for (const key of ['base.url', 'event.poller.configuration', 'event.poller.refresh_interval'])
    expect(entry(key, entries)?.defaultValue).toBeUndefined();
  expect(entry('event.poller.start', entries)?.defaultValue).toBe('now');
});

test('the secret of webhooks is an entry of connectors that verify with it, or give it to the provider', () => {
  const verify = { kind: 'hmac', header: 'X-Signature', key: { entry: 'webhook.secret' } };
  const signed = testConnector({}, { webhooks: { verify } });
  const own = testConnector({}, { webhooks: { verify: { ...verify, key: { entry: 'hook.key' } } } });
  expect(entry('webhook.secret', connectorEntries(signed))).toMatchObject({ type: 'PASSWORD', required: false });
  expect(entry('webhook.secret', connectorEntries(own))).toBeUndefined();
  expect(entry('webhook.secret')).toBeUndefined();
});
