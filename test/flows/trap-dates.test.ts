import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import {
  filterBy,
  iso,
  isoSecond,
  minutes,
  notesOf,
  row,
  setTrap,
  shown,
  shownToSecond,
  since,
  trapStart,
  type TrapRow,
} from '../kit/trap.ts';

/** Dates that say less than they seem to. docs/reference/traps.md tells whose traps these are. */

const database = useEmptyDatabase();

test('six digits of a fraction are a fraction: a record of this second does not lie in the future', async () => {
  const format = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";
  const rows: object[] = [];
  const trap = await setTrap(database.db, {
    definition: {
      filterByCurrentDate: true,
      updated: { field: 'updated', format, timezone: 'UTC' },
      created: { field: 'created', format, timezone: 'UTC' },
    },
    answer: () => ({ body: { rows } }),
  });
  await trap.told();
  trap.clock.jump(minutes(1));
  const date = '2026-03-10T12:00:48.942022Z';
  rows.push({ id: 1, created: date, updated: date });
  expect(await trap.told()).toEqual(['CREATED 1']);
  rows[0] = { id: 1, created: date, updated: '2026-03-10T12:00:48.942023Z' };
  expect(await trap.told()).toEqual([]);
});

test('three states of a record within one second are three events', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    resource: {
      where: filterBy("yyyy-MM-dd'T'HH:mm:ss'Z'"),
      polling: { filter: { boundary: 'exclusive', granularity: 'second' } },
    },
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => Date.parse(isoSecond(updated)) > since(query)).map(shownToSecond) },
    }),
  });
  await trap.told();
  for (const [ms, name] of [
    [100, 'one'],
    [300, 'two'],
    [800, 'three'],
  ] as const) {
    rows[0] = { ...row(1, trapStart + ms, trapStart), name };
    trap.clock.jump(trapStart + ms + 50 - trap.clock.now());
    expect(await trap.told()).toEqual([name === 'one' ? 'CREATED 1' : 'UPDATED 1']);
  }
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual([]);
});

test('an updated date that is empty until the first edit: both dates are asked for, and the created date decides', async () => {
  const rows: { id: number; created: number; updated: number | null }[] = [
    { id: 1, created: trapStart - 9, updated: null },
  ];
  const format = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
  const bound = `'\${gmtDate:${format}}'`;
  const trap = await setTrap(database.db, {
    definition: { url: `/hubs/general/rows?where=updated>=${bound} OR created>=${bound}` },
    resource: {
      where: {
        or: 'or[{index}]{parameter}',
        fields: {
          updated: { operators: { '>=': '[updated]' }, value: { pattern: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" } },
          created: { operators: { '>=': '[created]' }, value: { pattern: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" } },
        },
      },
    },
    answer: ({ query }) => {
      const from = (name: string, index: number) => Date.parse(query[`or[${index}][${name}]`] ?? 'none');
      const matching = rows.filter(
        ({ updated, created }) => (updated ?? 0) >= from('updated', 0) || created >= from('created', 1),
      );
      return {
        body: {
          rows: matching.map(({ id, created, updated }) => ({
            id,
            created: iso(created),
            updated: updated === null ? null : iso(updated),
          })),
        },
      };
    },
  });
  await trap.told();
  trap.clock.jump(minutes(15));
  rows.push({ id: 2, created: trap.clock.now(), updated: null });
  expect(await trap.told()).toEqual(['CREATED 2']);
  trap.clock.jump(minutes(15));
  rows[0] = { id: 1, created: trapStart - 9, updated: trap.clock.now() };
  expect(await trap.told()).toEqual(['UPDATED 1']);
});

test('dates that differ by some milliseconds on a new record are a creation, within the tolerance', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    definition: { createdCheckToleranceSeconds: 1 },
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
  });
  await trap.told();
  trap.clock.jump(minutes(15));
  rows.push(row(1, trap.clock.now(), trap.clock.now() - 5));
  expect(await trap.told()).toEqual(['CREATED 1']);
});

test('a record that is edited within the second in which it was made is not told as created twice', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shownToSecond) },
    }),
  });
  await trap.told();
  rows.push(row(1, trapStart + 100));
  expect(await trap.told()).toEqual(['CREATED 1']);
  rows[0] = { ...row(1, trapStart + 700, trapStart + 100), name: 'edited at once' };
  trap.clock.jump(minutes(15));
  expect(await trap.told()).toEqual(['UPDATED 1']);
});

test('a record that is dated in the future hides nothing that comes before that date', async () => {
  const rows: TrapRow[] = [];
  const trap = await setTrap(database.db, {
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
  });
  rows.push(row(1, trapStart + minutes(60 * 24)));
  expect(await trap.told()).toEqual(['CREATED 1']);
  trap.clock.jump(minutes(15));
  rows.push(row(2, trap.clock.now()));
  expect(await trap.told()).toEqual(['CREATED 2']);
});

test('a draft that is published is told although it was created long ago, and a comment although no field moved', async () => {
  const rows: (TrapRow & { published: boolean })[] = [{ ...row(1, trapStart - minutes(60)), published: false }];
  const trap = await setTrap(database.db, {
    answer: ({ query }) => ({
      body: { rows: rows.filter(({ updated, published }) => published && updated >= since(query)).map(shown) },
    }),
  });
  await trap.told();
  for (const _ of ['publish', 'comment']) {
    trap.clock.jump(minutes(15));
    rows[0] = { ...row(1, trap.clock.now(), trapStart - minutes(60)), published: true };
    expect(await trap.told()).toEqual(['UPDATED 1']);
  }
});

test('years of zeros, trimmed and long fractions and two spellings of UTC are dates, or none', async () => {
  const rows: object[] = [];
  const trap = await setTrap(database.db, {
    definition: { url: '/hubs/general/rows' },
    resource: { idField: 'id' },
    answer: () => ({ body: { rows } }),
  });
  await trap.told();
  trap.clock.jump(minutes(1));
  rows.push(
    { id: 'no edit yet', created: '2026-03-10T12:00:15.54Z', updated: '0001-01-01T00:00:00Z' },
    { id: 'no edit, on another server', created: '2026-03-10T12:00:15Z', updated: '1970-01-01T00:00:00Z' },
    { id: 'nanoseconds', created: '2026-03-10T12:00:15.104702052Z', updated: '2026-03-10T12:00:15.104702052Z' },
    { id: 'an offset', created: '2026-03-10T12:00:16.000Z', updated: '2026-03-10T12:00:16.000+00:00' },
    {
      id: 'a big number',
      created: '2026-03-10T11:00:00Z',
      updated: '2026-03-10T12:00:16Z',
      size: '9007199254740993',
    },
    { id: 'old', created: '2026-03-10T11:00:00Z', updated: '1970-01-01T00:00:00Z' },
  );
  expect(await trap.told()).toEqual([
    'CREATED no edit yet',
    'CREATED no edit, on another server',
    'CREATED nanoseconds',
    'CREATED an offset',
    'UPDATED a big number',
  ]);
  expect(notesOf(trap)).toBe('');
  expect(await trap.told()).toEqual([]);
});
