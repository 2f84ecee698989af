import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { sweepAt } from '../kit/sweep-at.ts';
import {
  iso,
  minutes,
  row,
  setTrap,
  shown,
  since,
  standingClock,
  type TrapOptions,
  type TrapRow,
} from '../kit/trap.ts';

/** A list of what was deleted, beside the list of what is there. */

const database = useEmptyDatabase();

interface Gone {
  id: number;
  at: number;
}

const filteredBy = (name: string) => ({
  fields: { [name]: { operators: { '>=': 'since' }, value: { pattern: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" } } },
});
const quiet = { settleSeconds: 0, overlapSeconds: 0, learnSettle: false };

/** Rows at `/rows` and deletions at `/gone`, below `/lists/{listId}` where there are lists. */
async function startVendor({
  path = '',
  definition = {},
  polling = quiet,
}: { path?: string; definition?: TrapOptions['definition']; polling?: object } = {}) {
  const clock = standingClock();
  const vendor = { rows: [] as TrapRow[], gone: [] as Gone[] };
  const parameters = path === '' ? {} : { listId: { from: 'lists' } };
  const resource = (name: string, more: object) => ({
    path: `${path}/${name}`,
    request: { path: `${path}/${name}` },
    parameters,
    records: { list: 'rows' },
    paging: { kind: 'none' },
    polling,
    ...more,
  });
  const trap = await setTrap(database.db, {
    clock,
    connector: {
      resources: {
        lists: { path: '/lists', request: { path: '/lists' }, records: { list: 'rows' }, paging: { kind: 'none' } },
        rows: resource('rows', {
          where: filteredBy('updated'),
          deletes: {
            resource: 'gone',
            where: "deletedAt>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}'",
            idField: 'rowId',
            dateField: 'deletedAt',
          },
        }),
        gone: resource('gone', { where: filteredBy('deletedAt') }),
      },
    },
    ...(definition && { definition }),
    answer: ({ path: asked, query }) => {
      if (asked === '/lists') return { body: { rows: [{ id: 'a' }, { id: 'b' }] } };
      if (asked.startsWith('/lists/b')) return { body: { rows: [] } };
      if (asked.endsWith('/rows'))
        return { body: { rows: vendor.rows.filter(({ updated }) => updated >= since(query)).map(shown) } };
      const gone = vendor.gone.filter(({ at }) => at >= since(query));
      return { body: { rows: gone.map(({ id, at }) => ({ rowId: id, deletedAt: iso(at) })) } };
    },
  });
  const told = () => {
    clock.jump(minutes(1));
    return trap.told();
  };
  const add = (id: number) => vendor.rows.push(row(id, clock.now()));
  const remove = (id: number) => {
    vendor.rows = vendor.rows.filter((one) => one.id !== id);
    vendor.gone.push({ id, at: clock.now() });
  };
  const restore = (id: number, { entryStays = false } = {}) => {
    if (!entryStays) vendor.gone = vendor.gone.filter((one) => one.id !== id);
    vendor.rows.push(row(id, clock.now(), clock.now() - minutes(60)));
  };
  /** The list goes on showing the record, with the date that it had. */
  const showStill = (id: number) => vendor.rows.push(row(id, clock.now() - minutes(2), clock.now() - minutes(60)));
  const showNoMore = (id: number) => {
    vendor.rows = vendor.rows.filter((one) => one.id !== id);
  };
  return { trap, told, add, remove, restore, showStill, showNoMore };
}

test('where windows overlap, a deletion is told once, although the list is late or its entry stays after a return', async () => {
  const polling = { ...quiet, settleSeconds: 3_600, overlapSeconds: 3_600 };
  const { told, add, remove, restore, showStill, showNoMore } = await startVendor({ polling });
  await told();
  add(1);
  expect(await told()).toEqual(['CREATED 1']);
  remove(1);
  expect(await told()).toEqual(['DELETED 1']);
  showStill(1);
  expect([await told(), await told()]).toEqual([[], []]);
  showNoMore(1);
  restore(1, { entryStays: true });
  expect(await told()).toEqual(['CREATED 1']);
  expect([await told(), await told()]).toEqual([[], []]);
  remove(1);
  expect(await told()).toEqual(['DELETED 1']);
  expect(await told()).toEqual([]);
});

test('a record in the list of deleted ones is told as deleted once, under the resource that it was of', async () => {
  const { told, add, remove } = await startVendor();
  await told();
  add(1);
  add(2);
  expect(await told()).toEqual(['CREATED 1', 'CREATED 2']);
  remove(1);
  expect(await told()).toEqual(['DELETED 1']);
  expect(await told()).toEqual([]);
  const events = database.db.selectFrom('notifications').select('resource').distinct();
  expect(await events.execute()).toEqual([{ resource: 'rows' }]);
});

test('a record that is restored is told as created, and its next deletion is told again', async () => {
  const { told, add, remove, restore } = await startVendor();
  await told();
  add(1);
  await told();
  remove(1);
  await told();
  restore(1);
  expect(await told()).toEqual(['CREATED 1']);
  remove(1);
  expect(await told()).toEqual(['DELETED 1']);
});

test('a reconciliation does not tell again what the list of deleted ones told', async () => {
  const { trap, told, add, remove } = await startVendor();
  const reconciliation = sweepAt(database.db, trap);
  await told();
  for (const id of [1, 2, 3]) add(id);
  await told();
  await reconciliation.sweep();
  remove(2);
  await told();
  const before = await trap.events();
  for (const round of [1, 2, 3]) {
    trap.clock.jump(minutes(round));
    expect(await reconciliation.sweep()).toMatchObject({ status: 'completed' });
  }
  expect(await trap.events()).toEqual(before);
});

test.each([
  [true, ['CREATED 1', 'CREATED 2', 'DELETED 2']],
  [false, ['CREATED 1', 'CREATED 2']],
])(
  'what is missing from a list twice is told as deleted, unless records leave it that still exist (%s)',
  async (tellsDeletions, events) => {
    const { trap, told, add, showNoMore } = await startVendor({
      polling: { ...quiet, reconciliation: { tellsDeletions } },
    });
    const reconciliation = sweepAt(database.db, trap);
    await told();
    add(1);
    add(2);
    await told();
    await reconciliation.sweep();
    showNoMore(2);
    for (const round of [1, 2]) {
      trap.clock.jump(minutes(round));
      expect(await reconciliation.sweep()).toMatchObject({ status: 'completed' });
    }
    expect(await trap.events()).toEqual(events);
  },
);

test('a resource that fans out reads the deleted records of each of its parts', async () => {
  const where = "where=updated>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}'";
  const definition = { url: `/hubs/general/lists/{listId}/rows?${where}` };
  const { trap, told, add, remove } = await startVendor({ path: '/lists/{listId}', definition });
  await told();
  add(1);
  await told();
  remove(1);
  expect(await told()).toEqual(['DELETED 1']);
  expect(trap.report?.scans.map(({ scope }) => scope).toSorted()).toEqual([
    'deleted listId=a',
    'deleted listId=b',
    'listId=a',
    'listId=b',
  ]);
});
