import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import { pollingSchema } from '../model/connector-polling.ts';
import { afterCap, firstSlices, type Slice } from './slices.ts';

const rules = (polling: Record<string, unknown> = {}) => pollingSchema.parse(polling);
const upperBound = { field: 'updated' };
const now = 10_000 * microsPerSecond;

test('a window is one slice, or as many as the provider allows; the last one stays open', () => {
  expect(firstSlices(rules(), 0, now)).toEqual([{ since: 0 }]);
  const daily = rules({ upperBound, longestWindowSeconds: 4_000 });
  expect(firstSlices(daily, 0, now)).toEqual([
    { since: 0, until: 4_000 * microsPerSecond },
    { since: 4_000 * microsPerSecond, until: 8_000 * microsPerSecond },
    { since: 8_000 * microsPerSecond },
  ]);
});

test('rows in one unit of time that fill a query cannot be told apart by time', () => {
  const ascending = rules({ order: 'updatedAscending', filter: { granularity: 'minute' } });
  expect(afterCap(ascending, { since: 0 }, { newest: 59 * microsPerSecond, now })).toBeUndefined();
  expect(afterCap(ascending, { since: 0 }, { newest: 60 * microsPerSecond, now })).toEqual([
    { since: 60 * microsPerSecond },
  ]);
  expect(afterCap(rules({ upperBound }), { since: 5, until: 6 }, { newest: undefined, now })).toBeUndefined();
});

/** A provider that gives at most `cap` of the rows that match, in any order or sorted. */
function read(dates: Instant[], cap: number, polling: ReturnType<typeof rules>): Set<number> | undefined {
  const seen = new Set<number>();
  const slices: Slice[] = firstSlices(polling, 0, now);
  for (let asked = 0; slices.length > 0; asked++) {
    if (asked > 10_000) throw new Error('the scan does not end');
    const slice = slices.shift() as Slice;
    const matching = dates
      .map((date, index) => ({ date, index }))
      .filter(({ date }) => date >= slice.since && date <= (slice.until ?? Infinity));
    const sorted = polling.order === 'updatedAscending' ? matching.toSorted((a, b) => a.date - b.date) : matching;
    const given = sorted.slice(0, cap);
    for (const { index } of given) seen.add(index);
    if (given.length < cap) continue;
    const rest = afterCap(polling, slice, { newest: given.at(-1)?.date, now });
    if (!rest) return undefined;
    slices.unshift(...rest);
  }
  return seen;
}

test.each([
  ['sorted', { order: 'updatedAscending' }],
  ['unsorted', { upperBound }],
  ['cut into windows', { upperBound, longestWindowSeconds: 700 }],
])('behind a cap nothing is lost silently where rows are %s', (_how, polling) => {
  fc.assert(
    fc.property(fc.array(fc.nat(now), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (dates, cap) => {
      const seen = read(dates, cap, rules(polling));
      const crowd = Math.max(0, ...[...Map.groupBy(dates, (date) => date).values()].map((same) => same.length));
      const gaveUpRightly = seen === undefined && crowd >= cap - 1;
      expect(gaveUpRightly || seen?.size === dates.length).toBe(true);
    }),
  );
});
