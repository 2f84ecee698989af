import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { addressEntries, addressTemplates } from './connector-addresses.ts';

const step = (path: string) => ({ request: { path } });

test('an entry decides where requests go where it stands before the path of an address', () => {
  const connector = testConnector(
    { request: { path: '{node}/rows' } },
    {
      baseUrl: 'https://{shop}.vendor.example/{account.id}',
      authentication: {
        type: 'oauth2',
        authorizationUrl: 'https://{consent.only}.vendor.example',
        tokenUrl: '{accounts.server}/token?of={company.id}',
        refreshUrl: 'https://vendor.example/{tenant}/token',
      },
      lifecycle: {
        connect: [step('https://{region}.vendor.example/me'), step('/sites/{site.id}'), step('{base.url}/me')],
      },
    },
  );
  expect(addressTemplates(connector)).toEqual([
    'https://{shop}.vendor.example',
    '{accounts.server}',
    'https://{region}.vendor.example',
    '{base.url}',
    '{node}',
  ]);
  expect([...addressEntries(connector)].toSorted()).toEqual([
    'accounts.server',
    'base.url',
    'node',
    'oauth.request.url',
    'oauth.token.refresh_url',
    'oauth.token.url',
    'region',
    'shop',
  ]);
});
