import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findZone, utc } from '../lib/date-pattern/zone.ts';
import { instantFromMs, printInstant, type Instant } from '../lib/instant.ts';
import { granularities } from '../model/connector-polling.ts';
import { askFrom, unitMicros } from './ask-from.ts';

const instant = (iso: string): Instant => instantFromMs(Date.parse(iso));
type Filter = Parameters<typeof askFrom>[0];
const asked = (filter: Filter, from: string) => printInstant(askFrom(filter, instant(from)));

test('without a granularity the bound is asked for as it is', () => {
  expect(asked({}, '2026-01-01T10:00:30.123Z')).toBe('2026-01-01T10:00:30.123Z');
});

test('a provider that compares days is asked from the start of its day', () => {
  expect(asked({ granularity: 'day' }, '2026-01-01T10:00:00Z')).toBe('2026-01-01T00:00:00Z');
  expect(asked({ granularity: 'day', timezone: 'America/New_York' }, '2026-01-01T03:00:00Z')).toBe(
    '2025-12-31T05:00:00Z',
  );
});

test('one that leaves its bound out is asked one unit earlier', () => {
  expect(asked({ granularity: 'second', boundary: 'exclusive' }, '2026-01-01T10:00:30.500Z')).toBe(
    '2026-01-01T10:00:29Z',
  );
  expect(asked({ granularity: 'day', boundary: 'exclusive' }, '2026-01-02T10:00:00Z')).toBe('2026-01-01T00:00:00Z');
});

test('an hour that clocks show twice is one hour to a provider that compares hours', () => {
  const hourly = { granularity: 'hour', timezone: 'Europe/Berlin' } as const;
  expect(asked(hourly, '2026-10-25T01:30:00Z')).toBe('2026-10-25T01:00:00Z');
  expect(asked(hourly, '2026-10-25T00:30:00Z')).toBe('2026-10-24T23:00:00Z');
  expect(asked({ ...hourly, granularity: 'second' }, '2026-10-25T00:30:00Z')).toBe('2026-10-25T00:30:00Z');
});

/** What such a provider returns: it cuts both sides to its unit before it compares, hours and days on its own clock. */
function returns(
  { granularity, boundary, timezone }: { [K in keyof Filter]-?: NonNullable<Filter[K]> },
  bound: Instant,
  date: Instant,
): boolean {
  const zone = unitMicros[granularity] < unitMicros.hour ? utc : (findZone(timezone) ?? utc);
  const cut = (at: Instant) => Math.floor((at + zone.offsetMicrosAt(at)) / unitMicros[granularity]);
  return boundary === 'exclusive' ? cut(date) > cut(bound) : cut(date) >= cut(bound);
}

test('whatever the unit, the zone and the boundary, everything from the moment on is returned', () => {
  const from = instant('2026-01-01T00:00:00Z');
  const filters = fc.record({
    granularity: fc.constantFrom(...granularities),
    boundary: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
  });
  fc.assert(
    fc.property(
      filters,
      fc.nat(366 * 86_400).map((seconds) => from + seconds * 1_000_000 + (seconds % 1_000_000)),
      fc.nat(200_000).map((seconds) => seconds * 1_000_000),
      (filter, since, later) => {
        const bound = askFrom(filter, since);
        expect(bound).toBeLessThanOrEqual(since);
        expect(returns(filter, bound, since + later)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});
