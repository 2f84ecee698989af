import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { Fault } from '../model/fault.ts';
import { checkAddresses } from './check-addresses.ts';

const asked: string[] = [];
const egress = {
  assertAllowed(url: string): Promise<void> {
    asked.push(url);
    return url.includes('10.0.0.')
      ? Promise.reject(new Fault('address.refused', `${url} is private.`))
      : Promise.resolve();
  },
};
const connector = testConnector(
  {},
  {
    baseUrl: 'https://{shop}.vendor.example',
    authentication: { type: 'oauth2', tokenUrl: '{accounts.server}/token', authorizationUrl: 'https://vendor.example' },
  },
);

test('what entries make of an address is checked with them, and the entry is named', async () => {
  const values = { shop: 'one', 'accounts.server': 'http://10.0.0.1', 'oauth.token.url': 'http://10.0.0.2/token' };
  await expect(checkAddresses({ egress }, { connector, values, callbackUrl: 'https://c' })).rejects.toMatchObject({
    code: 'address.refused',
    issues: [{ path: 'configuration.oauth.token.url' }, { path: 'configuration.accounts.server' }],
  });
  expect(asked.toSorted()).toEqual([
    'http://10.0.0.1',
    'http://10.0.0.2/token',
    'https://c',
    'https://one.vendor.example',
  ]);
});

test('an address of which an entry is not set yet is not checked yet', async () => {
  asked.length = 0;
  await checkAddresses({ egress }, { connector, values: { shop: 'one' }, callbackUrl: undefined });
  expect(asked).toEqual(['https://one.vendor.example']);
});
