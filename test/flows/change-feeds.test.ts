import { expect, test } from 'vitest';
import { answerJson, serve } from '../kit/listen.ts';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { pollAt } from '../kit/poll-at.ts';
import { testConnector } from '../kit/test-connector.ts';

const database = useEmptyDatabase();

interface Item {
  [key: string]: unknown;
  id: number;
  name?: string;
  removed?: true;
}

/** A provider with a change feed as several have it: a full listing that ends in a cursor, and changes since a cursor. */
async function startFeed(items: Item[]) {
  const feed = {
    items,
    changes: [] as Item[],
    oldest: 0,
    requests: [] as string[],
    failAt: undefined as string | undefined,
  };
  const pageSize = 2;
  const server = await serve((request, response) => {
    const url = new URL(request.url ?? '/', 'http://feed');
    const path = url.pathname + url.search;
    feed.requests.push(path);
    if (feed.failAt !== undefined && path.includes(feed.failAt)) return response.destroy();
    const [kind, at = '0'] = (url.searchParams.get('cursor') ?? 'list:0').split(':');
    const from = Number(at);
    if (kind === 'since' && from < feed.oldest) return answerJson(response, 410, { error: 'cursor expired' });
    const list = kind === 'list' ? feed.items : feed.changes;
    const page = list.slice(from, from + pageSize);
    const more = from + pageSize < list.length;
    const next = more || kind === 'since' ? `${kind}:${from + page.length}` : `since:${feed.changes.length}`;
    answerJson(response, 200, { entries: page, cursor: next, has_more: more });
  });
  const connector = testConnector(
    {
      records: { list: 'entries' },
      paging: {
        kind: 'feed',
        cursor: 'cursor',
        parameter: 'cursor',
        more: { path: 'has_more', equals: true },
        expired: [{ status: 410 }],
      },
      deletedWhen: { field: 'removed' },
    },
    { baseUrl: server.url },
  );
  const change = (item: Item) => {
    feed.changes.push(item);
    feed.items = feed.items.filter(({ id }) => id !== item.id);
    if (!item.removed) feed.items.push(item);
  };
  return { feed, change, polled: await pollAt(database.db, { connector, definition: { idField: 'id' } }) };
}

const listed = (count: number): Item[] => Array.from({ length: count }, (_, id) => ({ id, name: 'old' }));

test('the first listing of a feed is silent, what comes after it is told, and deletions are', async () => {
  const { change, polled } = await startFeed(listed(5));
  expect((await polled.poll()).counts).toMatchObject({ records: 5, created: 0 });
  change({ id: 7, name: 'new' });
  change({ id: 1, name: 'changed' });
  change({ id: 2, removed: true });
  await polled.poll();
  expect(await polled.events()).toEqual(['CREATED 7', 'UPDATED 1', 'DELETED 2']);
  change({ id: 2, name: 'again' });
  await polled.poll();
  await polled.poll();
  expect(await polled.events()).toEqual(['CREATED 7', 'UPDATED 1', 'DELETED 2', 'CREATED 2']);
});

test('a quiet feed is asked once, from where it was left', async () => {
  const { feed, polled } = await startFeed(listed(1));
  await polled.poll();
  feed.requests.length = 0;
  await polled.poll();
  expect(feed.requests).toEqual(['/rows?cursor=since%3A0']);
});

test('a poll that breaks off between the pages of a feed goes on behind the last page that was stored', async () => {
  const { feed, change, polled } = await startFeed([]);
  await polled.poll();
  for (const id of [1, 2, 3, 4]) change({ id });
  feed.failAt = 'since%3A2';
  expect(await polled.poll()).toMatchObject({ outcome: 'failed', fault: { code: 'provider.unreachable' } });
  feed.failAt = undefined;
  feed.requests.length = 0;
  await polled.poll();
  expect(feed.requests).toEqual(['/rows?cursor=since%3A2']);
  expect(await polled.events()).toEqual(['CREATED 1', 'CREATED 2', 'CREATED 3', 'CREATED 4']);
});

test('a first listing that breaks off is gone on with and stays silent', async () => {
  const { feed, polled } = await startFeed(listed(5));
  feed.failAt = 'list%3A2';
  await polled.poll();
  feed.failAt = undefined;
  await polled.poll();
  await polled.poll();
  expect(await polled.events()).toEqual([]);
});

test('a cursor that has expired leads to a new listing, of which only what differs is told', async () => {
  const { feed, change, polled } = await startFeed(listed(4));
  await polled.poll();
  change({ id: 1, name: 'changed while the cursor died' });
  change({ id: 9, name: 'made while the cursor died' });
  feed.oldest = feed.changes.length;
  expect(await polled.poll()).toMatchObject({ outcome: 'completed' });
  expect((await polled.events()).toSorted()).toEqual(['CREATED 9', 'UPDATED 1']);
  expect(await polled.notices()).toEqual(['feed.reset']);
  const asked = database.db.selectFrom('reconciliations').select('reason');
  expect(await asked.execute()).toEqual([{ reason: 'feedReset' }]);
  change({ id: 3, name: 'later' });
  await polled.poll();
  expect((await polled.events()).at(-1)).toBe('UPDATED 3');
});

test('a feed that has no cursor before its first event tells that event', async () => {
  const log: Item[] = [];
  const server = await serve((request, response) => {
    const since = Number(new URL(request.url ?? '/', 'http://log').searchParams.get('since') ?? 0);
    answerJson(response, 200, { entries: log.filter(({ id }) => id > since), more: false });
  });
  const paging = {
    kind: 'feed',
    cursor: 'entries[0].id',
    parameter: 'since',
    more: { path: 'more', equals: true },
    newestFirst: true,
  };
  const connector = testConnector({ records: { list: 'entries' }, paging }, { baseUrl: server.url });
  const polled = await pollAt(database.db, { connector, definition: { idField: 'id' } });
  expect(await polled.poll()).toMatchObject({ outcome: 'completed' });
  log.push({ id: 1 });
  await polled.poll();
  expect(await polled.events()).toEqual(['CREATED 1']);
  log.unshift({ id: 2 });
  await polled.poll();
  await polled.poll();
  expect(await polled.events()).toEqual(['CREATED 1', 'CREATED 2']);
});
