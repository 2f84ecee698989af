import { expect, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { hubPage } from './hub-page.ts';
import { planQuery } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';
import { stripNulls } from './shape-record.ts';

const all = Array.from({ length: 25 }, (_, id) => ({
  id,
  even: id % 2 === 0,
  note: null,
  contact: { id: id + 100, at: null },
}));

async function setUp(configuration: Record<string, string> = {}) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    requests.push(request.url ?? '');
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const offset = Number(query.get('offset'));
    answerJson(response, 200, { rows: all.slice(offset, offset + Math.min(10, Number(query.get('limit')))) });
  });
  const paging = { kind: 'offset', offset: 'offset', limit: 'limit', maxPageSize: 10 };
  const account: ProviderAccount = {
    instanceId: 1,
    connector: testConnector({ paging }),
    configuration: { 'base.url': server.url, ...configuration },
  };
  const dependencies = hubDependencies();
  const read = (url: string) =>
    hubPage(dependencies, account, planQuery(account.connector, url, account.configuration));
  return { read, requests };
}

const ids = (records: Record<string, unknown>[]) => records.map(({ id }) => id);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('a page larger than the vendor allows is put together from several of its pages', async () => {
  const { read, requests } = await setUp();
  const first = await read('/rows?pageSize=15');
  expect(ids(first.records)).toEqual(range(0, 15));
  expect(requests).toHaveLength(2);
  const second = await read(`/rows?pageSize=15&nextPage=${first.nextPageToken}`);
  expect(ids(second.records)).toEqual(range(15, 25));
  expect(second.nextPageToken).toBeUndefined();
});

test.each([1, 4, 10, 11, 25, 40])('pages of %s, joined by their tokens, give every record once', async (pageSize) => {
  const { read } = await setUp();
  const found: unknown[] = [];
  let token: string | undefined;
  do {
    const page = await read(
      `/rows?where=even=true&pageSize=${pageSize}${token === undefined ? '' : `&nextPage=${token}`}`,
    );
    expect(page.records.length).toBeLessThanOrEqual(pageSize);
    found.push(...ids(page.records));
    token = page.nextPageToken;
  } while (token !== undefined);
  expect(found).toEqual(range(0, 25).filter((id) => id % 2 === 0));
});

test('a page is found by its number', async () => {
  const { read } = await setUp();
  expect(ids((await read('/rows?pageSize=7&page=3')).records)).toEqual(range(14, 21));
  expect(ids((await read('/rows?pageSize=7&page=9')).records)).toEqual([]);
});

test('a token is base64 of JSON and remembers the size of the pages it counts in', async () => {
  const { read } = await setUp();
  const { nextPageToken } = await read('/rows?pageSize=4');
  expect(JSON.parse(Buffer.from(nextPageToken ?? '', 'base64').toString())).toMatchObject({ rows: 4, skip: 0 });
  expect(ids((await read(`/rows?pageSize=7&nextPage=${nextPageToken}`)).records)).toEqual(range(4, 11));
});

test.each(['abc', btoa('{}'), btoa('{"skip":-1,"rows":1}')])('the token %s is refused', async (token) => {
  const { read } = await setUp();
  await expect(read(`/rows?nextPage=${token}`)).rejects.toThrow(
    'allowed: the Elements-Next-Page-Token of the page before',
  );
});

test('fields selects, also inside a record, and null fields are left out', async () => {
  const { read } = await setUp();
  expect((await read('/rows?pageSize=1&fields=id,contact.id,absent')).records).toEqual([
    { id: 0, contact: { id: 100 } },
  ]);
  expect((await read('/rows?pageSize=1')).records).toEqual([{ id: 0, even: true, contact: { id: 100 } }]);
});

test('null fields stay when filter.response.nulls is false', async () => {
  const { read } = await setUp({ 'filter.response.nulls': 'false' });
  expect((await read('/rows?pageSize=1')).records).toEqual([all[0]]);
});

test('null items of arrays stay, as their places count', () => {
  expect(stripNulls({ a: [null, { b: null, c: 1 }], d: null })).toEqual({ a: [null, { c: 1 }] });
});
