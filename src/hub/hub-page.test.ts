import { expect, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { createSealer } from '../lib/sealer.ts';
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

async function setUp(configuration: Record<string, string> = {}, rules: object = {}) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    requests.push(request.url ?? '');
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const offset = Number(query.get('offset'));
    const rows = all.slice(offset, offset + Math.min(10, Number(query.get('limit'))));
    answerJson(response, 200, { rows, total: all.length });
  });
  const paging = { kind: 'offset', offset: 'offset', limit: 'limit', maxPageSize: 10, ...rules };
  const account: ProviderAccount = {
    organizationId: 1,
    instanceId: 1,
    connector: testConnector({ paging }),
    configuration: { 'base.url': server.url, ...configuration },
  };
  const dependencies = { ...hubDependencies(), sealer: createSealer(Buffer.alloc(32, 1)) };
  const readAs = (reader: Partial<ProviderAccount>, url: string, isAwaited?: () => boolean) =>
    hubPage(
      dependencies,
      { ...account, ...reader },
      planQuery(account.connector, url, account.configuration),
      isAwaited,
    );
  const read = (url: string, isAwaited?: () => boolean) => readAs({}, url, isAwaited);
  return { read, readAs, requests };
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

test('a page is found by its number, without reading those before it', async () => {
  const { read, requests } = await setUp();
  expect(ids((await read('/rows?pageSize=7&page=3')).records)).toEqual(range(14, 21));
  expect(ids((await read('/rows?pageSize=7&page=9')).records)).toEqual([]);
  expect(requests).toEqual(['/rows?offset=14&limit=7', '/rows?offset=56&limit=7']);
});

test('where records are filtered here the pages before are read, as their records must be counted', async () => {
  const { read } = await setUp();
  expect(ids((await read('/rows?where=even=true&pageSize=4&page=2')).records)).toEqual([8, 10, 12, 14]);
});

test('the total of the provider is given where it is trusted and nothing is filtered here', async () => {
  const total = async (url: string, rules: object = { total: 'total' }) =>
    (await (await setUp({}, rules)).read(url)).total;
  expect(await total('/rows?pageSize=4')).toBe(25);
  expect(await total('/rows?pageSize=4&page=3')).toBe(25);
  expect(await total('/rows?pageSize=4&where=even=true')).toBeUndefined();
  expect(await total('/rows?pageSize=4', {})).toBeUndefined();
});

test('a page that is too large, and a token beside a number, are refused', async () => {
  const { read, requests } = await setUp();
  await expect(read('/rows?pageSize=10001')).rejects.toThrow(
    'pageSize: found 10001, allowed: a whole number from 1 to 10000',
  );
  const { nextPageToken } = await read('/rows?pageSize=4');
  await expect(read(`/rows?page=2&nextPage=${nextPageToken}`)).rejects.toThrow(
    'nextPage: found together with page; allowed: one of the two',
  );
  expect(requests).toHaveLength(1);
});

test('a token is base64 of JSON and remembers the size of the pages it counts in', async () => {
  const { read } = await setUp();
  const { nextPageToken } = await read('/rows?pageSize=4');
  expect(JSON.parse(Buffer.from(nextPageToken ?? '', 'base64').toString())).toMatchObject({ rows: 4, skip: 0 });
  expect(ids((await read(`/rows?pageSize=7&nextPage=${nextPageToken}`)).records)).toEqual(range(4, 11));
});

test('a token that somebody changed is refused, and nothing is asked of the provider', async () => {
  const { read, requests } = await setUp();
  const { nextPageToken } = await read('/rows?pageSize=4');
  const token = JSON.parse(Buffer.from(nextPageToken ?? '', 'base64').toString()) as { position: object };
  const changes = [
    { ...token, position: { ...token.position, offset: 9 } },
    { ...token, skip: 3 },
    { ...token, rows: 9 },
  ];
  for (const changed of changes) {
    const refused = read(`/rows?pageSize=4&nextPage=${btoa(JSON.stringify(changed))}`);
    await expect(refused).rejects.toThrow('the Elements-Next-Page-Token of the page before, unchanged');
  }
  expect(requests).toHaveLength(1);
});

test('a token is of one query of one instance, with other fields and another size of the page', async () => {
  const { read, readAs } = await setUp();
  const { nextPageToken } = await read('/rows?where=even=true&pageSize=4');
  const query = `/rows?where=even=true&nextPage=${nextPageToken}`;
  expect(ids((await read(`${query}&pageSize=2&fields=id`)).records)).toEqual([8, 10]);
  const message = 'with the same instance, resource and parameters';
  await expect(readAs({ instanceId: 2 }, query)).rejects.toThrow(message);
  for (const other of ['/rows?', '/rows?where=even=false&', '/rows?where=even=true&owner=2&'])
    await expect(read(`${other}nextPage=${nextPageToken}`)).rejects.toThrow(message);
});

test.each(['abc', btoa('{}'), btoa('{"skip":0,"rows":1}')])('the token %s is refused', async (token) => {
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

test('no more pages are read when nobody waits for them', async () => {
  const { read, requests } = await setUp();
  await read('/rows?where=id=24', () => requests.length < 2);
  expect(requests).toHaveLength(2);
});
