import { expect, test } from 'vitest';
import { listVendor, rows } from '../../test/kit/list-vendor.ts';

test('the answer 304 to a date in a header holds no records', async () => {
  const where = { fields: { updated: { in: 'header', operators: { '>=': 'If-Modified-Since' } } } };
  const { page } = await listVendor(
    { where },
    () => ({ status: 304, body: undefined }),
    "/rows?where=updated>='2026-01-01'",
  );
  expect(await page()).toMatchObject({ records: [], notModified: false, next: undefined });
});

test('conditions of the where clause become items of the body', async () => {
  const resource = {
    request: { method: 'POST', path: '/search', body: { limit: '{pageSize}', sorts: ['updated'], after: '{cursor}' } },
    paging: { kind: 'cursor', cursor: 'after' },
    where: {
      bodyItems: {
        path: 'filterGroups[0].filters',
        item: { propertyName: '{field}', operator: '{operator}', value: '{value}' },
      },
      fields: { updated: { name: 'lastmodified', operators: { '>=': 'GTE' }, value: { pattern: 'milliseconds' } } },
    },
  };
  const { read, requests } = await listVendor(
    resource,
    ({ body }) => ({ body: (body as { after?: string }).after ? { rows: rows(2) } : { rows: rows(1), after: 'c' } }),
    "/rows?where=updated>='1970-01-01T00:00:01Z'",
  );
  expect(await read()).toEqual([1, 2]);
  expect(requests[1]).toBe(
    'POST /search {"limit":100,"sorts":["updated"],"after":"c","filterGroups":[{"filters":[{"propertyName":"lastmodified","operator":"GTE","value":1000}]}]}',
  );
});

test('a parent id fills the query and the body as well as the path', async () => {
  const resource = {
    path: '/lists/{listId}/rows',
    parameters: { listId: { configuration: ['list.id'] } },
    request: { method: 'POST', path: '/search', query: { list: '{listId}' }, body: { list: '{listId}' } },
  };
  const { read, requests } = await listVendor(resource, () => ({ body: { rows: rows(1) } }), '/lists/7/rows');
  expect(await read()).toEqual([1]);
  expect(requests).toEqual(['POST /search?list=7 {"list":7}']);
});
