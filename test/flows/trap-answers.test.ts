import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { minutes, row, seconds, setTrap, shown, since, trapStart, type TrapRow } from '../kit/trap.ts';

/** Answers that mean something else than they seem to. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('an error that comes with status 200 fails the poll, and what happened meanwhile is told by the next', async () => {
  const rows: TrapRow[] = [];
  const fails = { now: false };
  const trap = await setTrap(database.db, {
    connector: { successWhen: { path: 'ok', equals: true } },
    answer: ({ query }) =>
      fails.now
        ? { body: { ok: false, error: 'token_expired', rows: [] } }
        : { body: { ok: true, rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } },
  });
  await trap.told();
  rows.push(row(1, trap.clock.now()));
  fails.now = true;
  trap.clock.jump(minutes(15));
  expect(await trap.poll()).toMatchObject({ outcome: 'failed', fault: { code: 'provider.refused' } });
  fails.now = false;
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['CREATED 1']);
});

test('a list of lists whose one list is not there, which the server calls forbidden, is read for the others', async () => {
  const lists = [{ id: 'a' }, { id: 'gone' }, { id: 'b' }];
  const trap = await setTrap(database.db, {
    definition: { url: '/hubs/general/lists/{list}/rows' },
    connector: {
      resources: {
        lists: { path: '/lists', request: { path: '/lists' }, records: { list: 'lists' }, paging: { kind: 'none' } },
        rows: {
          path: '/lists/{list}/rows',
          parameters: { list: { from: 'lists' } },
          request: { path: '/lists/{list}/rows' },
          records: { list: 'rows' },
          paging: { kind: 'none' },
        },
      },
      events: { polling: { configuration: { rows: { url: '/hubs/general/lists/{list}/rows', idField: 'id' } } } },
    },
    answer: ({ path }) => {
      const [, , list, rows] = path.split('/');
      if (rows === undefined) return { body: { lists } };
      if (list === 'gone') return { status: 403, body: { errors: [{ message: "You don't have permission" }] } };
      return { body: { rows: [shown(row(`${list}1`, trapStart + seconds(1)))] } };
    },
  });
  const report = await trap.poll();
  expect(report).toMatchObject({ outcome: 'failed', fault: { code: 'provider.refused' } });
  expect(await trap.events()).toEqual(['CREATED a1', 'CREATED b1']);
});

test('a body that tells of an error with status 200 is a refusal, not an empty list', async () => {
  const trap = await setTrap(database.db, {
    resource: {
      successWhen: { path: 'error', equals: null },
      records: { list: 'query.changes', mayBeAbsent: true },
    },
    answer: () => ({ body: { error: { code: 'badtimestamp', info: 'Invalid value' } } }),
  });
  expect(await trap.poll()).toMatchObject({ outcome: 'failed', fault: { code: 'provider.refused' } });
});

test('a page past the end that is an error, and a page size that is cut silently, end no list early', async () => {
  const rows = Array.from({ length: 7 }, (_, id) => row(id, trapStart + seconds(id)));
  const trap = await setTrap(database.db, {
    definition: { pageSize: 50 },
    resource: {
      paging: {
        kind: 'page',
        page: 'page',
        pageSize: 'size',
        maxPageSize: 50,
        end: 'emptyPage',
        endStatuses: [400],
        recheck: false,
      },
    },
    answer: ({ query }) => {
      const from = (Number(query['page']) - 1) * 3;
      const matching = rows.filter(({ updated }) => updated >= since(query)).map(shown);
      if (from > 0 && from >= matching.length) return { status: 400, body: { code: 'invalid_page_number' } };
      return { body: { rows: matching.slice(from, from + 3) } };
    },
  });
  expect(await trap.told()).toHaveLength(7);
});

test('two headers, a cookie that comes with every answer and a body of its own kind of list change nothing', async () => {
  const trap = await setTrap(database.db, {
    connector: {
      headers: { 'X-Application-Id': 'app' },
      authentication: { type: 'apiKey', configurationKey: 'api.key', name: 'X-Api-Key' },
    },
    resource: { records: { list: '' } },
    answer: ({ headers }) =>
      headers['x-application-id'] === 'app' && 'x-api-key' in headers && headers['cookie'] === undefined
        ? { body: [shown(row(1, trapStart))], headers: { 'set-cookie': 'session=1; Path=/' } }
        : { status: 403, body: { error: 'unauthorized' } },
  });
  expect(await trap.told()).toEqual(['CREATED 1']);
  expect(await trap.told()).toEqual([]);
});
