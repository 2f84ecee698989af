import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floorTo, instantFromMs, msFromInstant, printInstant, printInstantSeconds } from './instant.ts';

const instants = fc.integer({ min: -62_135_596_800_000_000, max: 9_007_199_254_740_991 });

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [1_767_225_600_123_456, '2026-01-01T00:00:00.123456Z'],
  [1_767_225_600_500_000, '2026-01-01T00:00:00.5Z'],
  [-1, '1969-12-31T23:59:59.999999Z'],
])('%d is printed as %s', (instant, text) => {
  expect(printInstant(instant)).toBe(text);
});

test('what is printed is the instant to the microsecond', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const [, whole = '', fraction = ''] = /^(.+?)(?:\.(\d+))?Z$/.exec(printInstant(instant)) ?? [];
      expect(Date.parse(`${whole}Z`) * 1000 + Number(fraction.padEnd(6, '0'))).toBe(instant);
    }),
  );
});

test('dates on the wire have whole seconds, never later than the instant', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const text = printInstantSeconds(instant);
      expect(text).toMatch(/T\d\d:\d\d:\d\dZ$/);
      expect(instant - instantFromMs(Date.parse(text))).toBeGreaterThanOrEqual(0);
      expect(instant - instantFromMs(Date.parse(text))).toBeLessThan(1_000_000);
    }),
  );
});

test('milliseconds survive the way to an instant and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
      expect(msFromInstant(instantFromMs(ms))).toBe(ms);
    }),
  );
});

test('flooring goes down, also before 1970', () => {
  expect(floorTo(-1, 1_000_000)).toBe(-1_000_000);
  expect(floorTo(1_999_999, 1_000_000)).toBe(1_000_000);
});
