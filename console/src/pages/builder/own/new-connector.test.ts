import { expect, test } from 'vitest';
import { draftElement } from '../../../../../src/catalog/build/draft-element.ts';
import { readBuilt } from '../../../../../src/catalog/build/read-built.ts';
import type { JsonRecord } from '../../../../../src/lib/json.ts';
import { connectorDocument, emptyConnector, faultsOf, keyOf, type NewConnector } from './new-connector.ts';

const given: NewConnector = {
  ...emptyConnector,
  name: 'Harbour 2',
  baseUrl: 'https://api.harbour.example/v1/',
  authorizationUrl: 'https://harbour.example/consent',
  tokenUrl: 'https://harbour.example/token',
};

/** What the server makes of the document. */
function built(change: Partial<NewConnector>) {
  const { key, element } = draftElement(connectorDocument({ ...given, ...change }) as JsonRecord);
  return { key, ...readBuilt({ id: 100_001, key, element }) };
}

test.each([
  { authentication: 'oauth2' as const, becomes: 'oauth2' },
  { authentication: 'basic' as const, becomes: 'basic' },
  { authentication: 'apiKey' as const, becomes: 'none' },
  { authentication: 'none' as const, becomes: 'none' },
])('the document of a connector with $authentication is read without remarks', ({ authentication, becomes }) => {
  const { key, connector, remarks } = built({ authentication });
  expect(remarks).toEqual([]);
  expect(key).toBe(keyOf(given.name));
  expect(connector.authentication.type).toBe(becomes);
  expect(connector.baseUrl).toBe('https://api.harbour.example/v1');
});

test('what is wrong is told by its field', () => {
  expect(faultsOf(given)).toEqual({});
  expect(Object.keys(faultsOf(emptyConnector)).toSorted()).toEqual(['authorizationUrl', 'baseUrl', 'name', 'tokenUrl']);
  expect(Object.keys(faultsOf({ ...given, name: '42', hub: 'a b', key: '' }))).toEqual(['key', 'hub']);
  expect(Object.keys(faultsOf({ ...given, key: '4x', authentication: 'apiKey', header: 'a b' })).toSorted()).toEqual([
    'header',
    'key',
  ]);
});
