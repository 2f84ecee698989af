import { describe, expect, test } from 'vitest';
import { faultOf, listVendor, rows } from '../../../test/kit/list-vendor.ts';

describe('a feed by cursor', () => {
  test('with another request to go on: each page tells where the next poll may begin', async () => {
    const paging = {
      kind: 'feed',
      cursor: 'cursor',
      more: { path: 'has_more', equals: true },
      continue: { method: 'POST', path: '/list/continue', body: { cursor: '{cursor}' } },
      expired: [{ status: 409, body: { path: 'error.tag', equals: 'reset' } }],
    };
    const resource = { request: { method: 'POST', path: '/list', body: { limit: '{pageSize}' } }, paging };
    let reset = false;
    const { pages, page, requests } = await listVendor(resource, ({ path, body }) => {
      if (reset) return { status: 409, body: { error: { tag: 'reset' } } };
      if (path === '/list') return { body: { rows: rows(1), cursor: 'a', has_more: true } };
      const { cursor } = body as { cursor: string };
      return { body: { rows: cursor === 'a' ? [] : rows(2), cursor: `${cursor}b`, has_more: cursor === 'a' } };
    });
    const listing = await pages();
    expect(listing.map(({ resume }) => resume)).toEqual([
      { kind: 'feed', cursor: 'a' },
      { kind: 'feed', cursor: 'ab' },
      { kind: 'feed', cursor: 'abb' },
    ]);
    expect(requests).toEqual([
      'POST /list {"limit":2}',
      'POST /list/continue {"cursor":"a"}',
      'POST /list/continue {"cursor":"ab"}',
    ]);
    const last = listing.at(-1)?.resume;
    expect((await page(last)).resume).toEqual({ kind: 'feed', cursor: 'abbb' });
    reset = true;
    expect((await faultOf(page(last))).code).toBe('provider.cursor_expired');
  });

  test('with links goes on at the link of the last page', async () => {
    const paging = { kind: 'feed', cursor: '@odata.deltaLink', nextPage: '@odata.nextLink', links: true };
    const { pages, requests } = await listVendor({ request: { path: '/delta' }, paging }, ({ query }, url) => {
      if (query['skip']) return { body: { rows: rows(2), '@odata.deltaLink': `${url}/delta?token=t1` } };
      if (query['token']) return { body: { rows: [], '@odata.deltaLink': '/delta?token=t2' } };
      return { body: { rows: rows(1), '@odata.nextLink': `${url}/delta?skip=s` } };
    });
    const resume = (await pages()).at(-1)?.resume;
    expect((await pages(resume)).at(-1)?.resume).toMatchObject({ cursor: expect.stringMatching(/\/delta\?token=t2$/) });
    expect(requests).toEqual(['GET /delta', 'GET /delta?skip=s', 'GET /delta?token=t1']);
  });
});

describe('a feed', () => {
  test('with two kinds of tokens sends the one of the poll with every page', async () => {
    const paging = {
      kind: 'feed',
      cursor: 'nextSyncToken',
      parameter: 'syncToken',
      nextPage: 'nextPageToken',
      pageParameter: 'pageToken',
      pageSize: 'max',
    };
    const { pages, requests } = await listVendor({ paging }, ({ query }) => ({
      body: query['pageToken'] ? { rows: rows(2), nextSyncToken: 'b' } : { rows: rows(1), nextPageToken: 'p' },
    }));
    const found = await pages({ kind: 'feed', cursor: 'a' });
    expect(requests).toEqual(['GET /rows?max=2&syncToken=a', 'GET /rows?max=2&syncToken=a&pageToken=p']);
    expect(found.map(({ resume }) => resume)).toEqual([
      { kind: 'feed', cursor: 'a', page: 'p' },
      { kind: 'feed', cursor: 'b' },
    ]);
  });

  test('may give its first cursor with an error', async () => {
    const paging = {
      kind: 'feed',
      cursor: 'sync',
      parameter: 'sync',
      more: { path: 'has_more', equals: true },
      cursorStatuses: [412],
      expired: [{ status: 412 }],
    };
    const { page } = await listVendor({ paging }, ({ query }) =>
      query['sync'] === 'fresh' ? { body: { rows: rows(1), sync: 'next' } } : { status: 412, body: { sync: 'fresh' } },
    );
    const first = await page();
    expect(first).toMatchObject({ records: [], resume: { cursor: 'fresh' } });
    expect(await page(first.resume)).toMatchObject({ records: rows(1), resume: { cursor: 'next' } });
    expect((await faultOf(page({ kind: 'feed', cursor: 'old' }))).code).toBe('provider.cursor_expired');
  });

  test('without rows needs no cursor: the former one stays, or there is none yet', async () => {
    const paging = { kind: 'feed', cursor: 'rows[0].id', parameter: 'since', more: { path: 'more', equals: true } };
    const { page, requests } = await listVendor({ paging }, () => ({ body: { rows: [], more: false } }));
    const first = await page();
    expect(first).toMatchObject({ records: [], next: undefined, resume: { kind: 'feed' } });
    expect((await page(first.resume)).resume).toEqual({ kind: 'feed' });
    expect((await page({ kind: 'feed', cursor: 7 })).resume).toEqual({ kind: 'feed', cursor: 7 });
    expect(requests).toEqual(['GET /rows', 'GET /rows', 'GET /rows?since=7']);
  });

  test('with rows but without a cursor for the next poll is a fault', async () => {
    const paging = { kind: 'feed', cursor: 'sync', parameter: 'sync', more: { path: 'more', equals: true } };
    const { page } = await listVendor({ paging }, () => ({ body: { rows: rows(1) } }));
    expect((await faultOf(page())).message).toContain('expected a cursor for the next poll at "sync"');
  });
});

test('a log whose answers are newest first is told from its oldest event to its newest', async () => {
  const paging = {
    kind: 'feed',
    cursor: 'rows[0].id',
    parameter: 'ending_before',
    more: { path: 'more', equals: true },
    newestFirst: true,
  };
  const { pages } = await listVendor({ paging }, ({ query }) =>
    query['ending_before'] === undefined
      ? { body: { rows: rows(2, 1), more: true } }
      : { body: { rows: query['ending_before'] === '2' ? rows(4, 3) : [], more: false } },
  );
  const found = await pages();
  expect(found.map(({ records }) => records.map(({ id }) => id))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(found.at(-1)?.resume).toEqual({ kind: 'feed', cursor: 4 });
});
