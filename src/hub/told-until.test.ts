import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitUnits } from '../model/connector-rate-limit.ts';
import { boundedWait, toldUntil } from './told-until.ts';

const now = Date.UTC(2026, 0, 1, 12);
const day = 86_400_000;
const at = (ms: number) => new Date(ms).toUTCString();

test.each([
  ['retryAfter', '30', now + 30_000],
  ['retryAfter', '0.5', now + 500],
  ['retryAfter', at(now + 90_000), now + 90_000],
  ['seconds', '30', now + 30_000],
  ['milliseconds', '1500', now + 1_500],
  ['epochSeconds', String(now / 1000 + 30), now + 30_000],
  ['epochMilliseconds', String(now + 30_000), now + 30_000],
  ['iso', '2026-01-01T12:00:30Z', now + 30_000],
  ['iso', '2026-01-01T13:00:30.250+01:00', now + 30_250],
] as const)('in the unit %s, %s is understood', (unit, told, until) => {
  expect(toldUntil(told, unit, { now, date: undefined })).toBe(until);
});

test.each([
  ['retryAfter', at(now + 90_000)],
  ['epochSeconds', String(now / 1000 + 90)],
  ['epochMilliseconds', String(now + 90_000)],
  ['iso', new Date(now + 90_000).toISOString()],
] as const)("a moment in the unit %s is one of the provider's clock", (unit, told) => {
  expect(toldUntil(told, unit, { now, date: at(now + 60_000) })).toBe(now + 30_000);
});

test.each(['seconds', 'milliseconds', 'retryAfter'] as const)('a span in the unit %s needs no clock', (unit) => {
  expect(toldUntil('2000', unit, { now, date: at(now + 60_000) })).toBe(
    toldUntil('2000', unit, { now, date: undefined }),
  );
});

test("a Date that is more than a day off is not taken for the provider's clock", () => {
  const told = String(now / 1000 + 30);
  expect(toldUntil(told, 'epochSeconds', { now, date: at(now - 400 * day) })).toBe(now + 30_000);
  expect(toldUntil(told, 'epochSeconds', { now, date: 'yesterday' })).toBe(now + 30_000);
});

test.each([
  ['nothing', undefined, 'seconds'],
  ['an empty text', ' ', 'retryAfter'],
  ['words', 'soon', 'retryAfter'],
  ['a negative span', '-5', 'retryAfter'],
  ['a negative number', '-5', 'seconds'],
  ['infinity', 'Infinity', 'seconds'],
  ['seconds taken for an epoch', '30', 'epochSeconds'],
  ['seconds of an epoch taken for milliseconds', String(now / 1000), 'epochMilliseconds'],
  ['a number taken for a date', '30', 'iso'],
  ['a date of long ago', at(now - 2 * day), 'retryAfter'],
] as const)('%s says nothing', (_what, told, unit) => {
  expect(toldUntil(told, unit, { now, date: undefined })).toBeUndefined();
});

test('whatever is told, a wait is from a second to a day', () => {
  const told = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const date = fc.option(fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String)), { nil: undefined });
  fc.assert(
    fc.property(told, fc.constantFrom(...waitUnits), date, (text, unit, header) => {
      const until = toldUntil(text, unit, { now, date: header });
      if (until === undefined) return;
      const bounded = boundedWait(until, now);
      expect(bounded).toBeGreaterThanOrEqual(now + 1_000);
      expect(bounded).toBeLessThanOrEqual(now + day);
    }),
  );
});
