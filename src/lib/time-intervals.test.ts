import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingInterval, intervals, intervalStarts } from './time-intervals.ts';

const iso = (starts: number[] | undefined) => starts?.map((start) => new Date(start).toISOString().slice(0, 16));
const period = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });

test('an hour touches 61 minutes, wherever in a minute it begins', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (from) => {
      expect(intervalStarts({ from, to: from + 3_600_000 }, 'minute', 100)).toHaveLength(61);
    }),
  );
});

test('each interval begins where the one before ends, the first holds the beginning, and the last the end', () => {
  const moment = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });
  const lengthMs = fc.integer({ min: 0, max: 1e8 });
  fc.assert(
    fc.property(moment, lengthMs, fc.constantFrom(...intervals), (from, length, interval) => {
      const to = from + length;
      const starts = intervalStarts({ from, to }, interval, 10_000) ?? [];
      const holding = (ms: number) => intervalStarts({ from: ms, to: ms }, interval, 1)?.[0];
      expect(holding(from)).toBe(starts[0]);
      expect(holding(to)).toBe(starts.at(-1));
      expect(starts.map(holding)).toEqual(starts);
      expect(starts.slice(1).map((start) => holding(start - 1))).toEqual(starts.slice(0, -1));
    }),
  );
});

test('weeks begin on Monday, months on their first day, years of 366 days included', () => {
  expect(iso(intervalStarts(period('2026-11-22T10:00Z', '2026-11-23T00:00Z'), 'week', 9))).toEqual([
    '2026-11-16T00:00',
    '2026-11-23T00:00',
  ]);
  expect(iso(intervalStarts(period('2024-01-31T10:00Z', '2024-03-01T00:00Z'), 'month', 9))).toEqual([
    '2024-01-01T00:00',
    '2024-02-01T00:00',
    '2024-03-01T00:00',
  ]);
});

test('more intervals than are allowed are none, and as many as are allowed are all', () => {
  const hour = period('2026-01-01T00:00Z', '2026-01-01T01:00Z');
  expect(intervalStarts(hour, 'minute', 60)).toBeUndefined();
  expect(intervalStarts(hour, 'minute', 61)).toHaveLength(61);
});

test('the finest interval that is not too fine fits', () => {
  expect(fittingInterval(period('2026-01-01T00:00Z', '2026-01-01T03:00Z'), 200)).toBe('minute');
  expect(fittingInterval(period('2026-01-01T00:00Z', '2026-01-08T00:00Z'), 200)).toBe('hour');
  expect(fittingInterval(period('2026-01-01T00:00Z', '2026-06-01T00:00Z'), 200)).toBe('day');
  expect(fittingInterval(period('2000-01-01T00:00Z', '2026-01-01T00:00Z'), 200)).toBe('month');
});
