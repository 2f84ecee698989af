import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import {
  filterBy,
  iso,
  isoSecond,
  localTime,
  minutes,
  notesOf,
  row,
  seconds,
  setTrap,
  shown,
  since,
  standingClock,
  trapStart,
  type TrapRow,
} from '../kit/trap.ts';

/** What is left out by the way in which a provider compares the bound of a query. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('a change in the second of the watermark is told, although the filter leaves that second out', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    resource: {
      where: filterBy("yyyy-MM-dd'T'HH:mm:ss'Z'"),
      polling: { filter: { boundary: 'exclusive', granularity: 'second' } },
    },
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => Date.parse(isoSecond(updated)) > since(query)).map(shown) },
    }),
  });
  await trap.told();
  rows.push(row(1, trap.clock.now() + 400));
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['CREATED 1']);
  expect(await trap.told()).toEqual([]);
});

const newYork = 'America/New_York';
/** The same moment as a count of minutes or days on the clocks of a zone. */
const localMinute = (at: number, zone: string): string => localTime(at, zone).slice(0, 16);
const localDay = (at: number, zone: string): string => localTime(at, zone).slice(0, 10);

test.each([
  {
    provider: 'days of the workspace, the day itself left out',
    where: filterBy('yyyy-MM-dd', newYork),
    filter: { boundary: 'exclusive', granularity: 'day', timezone: newYork },
    passes: (updated: number, bound: string) => localDay(updated, newYork) > bound,
  },
  {
    provider: 'days in UTC, the day itself included',
    where: filterBy("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    filter: { granularity: 'day' },
    passes: (updated: number, bound: string) => Date.parse(iso(updated).slice(0, 10)) >= Date.parse(bound),
  },
  {
    provider: "minutes on the user's clock",
    where: filterBy('yyyy-MM-dd HH:mm', newYork),
    filter: { granularity: 'minute' },
    passes: (updated: number, bound: string) => localMinute(updated, newYork) >= bound,
  },
  {
    provider: 'minutes, the minute itself left out, seconds not looked at',
    where: filterBy("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    filter: { boundary: 'exclusive', granularity: 'minute' },
    passes: (updated: number, bound: string) => iso(updated).slice(0, 16) > bound.slice(0, 16),
  },
])('a provider that compares $provider is asked from a unit early enough', async ({ where, filter, passes }) => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    clock: standingClock(trapStart + seconds(50)),
    resource: { where, polling: { filter } },
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => passes(updated, query['since'] ?? '')).map(shown) },
    }),
  });
  await trap.told();
  for (const id of [1, 2, 3]) {
    rows.push(row(id, trap.clock.now() + seconds(3)));
    trap.clock.jump(minutes(5) + seconds(7));
    expect(await trap.told()).toEqual([`CREATED ${id}`]);
  }
});

test('a date that the provider rounds down stands for its whole minute, where its format says that it has no seconds', async () => {
  const rows: TrapRow[] = [];
  const toMinute = (at: number) => at - (at % minutes(1));
  const date = { format: "yyyy-MM-dd'T'HH:mm':00.000Z'", timezone: 'UTC' };
  const trap = await setTrap(database.db, {
    clock: standingClock(trapStart + seconds(10)),
    definition: { updated: { field: 'updated', ...date }, created: { field: 'created', ...date } },
    resource: { polling: { filter: { granularity: 'minute' } } },
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => updated >= toMinute(since(query))).map(shown) },
    }),
  });
  await trap.told();
  rows.push(row(1, toMinute(trap.clock.now() + seconds(5))));
  trap.clock.jump(seconds(20));
  expect(await trap.told()).toEqual(['CREATED 1']);
  rows[0] = { ...row(1, toMinute(trap.clock.now() + seconds(5))), name: 'edited in the same minute' };
  trap.clock.jump(minutes(1));
  expect(await trap.told()).toEqual(['UPDATED 1']);
  expect(await trap.told()).toEqual([]);
});

test('a filter that the provider ignores is remarked upon, and costs no event', async () => {
  const rows = Array.from({ length: 5 }, (_, id) => row(id, trapStart - minutes(60 * id + 10)));
  const trap = await setTrap(database.db, { answer: () => ({ body: { rows: rows.map(shown) } }) });
  expect(await trap.told()).toEqual([]);
  expect(notesOf(trap)).toContain('the provider ignored the filter on updated');
  rows.push(row(9, trap.clock.now()));
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['CREATED 9']);
  expect(await trap.told()).toEqual([]);
});
