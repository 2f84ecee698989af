import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { iso, minutes, notesOf, row, seconds, setTrap, shown, since, trapStart, type TrapRow } from '../kit/trap.ts';

/** Records without what others have, and what identifies them. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

const field = (name: string) => ({ field: name, format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone: 'UTC' });

test.each([
  ['no created date', { updated: field('updated'), created: undefined }, ['UPDATED 1', 'UPDATED 1']],
  ['no updated date', { updated: undefined, created: field('created') }, ['CREATED 1', 'UPDATED 1']],
  ['no date at all', { updated: undefined, created: undefined }, ['CREATED 1', 'UPDATED 1']],
])('with %s a new record and its edit are told by the date or the identity that there is', async (_, dates, told) => {
  const rows = [row(7, trapStart - minutes(60))];
  const trap = await setTrap(database.db, {
    definition: { url: '/hubs/general/rows', ...dates },
    resource: { polling: { settleSeconds: 600, overlapSeconds: 600 } },
    answer: () => ({ body: { rows: rows.map(shown) } }),
  });
  expect(await trap.told()).toEqual([]);
  trap.clock.jump(minutes(2));
  rows.push(row(1, trap.clock.now()));
  expect(await trap.told()).toEqual([told[0]]);
  trap.clock.jump(minutes(2));
  rows[1] = { ...row(1, trap.clock.now(), trap.clock.now() - minutes(2)), name: 'edited' };
  expect(await trap.told()).toEqual([told[1]]);
  expect(await trap.told()).toEqual([]);
});

test('a stub without dates and a row with a date of zeros stop no poll and are told no more than once', async () => {
  const rows: Record<string, unknown>[] = [
    { id: 1, title: 'disabled' },
    { id: 2, updated: '0000-00-00 00:00:00', created: iso(trapStart - minutes(60)) },
    { id: 3, updated: 'soon', created: iso(trapStart - minutes(60)) },
  ];
  const trap = await setTrap(database.db, { answer: () => ({ body: { rows } }) });
  expect(await trap.told()).toEqual([]);
  expect(notesOf(trap)).toContain('soon');
  trap.clock.jump(minutes(15));
  rows.push({ id: 4, title: 'disabled later' }, shown(row(5, trap.clock.now())));
  expect(await trap.told()).toEqual(['CREATED 4', 'CREATED 5']);
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual([]);
});

test('a row that leaves the default list when it is closed is told, because the request asks for all of them', async () => {
  const rows = [{ ...row(1, trapStart + seconds(1)), status: 'open' }];
  const trap = await setTrap(database.db, {
    resource: { request: { path: '/rows', query: { status: 'any' } } },
    answer: ({ query }) => ({
      body: {
        rows: rows
          .filter(({ status, updated }) => updated >= since(query) && (query['status'] === 'any' || status === 'open'))
          .map(shown),
      },
    }),
  });
  expect(await trap.told()).toEqual(['CREATED 1']);
  trap.clock.jump(minutes(15));
  rows[0] = { ...row(1, trap.clock.now(), trapStart), status: 'closed' };
  expect(await trap.told()).toHaveLength(1);
});

test('dates that come only when they are named are asked for by the request', async () => {
  const rows = [row(1, trapStart - minutes(60)), row(2, trapStart + seconds(1))];
  const trap = await setTrap(database.db, {
    resource: { request: { path: '/rows', query: { fields: 'id,name,created,updated' } } },
    answer: ({ query }) => {
      const named = new Set((query['fields'] ?? 'id').split(','));
      const some = (one: TrapRow) => Object.fromEntries(Object.entries(shown(one)).filter(([name]) => named.has(name)));
      return { body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(some) } };
    },
  });
  expect(await trap.told()).toEqual(['CREATED 2']);
  expect(trap.report?.scans[0]?.decisions?.map(({ rule }) => rule)).toEqual(['dates-equal']);
});

test('an id is the same as a number and as text', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, { answer: () => ({ body: { rows: rows.map(shown) } }) });
  rows.push(row(7, trapStart));
  expect(await trap.told()).toEqual(['CREATED 7']);
  trap.clock.jump(seconds(1));
  rows[0] = { ...row('7', trap.clock.now(), trapStart), name: 'edited' };
  expect(await trap.told()).toEqual(['UPDATED 7']);
  expect(await database.db.selectFrom('record_versions').select('record_id').execute()).toEqual([{ record_id: '7' }]);
});

test('a row that gets a new id with every publication is one record by the id that stays', async () => {
  const rows: (TrapRow & { documentId: string })[] = [];
  const trap = await setTrap(database.db, {
    definition: { idField: 'documentId' },
    resource: { idField: 'documentId' },
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
  });
  await trap.told();
  for (const id of [1, 2, 3]) {
    trap.clock.jump(seconds(20));
    rows[0] = { ...row(id, trap.clock.now(), trapStart + seconds(20)), documentId: 'abc' };
    expect(await trap.told()).toEqual([id === 1 ? 'CREATED abc' : 'UPDATED abc']);
  }
});

test('a new record with the id of one that was deleted is told, and as created when the deletion was told before', async () => {
  const rows: (TrapRow & { gone?: true })[] = [];
  const trap = await setTrap(database.db, {
    resource: { deletedWhen: { field: 'gone' }, polling: { settleSeconds: 600, overlapSeconds: 600 } },
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
  });
  const put = async (one: Omit<TrapRow, 'id' | 'created' | 'updated'> & { gone?: true }) => {
    trap.clock.jump(minutes(1));
    rows[0] = { ...row(61, trap.clock.now()), ...one };
    return trap.told();
  };
  await trap.told();
  expect(await put({ name: 'first' })).toEqual(['CREATED 61']);
  expect(await put({ name: 'second, its deletion unseen' })).toEqual(['UPDATED 61']);
  expect(await put({ name: 'second', gone: true })).toEqual(['DELETED 61']);
  expect(await put({ name: 'third' })).toEqual(['CREATED 61']);
});
