import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microsPerSecond } from '../lib/instant.ts';
import { aCursor } from '../../test/kit/claimed-poll.ts';
import { laneOf, lowerBound, significantSkew } from './window.ts';

const seconds = (value: number) => value * microsPerSecond;
const start = seconds(1_767_225_600);
const horizon = { settle: seconds(120), overlap: seconds(120) };
const plain = { start, cursor: aCursor(), pollDelaySeconds: 0, horizon, lane: 'settle' as const };

test('the first query begins where the customer wants to be told from', () => {
  expect(lowerBound(plain)).toBe(start);
});

test('a later query reaches back from the watermark by the poll delay and by the settle time', () => {
  const watermark = start + seconds(3600);
  expect(lowerBound({ ...plain, cursor: aCursor({ watermark }), pollDelaySeconds: 30 })).toBe(watermark - seconds(150));
});

test('it never reaches back before the beginning', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(5_000), fc.nat(5_000), (after, pollDelaySeconds, settleSeconds) => {
      const watermark = start + seconds(after);
      const cursor = aCursor({ watermark, completeUpTo: watermark - seconds(settleSeconds) });
      const reach = { settle: seconds(settleSeconds), overlap: seconds(settleSeconds) };
      const from = lowerBound({ ...plain, cursor, pollDelaySeconds, horizon: reach });
      expect(from).toBeGreaterThanOrEqual(start);
      expect(from).toBeLessThanOrEqual(watermark);
    }),
  );
});

test.each([
  [undefined, 0],
  [1.9, 0],
  [-1.9, 0],
  [600, 600],
  [-600, -600],
])('a clock that is %s s ahead moves the beginning by %d s', (skew, moved) => {
  const clockSkew = skew === undefined ? undefined : seconds(skew);
  expect(significantSkew(clockSkew)).toBe(seconds(moved));
  expect(lowerBound({ ...plain, cursor: aCursor({ clockSkew }) })).toBe(start + seconds(moved));
});

const hour = { settle: seconds(3600), overlap: seconds(120) };
const watermark = start + seconds(10_000);
const read = aCursor({ watermark, completeUpTo: watermark - seconds(3600) });

test('the fast lane reaches back by the overlap only, the settle lane to where the resource is complete', () => {
  const since = (lane: 'fast' | 'settle', cursor = read) => lowerBound({ ...plain, cursor, horizon: hour, lane });
  expect(since('fast')).toBe(watermark - seconds(120));
  expect(since('settle')).toBe(watermark - seconds(3600));
  const behind = aCursor({ watermark, completeUpTo: watermark - seconds(5000) });
  expect(since('settle', behind)).toBe(watermark - seconds(5000));
});

test('a horizon that has grown is read back at once', () => {
  const grown = { settle: seconds(7200), overlap: seconds(120) };
  expect(lowerBound({ ...plain, cursor: read, horizon: grown, lane: 'settle' })).toBe(watermark - seconds(7200));
});

test('a horizon that has grown does not put off the settle lane', () => {
  const settled = aCursor({ ...read, settledAt: watermark });
  const grown = { settle: seconds(36_000), overlap: seconds(120) };
  expect(laneOf(settled, grown, watermark + seconds(8_999))).toBe('fast');
  expect(laneOf(settled, grown, watermark + seconds(9_000))).toBe('settle');
});

const setBack = { ...read, scannedAt: watermark, clockSkew: -seconds(600) };

test.each([
  ['the first scan', { cursor: aCursor(), reach: hour, now: watermark }, 'settle'],
  ['a horizon within the overlap', { cursor: read, reach: horizon, now: watermark }, 'settle'],
  ['a settle lane that ran lately', { cursor: read, reach: hour, now: watermark + seconds(800) }, 'fast'],
  ['a settle lane that is due', { cursor: read, reach: hour, now: watermark + seconds(900) }, 'settle'],
  ['a clock that was set back', { cursor: setBack, reach: hour, now: watermark - seconds(500) }, 'settle'],
])('%s is read by its lane', (_what, { cursor, reach, now }, lane) => {
  expect(laneOf(cursor, reach, now)).toBe(lane);
});
