import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { minutes, row, seconds, setTrap, shown, since, trapStart } from '../kit/trap.ts';

/** What changes, and what only looks so. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('an update that moved nothing but its date and its counters says that no field changed', async () => {
  const rows: Record<string, unknown>[] = [];
  const trap = await setTrap(database.db, {
    definition: { changedFields: true },
    resource: { polling: { ignoredFields: ['updated', 'views'] } },
    answer: () => ({ body: { rows } }),
  });
  rows.push({ ...shown(row(1, trapStart)), views: 1 });
  expect(await trap.told()).toEqual(['CREATED 1']);
  trap.clock.jump(minutes(15));
  rows[0] = { ...shown(row(1, trap.clock.now(), trapStart)), views: 2 };
  expect(await trap.told()).toEqual(['UPDATED 1']);
  const changes = await database.db.selectFrom('events').select('changes').where('type', '=', 'UPDATED').execute();
  expect(changes).toEqual([{ changes: { changed: [] } }]);
});

test('an update that moved nothing but its date and its counters is no change, where only content counts', async () => {
  const rows: Record<string, unknown>[] = [];
  const trap = await setTrap(database.db, {
    poll: { remembersAll: true },
    resource: { polling: { contentOnly: true, ignoredFields: ['views'] } },
    answer: () => ({ body: { rows } }),
  });
  const change = (fields: object) => {
    trap.clock.jump(minutes(60 * 24));
    rows[0] = { ...shown(row(1, trap.clock.now(), trapStart)), ...fields };
  };
  change({ views: 1 });
  expect(await trap.told()).toEqual(['UPDATED 1']);
  change({ views: 2 });
  expect(await trap.told()).toEqual([]);
  change({ views: 2, name: 'edited' });
  expect(await trap.told()).toEqual(['UPDATED 1']);
});

test('a counter of a record without dates is no change, where it is declared', async () => {
  const rows = [{ id: 1, name: 'page', views: 1 }];
  const trap = await setTrap(database.db, {
    definition: { url: '/hubs/general/rows', updated: undefined, created: undefined },
    resource: { polling: { ignoredFields: ['views'] } },
    answer: () => ({ body: { rows } }),
  });
  await trap.told();
  rows[0] = { id: 1, name: 'page', views: 2 };
  expect(await trap.told()).toEqual([]);
  rows[0] = { id: 1, name: 'title', views: 2 };
  expect(await trap.told()).toEqual(['UPDATED 1']);
});

test('a row that says it is deleted is told as DELETED, once, and as CREATED when it is back', async () => {
  const rows = [{ ...row(1, trapStart + seconds(1)), status: 'open' }];
  const trap = await setTrap(database.db, {
    resource: { deletedWhen: { field: 'status', values: ['deleted'] } },
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
  });
  const change = (status: string) => {
    trap.clock.jump(minutes(15));
    rows[0] = { ...row(1, trap.clock.now(), trapStart), status };
  };
  await trap.told();
  change('deleted');
  expect(await trap.told()).toEqual(['DELETED 1']);
  expect(await trap.told()).toEqual([]);
  change('open');
  expect(await trap.told()).toEqual(['CREATED 1']);
});
