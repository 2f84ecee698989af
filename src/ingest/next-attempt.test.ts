import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAttempt } from './next-attempt.ts';

const now = 1_000_000;
const after = (attempts: number, notBefore = 0) => nextAttempt({ attempts, notBefore }, { now, random: () => 0 });

test('pauses double from a second to an hour, for about three days', () => {
  expect([0, 1, 2, 11, 12, 40].map((attempts) => (after(attempts) ?? 0) - now)).toEqual([
    1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000,
  ]);
  let waited = 0;
  let attempts = 0;
  for (; after(attempts) !== undefined; attempts++) waited += (after(attempts) ?? 0) - now;
  expect(attempts).toBe(83);
  expect(Math.round(waited / 86_400_000)).toBe(3);
});

test('what the provider asks for is waited for, but no longer than a day', () => {
  expect(after(0, now + 60_000)).toBe(now + 60_000);
  expect(after(0, now + 90 * 86_400_000)).toBe(now + 86_400_000);
});

test('the next attempt lies ahead whatever chance says', () => {
  fc.assert(
    fc.property(fc.nat(82), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      expect(nextAttempt({ attempts, notBefore: 0 }, { now, random: () => chance })).toBeGreaterThanOrEqual(now + 800);
    }),
  );
});
