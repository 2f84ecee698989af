import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeededRandom } from '../../test/kit/seeded-random.ts';
import { someTimeAfter } from './some-time-after.ts';

test('who waits for a moment comes at it or up to a tenth of the wait later, half a minute at most', () => {
  const seconds = fc.integer({ min: -100, max: 1_000_000 });
  fc.assert(
    fc.property(seconds, fc.double({ min: 0, max: 0.999, noNaN: true }), (waitSeconds, chance) => {
      const at = waitSeconds * 1000;
      const came = someTimeAfter(at, { now: 0, random: () => chance });
      expect(came).toBeGreaterThanOrEqual(at);
      expect(came).toBeLessThanOrEqual(at + Math.max(0, Math.min(at / 10, 30_000)));
    }),
  );
});

test('a thousand who wait for the same minute do not come in the same millisecond', () => {
  const random = createSeededRandom(1);
  const moments = Array.from({ length: 1000 }, () => someTimeAfter(60_000, { now: 0, random }));
  expect(new Set(moments).size).toBeGreaterThan(900);
});
