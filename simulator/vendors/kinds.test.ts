import { expect, test } from 'vitest';
import { simulatorForTest } from '../simulator-for-test.ts';
import { kindsOfLists } from './kinds.ts';

async function startKinds() {
  const { simulator, clock } = await simulatorForTest();
  const { kinds } = simulator;
  const ask = async (path: string, init: { method?: string; body?: object; headers?: Record<string, string> } = {}) => {
    const { method, body, headers } = init;
    const response = await fetch(`${kinds.baseUrl}${path}`, {
      headers: { 'x-api-key': kinds.apiKey, ...headers },
      ...(method !== undefined && { method }),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
  return { kinds, clock, ask };
}

test('every kind has a collection of its own and answers with its rows', async () => {
  const { kinds, ask } = await startKinds();
  for (const name of Object.keys(kindsOfLists)) {
    const { id } = kinds.create(name, { name: `only of ${name}` });
    expect((await ask(`/${name}/${id}`)).body).toMatchObject({ id: Number(id), name: `only of ${name}` });
  }
  expect(kinds.records('odata')).toHaveLength(1);
});

test.each<[string, { method?: string; body?: object }]>([
  ['/offset?offset=x', {}],
  ['/offset-from-one?start=0', {}],
  ['/cursor-query?after=%25%25', {}],
  ['/cursor-alone?cursor=e30&since=2026-01-01', {}],
  ['/cursor-pair?after_id=1', {}],
  ['/cursor-continue/continue', { method: 'POST', body: { cursor: 'e30', since: '2026-01-01' } }],
  ['/page-then-token?page=3', {}],
  ['/page-then-token?page=1&page_token=e30', {}],
  ['/window?from=2026-03-02T00:00:00Z', {}],
  ['/window?from=2026-03-02T00:00:00Z&to=2026-03-02T12:00:00Z', {}],
  ['/since-parameter?modafter=2026-01-01', {}],
  ['/bracketed-day?filters[updated_after]=2026-13-01', {}],
  ["/odata?$filter=lastModifiedDateTime ge '2026-01-01'", {}],
  ['/minutes-of-user?jql=updated >= 2026-01-01 ORDER BY updated', {}],
  ['/query-text?query=SELECT * FROM Thing', {}],
  ['/search', { method: 'POST', body: { limit: 5, after: '10' } }],
  ['/changed-ids?start=2026-01-01T00:00:00Z', {}],
])('what a vendor would not understand is refused: %s', async (path, init) => {
  const { ask } = await startKinds();
  expect(await ask(path, init)).toMatchObject({ status: 400, body: { error: { message: expect.any(String) } } });
});

test('a method, a kind and a key that are wrong are refused as they would be', async () => {
  const { ask } = await startKinds();
  expect((await ask('/search')).status).toBe(404);
  expect((await ask('/nothing')).status).toBe(404);
  expect((await ask('/offset', { headers: { 'x-api-key': 'other' } })).status).toBe(401);
});

test('nothing new since a moment is 304 without a body', async () => {
  const { kinds, clock, ask } = await startKinds();
  kinds.create('if-modified-since');
  clock.advance(60_000);
  const since = (ms: number) =>
    ask('/if-modified-since', { headers: { 'if-modified-since': new Date(ms).toUTCString() } });
  expect(await since(clock.now())).toEqual({ status: 304, body: undefined });
  expect((await since(clock.now() - 120_000)).body['items']).toHaveLength(1);
});

test('a feed whose cursor is forgotten says so, each in its own way', async () => {
  const { kinds, ask } = await startKinds();
  const first = await ask('/feed-tokens');
  kinds.setOptions({ forgottenChanges: '5' });
  expect((await ask(`/feed-tokens?syncToken=${String(first.body['nextSyncToken'])}`)).status).toBe(410);
  const cursor = (await ask('/feed-cursor', { method: 'POST', body: {} })).body['cursor'];
  const expired = await ask('/feed-cursor/continue', { method: 'POST', body: { cursor } });
  expect(expired).toMatchObject({ status: 409, body: { error: { '.tag': 'reset' } } });
  expect((await ask('/feed-names')).status).toBe(412);
});
