import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';

test('a list of deleted records must be a resource of the connector', () => {
  expect(() => testConnector({ deletes: { resource: 'gone' } })).toThrow(
    'found \\"gone\\", allowed: a resource of this connector: rows',
  );
});

test('its where clause must have dates that can be filled in', () => {
  expect(() => testConnector({ deletes: { resource: 'rows', where: "x>='${gmtDate}'" } })).not.toThrow();
  expect(() => testConnector({ deletes: { resource: 'rows', where: "x>='${gmtDate:bb}'" } })).toThrow(
    'a where clause with dates',
  );
});
