import { expect, test } from 'vitest';
import { faultOf, listVendor } from '../../test/kit/list-vendor.ts';
import { testConnector } from '../../test/kit/test-connector.ts';

const resource = {
  records: { list: 'ids', valueField: 'id' },
  one: { request: { path: '/rows/{id}' }, record: 'data' },
  fetchEach: true,
};

test('each record of a list of ids is read, in its order, and what is not there any more is left out', async () => {
  const { pages, requests } = await listVendor(resource, ({ path }) => {
    if (path === '/rows') return { body: { ids: [1, 2, 3, 4, 5, 6] } };
    const id = Number(path.split('/').at(-1));
    return id === 4 ? { status: 404, body: {} } : { body: { data: { id, name: `row ${id}` } } };
  });
  const [page] = await pages();
  expect(page?.records.map(({ name }) => name)).toEqual(['row 1', 'row 2', 'row 3', 'row 5', 'row 6']);
  expect(requests).toHaveLength(7);
  expect(page?.furtherRequests).toBe(6);
});

test('a record that the list tells as deleted is not asked for, and the id of the list stays where the record has none', async () => {
  const { pages, requests } = await listVendor(
    { ...resource, records: { list: 'rows' }, deletedWhen: { field: 'removed' } },
    ({ path }) =>
      path === '/rows'
        ? { body: { rows: [{ id: 1, removed: true }, { id: 2 }] } }
        : { body: { data: { name: 'second' } } },
  );
  const [page] = await pages();
  expect(page?.records).toEqual([
    { id: 1, removed: true },
    { id: 2, name: 'second' },
  ]);
  expect(requests).toEqual(['GET /rows', 'GET /rows/2']);
});

test('a listed record without an id is a fault', async () => {
  const { page } = await listVendor({ ...resource, records: { list: 'rows' } }, () => ({ body: { rows: [{}] } }));
  expect((await faultOf(page())).message).toContain('has no id, by which it could be read');
});

test('a connector that declares it without the request for one record is refused', () => {
  expect(() => testConnector({ fetchEach: true })).toThrow('missing, and fetchEach needs it');
});
