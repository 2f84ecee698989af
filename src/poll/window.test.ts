import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microsPerSecond } from '../lib/instant.ts';
import { lowerBound, significantSkew } from './window.ts';

const seconds = (value: number) => value * microsPerSecond;
const start = seconds(1_767_225_600);
const plain = {
  start,
  watermark: undefined,
  scannedAt: undefined,
  pollDelaySeconds: 0,
  settleSeconds: 120,
  clockSkew: undefined,
  leastClockSkew: undefined,
};

test('the first query begins where the customer wants to be told from', () => {
  expect(lowerBound(plain)).toBe(start);
});

test('a later query reaches back from the watermark by the poll delay and by the settle time', () => {
  const watermark = start + seconds(3600);
  expect(lowerBound({ ...plain, watermark, pollDelaySeconds: 30 })).toBe(watermark - seconds(150));
});

test('it never reaches back before the beginning', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(5_000), fc.nat(5_000), (after, pollDelaySeconds, settleSeconds) => {
      const watermark = start + seconds(after);
      const from = lowerBound({ ...plain, watermark, pollDelaySeconds, settleSeconds });
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
  expect(lowerBound({ ...plain, clockSkew })).toBe(start + seconds(moved));
});
