import { expect, test } from 'vitest';
import type { PollDefinition } from '../../src/model/poll-definition.ts';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import {
  iso,
  minutes,
  row,
  seconds,
  setTrap,
  shown,
  shownToSecond,
  since,
  standingClock,
  trapStart,
  type TrapRow,
} from '../kit/trap.ts';

/** What comes late, in parts, or in no order. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('a record that is edited while later pages are read is told by the next poll: the watermark is where the scan began', async () => {
  const rows = [row(1, trapStart + 1), row(2, trapStart + 2), row(3, trapStart + 3)];
  const clock = standingClock();
  let whileReading = () => {};
  const trap = await setTrap(database.db, {
    clock,
    resource: { paging: { kind: 'cursor', cursor: 'next', parameter: 'cursor' } },
    answer: ({ query }) => {
      const matching = rows.filter(({ updated }) => updated >= since(query)).map(shown);
      if (query['cursor'] === undefined) return { body: { rows: matching.slice(0, 2), next: 'more' } };
      whileReading();
      return { body: { rows: matching.slice(2), next: null } };
    },
  });
  whileReading = () => {
    rows[0] = { ...row(1, clock.now() + seconds(10), trapStart + 1), name: 'edited' };
    clock.jump(seconds(20));
    whileReading = () => {};
  };
  expect(await trap.told()).toEqual(['CREATED 1', 'CREATED 2', 'CREATED 3']);
  clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['UPDATED 1']);
});

test('a record that the index shows eight minutes after its date is told once, where the horizon says so', async () => {
  const rows: { at: number; row: TrapRow }[] = [];
  const clock = standingClock();
  const trap = await setTrap(database.db, {
    clock,
    resource: { polling: { settleSeconds: 600, overlapSeconds: 60 } },
    answer: ({ query }) => ({
      body: {
        rows: rows
          .filter(({ at, row: { updated } }) => at <= clock.now() && updated >= since(query))
          .map(({ row: one }) => shown(one)),
      },
    }),
  });
  await trap.told();
  clock.jump(minutes(2));
  rows.push({ at: clock.now() + minutes(8), row: row(1, clock.now() - seconds(1)) });
  const told: string[] = [];
  for (let poll = 0; poll < 10; poll++) {
    told.push(...(await trap.told()));
    clock.jump(minutes(2));
  }
  expect(told).toEqual(['CREATED 1']);
});

test('behind the most rows that one query gives the scan goes on from the date of the last row', async () => {
  const rows = Array.from({ length: 23 }, (_, id) => row(id, trapStart + seconds(2 * id)));
  const trap = await setTrap(database.db, {
    clock: standingClock(),
    resource: {
      paging: { kind: 'page', page: 'page', pageSize: 'size', maxPageSize: 5, maxRows: 10, recheck: false },
      polling: { order: 'updatedAscending', pageSize: 5 },
    },
    answer: ({ query }) => {
      const from = (Number(query['page']) - 1) * 5;
      if (from >= 10) return { status: 400, body: { error: 'not beyond the tenth row' } };
      const matching = rows.filter(({ updated }) => updated >= since(query));
      return { body: { rows: matching.slice(from, from + 5).map(shown) } };
    },
  });
  expect((await trap.told()).toSorted()).toEqual(rows.map(({ id }) => `CREATED ${id}`).toSorted());
});

/** 23 rows behind a query that gives 10 of them, in no order. Answers what is told of them, and all of them. */
async function toldOfSplitWindow(definition: Partial<PollDefinition> = {}) {
  const rows = Array.from({ length: 23 }, (_, id) => row(id, trapStart + minutes((id * 7) % 23)));
  const trap = await setTrap(database.db, {
    definition,
    resource: {
      paging: { kind: 'none', maxRows: 10 },
      where: {
        fields: {
          updated: {
            operators: { '>=': 'since', '<=': 'until' },
            value: { pattern: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" },
          },
        },
      },
      polling: { upperBound: { field: 'updated' } },
    },
    answer: ({ query }) => {
      const until = Date.parse(query['until'] ?? iso(Date.UTC(2100, 0)));
      const matching = rows.filter(({ updated }) => updated >= since(query) && updated <= until);
      return { body: { rows: matching.slice(0, 10).map(shown) } };
    },
  });
  trap.clock.jump(minutes(30));
  return { told: (await trap.told()).toSorted(), all: rows.map(({ id }) => `CREATED ${id}`).toSorted() };
}

test('an unsorted window that holds more rows than one query gives is halved until each part holds fewer', async () => {
  const { told, all } = await toldOfSplitWindow();
  expect(told).toEqual(all);
});

test('so it is where the URL has an upper bound of its own, and the provider takes but one', async () => {
  const bounds = ["updated>='${gmtDate:PATTERN}'", "updated<='${nowTimeZone:GMT:PATTERN}'"].join(' AND ');
  const where = bounds.replaceAll('PATTERN', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
  const { told, all } = await toldOfSplitWindow({ url: `/hubs/general/rows?where=${where}` });
  expect(told).toEqual(all);
});

test('a log that goes back a day only says so to whoever was away for longer', async () => {
  const trap = await setTrap(database.db, {
    resource: { polling: { longestLookbackSeconds: 86_400 } },
    answer: () => ({ body: { rows: [] } }),
  });
  await trap.told();
  trap.clock.jump(minutes(60 * 23));
  await trap.told();
  expect(await trap.notices()).toEqual([]);
  trap.clock.jump(minutes(60 * 25));
  await trap.told();
  expect(await trap.notices()).toEqual(['lookback.exceeded']);
});

test('a log that never gives more than so many rows goes on where its connector says so, and tells of it', async () => {
  const rows = Array.from({ length: 9 }, (_, id) => row(id, trapStart + seconds(id)));
  const trap = await setTrap(database.db, {
    resource: { paging: { kind: 'none', maxRows: 3 }, polling: { atResultCap: 'goOn' } },
    answer: ({ query }) => ({
      body: {
        rows: rows
          .filter(({ updated }) => updated >= since(query))
          .slice(-3)
          .map(shown),
      },
    }),
  });
  expect((await trap.told()).toSorted()).toEqual(['CREATED 6', 'CREATED 7', 'CREATED 8']);
  expect(trap.report?.outcome).toBe('completed');
  expect(await trap.notices()).toEqual(['result.incomplete']);
  // The next window still reaches back to those rows.
  for (const _ of [1, 2, 3]) {
    trap.clock.jump(minutes(60));
    expect(await trap.told()).toEqual([]);
  }
  expect(await trap.notices()).toEqual(['result.incomplete', 'result.incomplete']);
});

test('rows in any order, another at each request and one of them twice, are told once each', async () => {
  const rows = Array.from({ length: 9 }, (_, id) => row(id, trapStart + seconds(id)));
  let shift = 0;
  const trap = await setTrap(database.db, {
    resource: { paging: { kind: 'cursor', cursor: 'next', parameter: 'cursor' } },
    answer: ({ query }) => {
      shift += 4;
      const matching = rows.filter(({ updated }) => updated >= since(query)).map(shown);
      const mixed = [...matching.slice(shift % 9), ...matching.slice(0, shift % 9)];
      if (query['cursor'] !== undefined) return { body: { rows: matching.slice(0, 4), next: null } };
      return { body: { rows: mixed, next: 'again' } };
    },
  });
  expect((await trap.told()).toSorted()).toEqual(rows.map(({ id }) => `CREATED ${id}`));
  expect(await trap.told()).toEqual([]);
});

test('a list that cannot be sorted by its change is read to the end, not to the first old row', async () => {
  const rows = [
    row(1, trapStart - minutes(60)),
    row(2, trapStart - minutes(90)),
    row(3, trapStart + seconds(1), trapStart - minutes(90)),
  ];
  const trap = await setTrap(database.db, {
    definition: { url: '/hubs/general/rows', pageSize: 1 },
    resource: { paging: { kind: 'offset', offset: 'skip', limit: 'take', maxPageSize: 1 } },
    answer: ({ query }) => {
      const from = Number(query['skip'] ?? 0);
      return { body: { rows: rows.slice(from, from + Number(query['take'])).map(shown) } };
    },
  });
  expect(await trap.told()).toEqual(['UPDATED 3']);
});

test('a record that shows half a second after its date is told', async () => {
  const clock = standingClock();
  const rows: { at: number; row: TrapRow }[] = [];
  const trap = await setTrap(database.db, {
    clock,
    resource: { polling: { settleSeconds: 2, overlapSeconds: 2 } },
    answer: ({ query }) => ({
      body: {
        rows: rows
          .filter(({ at, row: { updated } }) => at <= clock.now() && updated >= since(query))
          .map(({ row: one }) => shownToSecond(one)),
      },
    }),
  });
  await trap.told();
  clock.jump(seconds(59) + 900);
  rows.push({ at: clock.now() + 500, row: row(1, clock.now()) });
  clock.jump(200);
  expect(await trap.told()).toEqual([]);
  clock.jump(minutes(1));
  expect(await trap.told()).toEqual(['CREATED 1']);
});
