import { describe, expect, test } from 'vitest';
import { faultOf, listVendor, rows, type Answered, type Asked } from '../../../test/kit/list-vendor.ts';

describe('nextLink', () => {
  test('follows absolute and relative links, which carry all parameters', async () => {
    const links = (url: string): Record<string, string | null> => ({ '1': `${url}/rows?p=2`, '2': '?p=3', '3': null });
    const { read, requests } = await listVendor(
      {
        request: { path: '/rows', query: { sort: 'id' } },
        paging: { kind: 'nextLink', link: 'next', pageSize: 'size' },
      },
      ({ query }, url) => {
        const page = query['p'] ?? '1';
        return { body: { rows: rows(Number(page)), next: links(url)[page] } };
      },
    );
    expect(await read()).toEqual([1, 2, 3]);
    expect(requests).toEqual(['GET /rows?sort=id&size=2', 'GET /rows?p=2', 'GET /rows?p=3']);
  });

  test('reads the header Link, and repeats parameters that it lacks where the connector says so', async () => {
    const { read, requests } = await listVendor(
      { request: { path: '/rows', query: { sort: 'id', p: '1' } }, paging: { kind: 'nextLink', repeatQuery: true } },
      ({ query }) => ({
        body: { rows: rows(Number(query['p'])) },
        headers: query['p'] === '1' ? { link: '</rows?p=2>; rel="next"' } : {},
      }),
    );
    expect(await read()).toEqual([1, 2]);
    expect(requests).toEqual(['GET /rows?sort=id&p=1', 'GET /rows?p=2&sort=id']);
  });

  test('never sends the credentials to another host, wherever the link comes from', async () => {
    const { page, plan } = await listVendor({ paging: { kind: 'nextLink', link: 'next' } }, () => ({
      body: { rows: [], next: 'http://evil.example/rows' },
    }));
    expect((await faultOf(page())).message).toContain('the next page is said to be at http://evil.example');
    const trail = { pages: 1, rows: 0, mark: 'x' };
    const forged = { kind: 'link', link: 'http://evil.example/rows', trail } as const;
    expect((await faultOf(page(forged))).code).toBe('provider.malformed');
    expect(plan.paging.kind).toBe('nextLink');
  });

  test('that leads back to itself is a fault', async () => {
    const { pages, requests } = await listVendor({ paging: { kind: 'nextLink', link: 'next' } }, () => ({
      body: { rows: rows(1), next: '/rows?p=2' },
    }));
    expect((await faultOf(pages())).message).toContain('the cursor for the next page has no effect');
    expect(requests).toHaveLength(2);
  });
});

const byCursor = { kind: 'cursor', cursor: 'paging.after', parameter: 'after', pageSize: 'limit' };
const three = ({ query }: Asked): Answered => {
  const page = Number(query['after'] ?? 1);
  return { body: { rows: rows(page), paging: page < 3 ? { after: String(page + 1) } : {} } };
};

describe('cursor', () => {
  test.each([
    [true, 'GET /rows?sort=id&limit=2&after=2'],
    [false, 'GET /rows?limit=2&after=2'],
  ])('with repeatQuery %s asks for the second page by %s', async (repeatQuery, second) => {
    const request = { path: '/rows', query: { sort: 'id' } };
    const { read, requests } = await listVendor({ request, paging: { ...byCursor, repeatQuery } }, three);
    expect(await read()).toEqual([1, 2, 3]);
    expect(requests.slice(0, 2)).toEqual(['GET /rows?sort=id&limit=2', second]);
  });

  test('takes the cursor from a header', async () => {
    const paging = { kind: 'cursor', cursorHeader: 'X-Next', parameter: 'after' };
    const { read } = await listVendor({ paging }, ({ query }) => ({
      body: { rows: rows(Number(query['after'] ?? 1)) },
      headers: query['after'] ? {} : { 'x-next': '2' },
    }));
    expect(await read()).toEqual([1, 2]);
  });

  test('goes on after an empty page while the flag says that there is more', async () => {
    const paging = { ...byCursor, more: { path: 'more', equals: true } };
    const { read } = await listVendor({ paging }, ({ query }) => {
      const page = Number(query['after'] ?? 1);
      return { body: { rows: page === 2 ? [] : rows(page), more: page < 3, paging: { after: page + 1 } } };
    });
    expect(await read()).toEqual([1, 3]);
  });
});

describe('a scan by page number', () => {
  test('counts no row of its second reading', async () => {
    const paging = { kind: 'page', page: 'page', pageSize: 'limit', maxPageSize: 2 };
    const { pages } = await listVendor({ paging }, ({ query }) => {
      const from = 2 * (Number(query['page']) - 1);
      return { body: { rows: rows(1, 2, 3, 4, 5).slice(from, from + 2) } };
    });
    const found = await pages();
    expect(found.map(({ records, rowsRead }) => [records.length, rowsRead])).toEqual([
      [2, 2],
      [2, 2],
      [1, 1],
      [2, 0],
      [2, 0],
    ]);
  });
});

describe('a scan by cursor', () => {
  test('stops at the most rows that the vendor gives, and says so', async () => {
    const { pages, requests } = await listVendor(
      { paging: { ...byCursor, maxRows: 5, total: 'total' } },
      ({ query }) => ({
        body: { rows: rows(1, 2).slice(0, Number(query['limit'])), paging: { after: requests.length }, total: 99 },
      }),
    );
    const found = await pages();
    expect(found.map(({ capped, rowsRead, total }) => [capped, rowsRead, total])).toEqual([
      [false, 2, 99],
      [false, 2, 99],
      [true, 1, 99],
    ]);
    expect(requests.at(-1)).toContain('limit=1');
  });
});

describe('a cursor', () => {
  test('pages a GraphQL query, whose errors come with status 200', async () => {
    const resource = {
      request: {
        method: 'POST',
        path: '/graphql',
        body: {
          query:
            'query($n: Int, $after: String, $q: String) { rows(first: $n, after: $after, query: $q) { nodes { id } } }',
          variables: { n: '{pageSize}', after: '{cursor}', q: '{where}' },
        },
      },
      successWhen: { path: 'errors', equals: null },
      records: { list: 'data.rows.nodes' },
      paging: {
        kind: 'cursor',
        cursor: 'data.rows.pageInfo.endCursor',
        more: { path: 'data.rows.pageInfo.hasNextPage', equals: true },
      },
      where: {
        expression: { item: '{field}:{operator}{value}', and: ' AND ', escape: 'backslash' },
        fields: {
          updated: { name: 'updated_at', operators: { '>=': '>=' }, value: { pattern: "yyyy-MM-dd'T'HH:mm:ss'Z'" } },
        },
      },
    };
    const variables: unknown[] = [];
    const { read, url } = await listVendor(
      resource,
      ({ body }) => {
        const asked = (body as { variables: Record<string, unknown> }).variables;
        variables.push(asked);
        if (variables.length > 2) return { body: { errors: [{ message: 'Field is gone' }] } };
        const hasNextPage = asked['after'] === undefined;
        const pageInfo = { hasNextPage, endCursor: '100' };
        return { body: { data: { rows: { nodes: rows(variables.length), pageInfo } } } };
      },
      "/rows?pageSize=2&where=updated>='2026-01-01T00:00:00Z'",
    );
    expect(await read()).toEqual([1, 2]);
    const q = "updated_at:>='2026-01-01T00:00:00Z'";
    expect(variables).toEqual([
      { n: 2, q },
      { n: 2, q, after: '100' },
    ]);
    const error = await faultOf(read());
    expect([error.code, error.providerMessage]).toEqual(['provider.refused', 'Field is gone']);
    expect(error.message).toBe(`Sample (POST ${url}/graphql) answered 200`);
  });
});

describe('a cursor kept for long', () => {
  test('that has expired is told apart from other errors', async () => {
    const expired = [{ status: 400, body: { path: 'error.code', equals: 'gone' } }, { status: 410 }];
    const trail = { pages: 1, rows: 1, mark: 'x' };
    const codeOf = async (status: number, body: unknown) => {
      const { page } = await listVendor({ paging: { ...byCursor, expired } }, () => ({ status, body }));
      return (await faultOf(page({ kind: 'cursor', cursor: 'x', trail }))).code;
    };
    expect(await codeOf(400, { error: { code: 'gone' } })).toBe('provider.cursor_expired');
    expect(await codeOf(410, {})).toBe('provider.cursor_expired');
    expect(await codeOf(400, { error: { code: 'else' } })).toBe('provider.refused');
    const { page } = await listVendor({ paging: { ...byCursor, expired } }, () => ({ status: 410, body: {} }));
    expect((await faultOf(page())).code).toBe('provider.refused');
  });
});

test('idKeyset asks by the id of the last row until a short page', async () => {
  const paging = { kind: 'idKeyset', parameter: 'starting_after', pageSize: 'limit', maxPageSize: 100 };
  const { read, requests } = await listVendor({ paging }, ({ query }) => {
    const from = Number(query['starting_after'] ?? 0) + 1;
    return { body: { rows: rows(from, from + 1).filter(({ id }) => id <= 5) } };
  });
  expect(await read()).toEqual([1, 2, 3, 4, 5]);
  expect(requests.at(-1)).toBe('GET /rows?limit=2&starting_after=4');
});

test('rows can be skipped from 1, within a query language', async () => {
  const resource = {
    request: {
      path: '/query',
      query: { query: 'select * from Row {where} startposition {offset} maxresults {pageSize}' },
    },
    records: { list: 'QueryResponse.Row', mayBeAbsent: true },
    paging: { kind: 'offset', firstOffset: 1, rowOverlap: 0, maxPageSize: 1000 },
    where: { expression: { template: 'where {items}' }, fields: { name: { operators: { '=': '=' } } } },
  };
  const { read, requests } = await listVendor(
    resource,
    ({ query }) => ({
      body: { QueryResponse: query['query']?.includes('startposition 1 ') ? { Row: rows(1, 2) } : {} },
    }),
    "/rows?pageSize=2&where=name='O''Neil'",
  );
  expect(await read()).toEqual([1, 2]);
  expect(requests.map(decodeURIComponent)).toEqual([
    "GET /query?query=select * from Row where name = 'O''Neil' startposition 1 maxresults 2",
    "GET /query?query=select * from Row where name = 'O''Neil' startposition 3 maxresults 2",
  ]);
});
