import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import {
  filterBy,
  iso,
  localTime,
  minutes,
  notesOf,
  row,
  setTrap,
  shown,
  shownToSecond,
  since,
  standingClock,
  type TrapRow,
} from '../kit/trap.ts';

/** The form and the zone in which a provider takes the bound of a query. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('an offset east of Greenwich reaches the provider with its plus sign', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    resource: { where: filterBy("yyyy-MM-dd'T'HH:mm:ssXXX", 'Europe/Berlin') },
    answer: ({ query }) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00$/.test(query['since'] ?? '')
        ? { body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }
        : { status: 422, body: { error: `no date: ${query['since']}` } },
  });
  await trap.told();
  rows.push(row(1, trap.clock.now()));
  expect(await trap.told()).toEqual(['CREATED 1']);
  expect(trap.requests[0]).toContain('%2B01%3A00');
});

test('dates that follow the clocks of the account are the same moments before and after these change', async () => {
  const rows: TrapRow[] = [];
  // The last Sunday of October: at 01:00 UTC the clocks of Berlin go from 03:00 back to 02:00.
  const berlin = (at: number) => `${localTime(at, 'Europe/Berlin').replace(' ', 'T')}${offsetAt(at)}`;
  const offsetAt = (at: number) => (at < Date.UTC(2026, 9, 25, 1) ? '+02:00' : '+01:00');
  const trap = await setTrap(database.db, {
    clock: standingClock(Date.UTC(2026, 9, 25, 0, 30)),
    answer: ({ query }) => ({
      body: {
        rows: rows
          .filter(({ updated }) => updated >= since(query))
          .map((one) => ({ ...one, created: berlin(one.created), updated: berlin(one.updated) })),
      },
    }),
  });
  await trap.told();
  for (const id of [1, 2, 3, 4]) {
    rows.push(row(id, trap.clock.now()));
    trap.clock.jump(minutes(20));
    expect(await trap.told()).toEqual([`CREATED ${id}`]);
  }
});

/** Compares texts, as SQLite does: with a T where the stored text has a blank, every date of that day is earlier. */
const textTrap = (resource: object) => {
  const rows: TrapRow[] = [];
  const stored = (at: number) => iso(at).slice(0, 19).replace('T', ' ');
  const trap = setTrap(database.db, {
    resource: { ...resource },
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => stored(updated) >= (query['since'] ?? '')).map(shownToSecond) },
    }),
  });
  return { rows, trap };
};

test('a bound is written as the provider compares it, not as it shows its dates', async () => {
  const { rows, trap: starting } = textTrap({ where: filterBy('yyyy-MM-dd HH:mm:ss') });
  const trap = await starting;
  await trap.told();
  rows.push(row(1, trap.clock.now()));
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['CREATED 1']);
});

test('a filter that returns nothing, although a record that was seen lies in its window, is remarked upon', async () => {
  const { rows, trap: starting } = textTrap({
    where: filterBy("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    polling: { settleSeconds: 600, overlapSeconds: 600 },
  });
  const trap = await starting;
  trap.clock.jump(minutes(60 * 11 + 55));
  await trap.told();
  // Up to midnight the date of the bound alone puts it before the record; then the T comes after the blank.
  trap.clock.jump(minutes(10));
  rows.push(row(1, trap.clock.now()));
  expect(await trap.told()).toEqual(['CREATED 1']);
  trap.clock.jump(minutes(8));
  expect(await trap.told()).toEqual([]);
  expect(notesOf(trap)).toBe('');
  trap.clock.jump(minutes(1));
  expect(await trap.told()).toEqual([]);
  expect(notesOf(trap)).toContain('returned nothing, though a record seen before lies in the window');
});

test("a bound in the server's local time finds every change of the hour that its clocks show twice", async () => {
  const rows: TrapRow[] = [];
  const zone = 'America/New_York';
  // The first Sunday of November: at 06:00 UTC the clocks of New York go from 02:00 back to 01:00.
  const trap = await setTrap(database.db, {
    clock: standingClock(Date.UTC(2026, 10, 1, 4, 40)),
    resource: {
      where: filterBy("yyyy-MM-dd'T'HH:mm:ss", zone),
      polling: { filter: { boundary: 'exclusive', granularity: 'second', timezone: zone } },
    },
    answer: ({ query }) => {
      const local = (at: number) => localTime(at, zone).replace(' ', 'T');
      return { body: { rows: rows.filter(({ updated }) => local(updated) > (query['since'] ?? '')).map(shown) } };
    },
  });
  await trap.told();
  for (let id = 1; id <= 8; id++) {
    rows.push(row(id, trap.clock.now()));
    trap.clock.jump(minutes(20));
    expect(await trap.told()).toEqual([`CREATED ${id}`]);
  }
});

test('a change within the second of the upper bound is told, although the date shown is cut to that second', async () => {
  const rows: TrapRow[] = [];
  const zone = { timezone: 'UTC' };
  const format = "yyyy-MM-dd'T'HH:mm:ssXXX";
  const trap = await setTrap(database.db, {
    definition: {
      url: `/hubs/general/rows?where=updated>='\${gmtDate:${format}}' AND updated<='\${nowTimeZone:GMT:${format}}'`,
      updated: { field: 'updated', format, ...zone },
      created: { field: 'created', format, ...zone },
    },
    resource: {
      where: {
        fields: {
          updated: {
            operators: { '>=': 'since', '<=': 'until' },
            value: { pattern: "yyyy-MM-dd'T'HH:mm:ss'Z'" },
          },
        },
      },
    },
    answer: ({ query }) => {
      const until = Date.parse(query['until'] ?? '');
      const matching = rows.filter(({ updated }) => updated >= since(query) && updated <= until);
      return { body: { rows: matching.map(shownToSecond) } };
    },
  });
  await trap.told();
  trap.clock.jump(minutes(1));
  rows.push(row(1, trap.clock.now() + 721));
  trap.clock.jump(900);
  expect(await trap.told()).toEqual([]);
  trap.clock.jump(minutes(1));
  expect(await trap.told()).toEqual(['CREATED 1']);
  expect(await trap.told()).toEqual([]);
});
