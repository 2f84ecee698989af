import { describe, expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { ReceivedChange } from '../model/received-item.ts';
import { resolveChange, type ReceivedFrom } from './resolve-change.ts';
import { watchedResources, type WatchingPoll } from './watched-resource.ts';

const updated = { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' };
const definition = aPollDefinition({ resource: 'rows', url: '/hubs/general/rows', updated });
const poll = { id: 3, received: true, definition };
const one = { request: { path: '/rows/{id}' } };
const dated = { id: 7, updated: '2026-01-01T00:00:00Z' };

interface Known extends Partial<Omit<ReceivedFrom, 'account' | 'findWatched'>> {
  polls?: WatchingPoll[];
  /** What the provider shows. */
  there?: JsonRecord | undefined;
  resource?: object;
  configuration?: Record<string, string>;
}

/** What becomes of a change, and what was read for it. */
async function resolve(said: Partial<ReceivedChange>, known: Known = {}) {
  const { there, resource = {}, configuration = {}, polls = [poll], ...from } = known;
  const read: string[] = [];
  const connector = testConnector({ one, ...resource });
  const account = { organizationId: 1, instanceId: 1, connector, configuration };
  const item: ReceivedChange = {
    resource: 'rows',
    recordId: '7',
    type: 'UPDATED',
    date: undefined,
    record: undefined,
    element: { id: 7 },
    parameters: {},
    delaySeconds: 0,
    ...Object.fromEntries([['then', 'tell']]),
    ...said,
  } as ReceivedChange;
  const resolved = await resolveChange(
    {
      account,
      findWatched: watchedResources(account, polls),
      readRecord: (plan, id) => {
        read.push(`${plan.url} ${id}`);
        return Promise.resolve(there);
      },
      trusted: true,
      anybody: false,
      ...from,
    },
    item,
    0,
  );
  return { ...resolved, read };
}

const fetching = Object.fromEntries([['then', 'fetch']]) as Partial<ReceivedChange>;

describe('a resource that is polled as well', () => {
  test('a dated record of a verified webhook is told as it is', async () => {
    expect(await resolve({ record: dated })).toMatchObject({
      kind: 'change',
      change: { record: dated, fetched: false, watched: { pollId: 3, scope: '' } },
      read: [],
    });
  });

  test.each([
    ['nobody can prove where it comes from', { record: dated }, { trusted: false }],
    ['its record has no date', { record: { id: 7 } }, {}],
    ['its record is another one', { record: { ...dated, id: 8 } }, {}],
    ['it holds no record', {}, {}],
    ['its rule says so', { ...fetching, record: dated }, {}],
  ])('the record is read where %s', async (_why, said, from) => {
    const there = { ...dated, name: 'as it is' };
    expect(await resolve(said, { ...from, there })).toMatchObject({
      kind: 'change',
      change: { record: there, fetched: true, type: 'UPDATED' },
      read: ['https://sample.example/rows 7'],
    });
  });

  test.each([
    ['the record is not there', { there: undefined }, 'rows 7 is not there'],
    ['the record shows no date', { there: { id: 7 } }, 'rows 7 shows no date'],
    ['single records cannot be read', { resource: { one: undefined } }, 'single records of rows cannot be read'],
    [
      'records are not told by dates',
      { polls: [{ id: 3, received: true, definition: { ...definition, updated: undefined } }] },
      'records of rows have no date to put them in order',
    ],
    [
      'the poll takes only some records',
      {
        polls: [{ id: 3, received: true, definition: { ...definition, url: "/hubs/general/rows?where=open='true'" } }],
      },
      'the poll of rows takes only some of its records',
    ],
  ])('it is left to the poll where %s', async (_what, known, why) => {
    expect(await resolve({}, known)).toMatchObject({ kind: 'poll', poll: { id: 3 }, why });
  });
});

describe('what a resource that is polled as well is not read for', () => {
  test('a deletion is not looked up, unless anybody may have said it', async () => {
    const told = { kind: 'change', change: { type: 'DELETED', record: undefined } };
    expect(await resolve({ type: 'DELETED' })).toMatchObject({ ...told, read: [] });
    expect(await resolve({ type: 'DELETED' }, { trusted: false })).toMatchObject({ ...told, read: [] });
    const anybody = { trusted: false, anybody: true };
    expect((await resolve({ type: 'DELETED' }, anybody)).read).toHaveLength(1);
    expect(await resolve({ type: 'DELETED' }, anybody)).toMatchObject(told);
    expect(await resolve({ type: 'DELETED' }, { ...anybody, there: dated })).toMatchObject({
      change: { type: 'UPDATED', record: dated, fetched: true },
    });
    const undated = {
      ...anybody,
      polls: [{ id: 3, received: true, definition: { ...definition, updated: undefined } }],
    };
    expect(await resolve({ type: 'DELETED' }, undated)).toMatchObject(told);
    expect(await resolve({ type: 'DELETED' }, { ...undated, there: dated })).toMatchObject({ kind: 'poll' });
    expect(await resolve({ type: 'DELETED' }, { ...anybody, resource: { one: undefined } })).toMatchObject({
      kind: 'poll',
    });
  });

  test('the poll that reads the resource is found under another name, under which it is told', async () => {
    const people = { id: 4, received: true, definition: { ...definition, resource: 'people' } };
    expect(await resolve({ record: dated }, { polls: [people] })).toMatchObject({
      change: { resource: 'people', watched: { pollId: 4 } },
    });
  });
});

describe('a resource that fans out', () => {
  const resource = {
    path: '/lists/{listId}/rows',
    request: { path: '/lists/{listId}/rows' },
    one: { request: { path: '/lists/{listId}/rows/{id}' } },
    parameters: { listId: { configuration: ['list.id'], from: 'lists' } },
  };
  const polls = [{ id: 3, received: true, definition: { ...definition, url: '/hubs/general/lists/{listId}/rows' } }];

  test('belongs to the part that the webhook names', async () => {
    expect(await resolve({ record: dated, parameters: { listId: '5' } }, { resource, polls })).toMatchObject({
      change: { watched: { scope: 'listId=5' } },
    });
  });

  test('is left to the poll where it names none', async () => {
    expect(await resolve({ record: dated }, { resource, polls })).toMatchObject({
      kind: 'poll',
      why: 'the webhook does not say its listId',
    });
  });

  test('is ignored outside the part that is polled', async () => {
    const known = { resource, polls, configuration: { 'list.id': '5' } };
    expect(await resolve({ record: dated }, known)).toMatchObject({ change: { watched: { scope: 'listId=5' } } });
    expect(await resolve({ record: dated, parameters: { listId: '6' } }, known)).toMatchObject({ kind: 'ignored' });
  });
});

describe('a resource that nobody polls', () => {
  test('is told as the webhook says it, verified or not', async () => {
    expect(await resolve({ record: dated }, { polls: [], trusted: false })).toMatchObject({
      change: { record: dated, watched: undefined },
      read: [],
    });
  });

  test('is read where its rule says so, and told without its record where there is none', async () => {
    const there = await resolve(fetching, { polls: [], there: dated });
    expect(there).toMatchObject({ change: { record: dated, fetched: true } });
    const gone = await resolve(fetching, { polls: [] });
    expect(gone).toMatchObject({ change: { record: undefined, element: { id: 7 }, fetched: false } });
    const deleted = await resolve({ ...fetching, type: 'DELETED' }, { polls: [], there: dated });
    expect(deleted).toMatchObject({ change: { type: 'DELETED', fetched: false }, read: [] });
    const unknown = await resolve({ ...fetching, resource: 'things' }, { polls: [], there: dated });
    expect(unknown).toMatchObject({ change: { resource: 'things', fetched: false }, read: [] });
  });
});
