import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantFromMs, type Instant } from '../instant.ts';
import { datePattern } from './date-pattern.ts';
import { printBound } from './print-bound.ts';

const instant = (iso: string): Instant => instantFromMs(Date.parse(iso));

test('bounds are cut off and rounded up to the step of the pattern', () => {
  const minutes = datePattern('yyyy-MM-dd HH:mm');
  expect(printBound(minutes, instant('2026-01-01T10:00:30Z'), 'lower')).toBe('2026-01-01 10:00');
  expect(printBound(minutes, instant('2026-01-01T10:00:30Z'), 'upper')).toBe('2026-01-01 10:01');
  expect(printBound(minutes, instant('2026-01-01T10:00:00Z'), 'upper')).toBe('2026-01-01 10:00');
});

test('a local time that may be read as either of two is moved out of the hour', () => {
  const local = datePattern('yyyy-MM-dd HH:mm:ss', 'Europe/Berlin');
  expect(printBound(local, instant('2026-10-25T00:30:00Z'), 'lower')).toBe('2026-10-25 01:30:00');
  expect(printBound(local, instant('2026-10-25T01:30:00Z'), 'upper')).toBe('2026-10-25 03:30:00');
  const withOffset = datePattern("yyyy-MM-dd'T'HH:mm:ssXXX", 'Europe/Berlin');
  expect(printBound(withOffset, instant('2026-10-25T00:30:00Z'), 'lower')).toBe('2026-10-25T02:30:00+02:00');
});

test('an upper bound within a step that clocks show twice is rounded up, whichever of the two a reader takes', () => {
  const local = datePattern('yyyy-MM-dd HH:mm:ss', 'Australia/Lord_Howe');
  expect(printBound(local, instant('2026-04-04T14:30:00Z') + 1, 'upper')).toBe('2026-04-05 01:30:01');
});

test('whatever the vendor makes of the text, a lower bound is not too late and an upper one not too early', () => {
  const from = instant('2026-01-01T00:00:00Z');
  fc.assert(
    fc.property(
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
      fc.constantFrom('yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm'),
      fc.nat(366 * 86_400).map((seconds) => from + seconds * 1_000_000 + 1),
      (zone, format, moment) => {
        const pattern = datePattern(format, zone);
        // All moments that clocks of the zone show as this text.
        const readings = (text: string) => {
          const read = pattern.parse(text) as Instant;
          const around = [-3_600_000_000, -1_800_000_000, 0, 1_800_000_000, 3_600_000_000].map((shift) => read + shift);
          return around.filter((each) => pattern.print(each) === text);
        };
        expect(Math.max(...readings(printBound(pattern, moment, 'lower')))).toBeLessThanOrEqual(moment);
        expect(Math.min(...readings(printBound(pattern, moment, 'upper')))).toBeGreaterThanOrEqual(moment);
      },
    ),
    { numRuns: 2_000 },
  );
});
