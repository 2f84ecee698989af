import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../../test/kit/empty-database.ts';
import { sweepAt } from '../../../test/kit/sweep-at.ts';
import { minutes, row, seconds, setTrap, shown, since, trapStart, type TrapRow } from '../../../test/kit/trap.ts';

const database = useEmptyDatabase();
const longAgo = trapStart - minutes(600);
const rowsOf = (count: number): TrapRow[] => Array.from({ length: count }, (_, id) => row(id, longAgo));

/** A provider of these rows that filters by date, polled once. */
async function polledOnce(rows: TrapRow[], options: { polling?: object; show?: (row: TrapRow) => object } = {}) {
  const world = { rows, show: options.show ?? shown };
  const trap = await setTrap(database.db, {
    answer: ({ query }) => ({
      body: { rows: world.rows.filter(({ updated }) => updated >= since(query)).map((one) => world.show(one)) },
    }),
    ...(options.polling && { resource: { polling: options.polling } }),
  });
  await trap.told();
  trap.clock.jump(minutes(5));
  return { world, trap, sweeper: sweepAt(database.db, trap) };
}

test('a reconciliation that is cancelled tells nothing more, and its poll is free at once', async () => {
  const everything = { reconciliation: { missingShare: 1 } };
  const { world, trap, sweeper } = await polledOnce(rowsOf(500), { polling: everything });
  await sweeper.sweep();
  world.rows = world.rows.slice(0, 10);
  await sweeper.sweep();
  const id = await sweeper.ask();
  const { missingTwice } = sweeper.deps;
  let toldBefore: string[] = [];
  sweeper.deps.missingTwice = async (of) => {
    const batch = await missingTwice(of);
    toldBefore = await trap.events();
    if (of.after) await sweeper.cancel(id);
    return batch;
  };
  await sweeper.step();
  expect(toldBefore).toHaveLength(200);
  expect(await trap.events()).toEqual(toldBefore);
  const stored = await database.db.selectFrom('reconciliations').select('status').where('id', '=', id).execute();
  expect(stored).toEqual([{ status: 'cancelled' }]);
  expect(await trap.told()).toEqual([]);
});

test('one that is cancelled before it begins gives its poll back', async () => {
  const { trap, sweeper } = await polledOnce(rowsOf(1));
  const id = await sweeper.ask();
  const { claimPollForSweep } = sweeper.deps;
  sweeper.deps.claimPollForSweep = async (of) => {
    const poll = await claimPollForSweep(of);
    await sweeper.cancel(id);
    return poll;
  };
  await sweeper.step();
  expect(await trap.told()).toEqual([]);
});

test('a record told as created, and forgotten since, is an update when its content differs without its date', async () => {
  let views = 0;
  const { world, trap, sweeper } = await polledOnce([], { show: (one) => ({ ...shown(one), views }) });
  const { clock } = trap;
  world.rows = [row(1, clock.now() - seconds(1))];
  expect(await trap.told()).toEqual(['CREATED 1']);
  for (let round = 0; round < 3; round++) {
    clock.jump(minutes(15));
    await trap.told();
  }
  expect(await database.db.selectFrom('record_versions').selectAll().execute()).toEqual([]);
  views = 7;
  const { counts } = await sweeper.sweep();
  expect(counts).toMatchObject({ missedCreated: 0, missedUpdated: 1 });
  expect(await trap.events()).toEqual(['CREATED 1', 'UPDATED 1']);
  // Nothing became visible late, so no settle horizon has to grow.
  expect(await database.db.selectFrom('record_lateness').selectAll().execute()).toEqual([]);
});

test('a record without an id, which is another one when it is changed, is never told as deleted', async () => {
  const { world, trap, sweeper } = await polledOnce([row('', longAgo), row(2, longAgo)]);
  await sweeper.sweep();
  world.rows = [{ ...row('', longAgo), name: 'changed' }, row(2, longAgo)];
  await sweeper.sweep();
  const { counts } = await sweeper.sweep();
  expect(counts).toMatchObject({ missingOnce: 0, deleted: 0 });
  expect(await trap.events()).toEqual([expect.stringMatching(/^CREATED \S{20}$/)]);
});

test('a record without a date is not missing when the list has grown so long that it is read by date', async () => {
  const perPage = 5;
  const undated = { id: 'undated', created: null, updated: null };
  let rows = [row(1, longAgo), row(2, longAgo)];
  const trap = await setTrap(database.db, {
    answer: ({ query }) => {
      const dated = rows.filter(({ updated }) => updated >= since(query)).map((one) => shown(one));
      const all = query['since'] === undefined ? [...dated, undated] : dated;
      return { body: { rows: query['page'] === '1' ? all.slice(0, perPage) : [] } };
    },
    resource: {
      paging: { kind: 'page', page: 'page', pageSize: 'size', maxPageSize: perPage, recheck: false },
      polling: { order: 'updatedAscending', resultCap: perPage },
    },
  });
  const sweeper = sweepAt(database.db, trap);
  await trap.told();
  expect((await sweeper.sweep()).counts).toMatchObject({ remembered: 3 });
  trap.clock.jump(minutes(5));
  rows = [...rows, ...[3, 4, 5, 6].map((id) => row(id, trap.clock.now() - seconds(10 - id)))];
  await trap.told();
  for (let round = 0; round < 3; round++)
    expect((await sweeper.sweep()).counts).toMatchObject({ missingOnce: 0, deleted: 0 });
  rows = rows.filter(({ id }) => id !== 1);
  await sweeper.sweep();
  expect((await sweeper.sweep()).counts).toMatchObject({ deleted: 1 });
  expect((await trap.events()).at(-1)).toBe('DELETED 1');
});

test('a step whose scopes take longer to list than a claim is held goes on, and nobody takes it over', async () => {
  const { trap, sweeper } = await polledOnce(rowsOf(3));
  const other = sweepAt(database.db, trap);
  const { listParameterValues } = sweeper.deps;
  const takenOver: unknown[] = [];
  sweeper.deps.listParameterValues = async (account, plan, onPage) => {
    for (let page = 0; page < 15; page++) {
      trap.clock.jump(seconds(10));
      await onPage();
      takenOver.push(await other.step());
    }
    return listParameterValues(account, plan, onPage);
  };
  await sweeper.ask();
  expect(await sweeper.step()).toMatchObject({ status: 'completed', counts: { records: 3 } });
  expect(takenOver.filter((report) => report !== undefined)).toEqual([]);
});
