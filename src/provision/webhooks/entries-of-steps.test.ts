import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { entriesOfSteps } from './entries-of-steps.ts';

const declared = {
  subscribe: {
    request: {
      method: 'POST',
      path: '/teams/{team.id}/hooks',
      body: { url: '{webhookCallbackUrl}', key: '{api.key}' },
    },
    capture: { 'hook.id': 'id' },
    hooks: { postRequest: { body: "done({configuration: {kind: configuration['hook.kind']}})" } },
  },
  unsubscribe: { request: { method: 'DELETE', path: '/teams/{team.id}/hooks/{hook.id}', query: { site: '{site?}' } } },
};
const connector = testConnector(
  {},
  {
    baseUrl: 'https://{shop}.example',
    headers: { 'X-Tenant': '{tenant}', 'X-Client': '{oauth.api.key}' },
    configuration: [{ key: 'api.key', name: 'Key', type: 'PASSWORD' }],
    webhooks: { verify: { kind: 'none' }, registrations: { hook: declared } },
  },
);
const entriesOf = (values: Record<string, string>) => {
  const { hook } = connector.webhooks?.registrations ?? {};
  if (!hook) throw new Error('not declared');
  return entriesOfSteps(connector, hook, values);
};

test('they are those that templates name or hooks mention, and those of the address', () => {
  const values = {
    'team.id': '7',
    'hook.kind': 'b',
    shop: 'acme',
    tenant: 't',
    site: 's',
    'event.poller.start': 'now',
  };
  expect(entriesOf(values)).toEqual({
    'base.url': '',
    'team.id': '7',
    'hook.kind': 'b',
    shop: 'acme',
    tenant: 't',
    site: 's',
  });
});

test('an entry that is not set is kept as not set', () => {
  expect(entriesOf({ 'team.id': '7' })).toMatchObject({ site: '', shop: '' });
});

test('an address of the account itself, and what it names, are among them', () => {
  const values = { 'base.url': 'https://{region}.example', region: 'eu' };
  expect(entriesOf(values)).toMatchObject(values);
});

test('credentials are not, nor what the steps find out themselves', () => {
  const values = { 'api.key': 'k', 'oauth.api.key': 'c', 'hook.id': '9', webhookSecret: 'x' };
  for (const name of Object.keys(values)) expect(entriesOf(values)).not.toHaveProperty([name]);
});
