import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../../test/kit/empty-database.ts';
import { sweepAt } from '../../../test/kit/sweep-at.ts';
import { minutes, row, seconds, setTrap, shown, since, trapStart } from '../../../test/kit/trap.ts';

const database = useEmptyDatabase();

/** A list that is polled and has webhooks, and what two sweeps over it tell. */
async function receivedList(count: number) {
  const world = { rows: Array.from({ length: count }, (_, id) => row(id, trapStart - minutes(600))) };
  const trap = await setTrap(database.db, {
    answer: ({ query }) => ({ body: { rows: world.rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
    resource: { polling: { settleSeconds: 60, reconciliation: { missingShare: 1 } } },
    poll: { received: true },
  });
  await trap.told();
  trap.clock.jump(minutes(5));
  return { world, trap, sweeper: sweepAt(database.db, trap) };
}

test('where webhooks come as well, a sweep tells what is missing, under the lock of the poll', async () => {
  const { world, trap, sweeper } = await receivedList(10);
  await sweeper.sweep();
  world.rows = world.rows.slice(0, 9);
  await sweeper.sweep();
  const report = await sweeper.sweep();
  expect(report.status).toBe('completed');
  expect(await trap.events()).toEqual(['DELETED 9']);
});

test('what a webhook told as deleted is not brought back by a list that may be behind, but by one that cannot', async () => {
  const { trap, sweeper } = await receivedList(2);
  await sweeper.sweep();
  const until = trap.clock.now() * 1_000;
  const deleted = { version: 'deleted', revision: 1, date_us: until };
  await database.db.updateTable('record_versions').set(deleted).where('record_id', '=', '1').execute();
  trap.clock.jump(seconds(10));
  await sweeper.sweep();
  expect(await trap.events()).toEqual([]);
  trap.clock.jump(minutes(2));
  await sweeper.sweep();
  expect(await trap.events()).toEqual(['CREATED 1']);
});
