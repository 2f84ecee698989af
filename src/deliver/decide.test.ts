import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, retryDelaysSeconds, type AttemptOutcome } from './decide.ts';

const now = Date.UTC(2026, 0, 1);
const failed = (retryAfterMs?: number): AttemptOutcome => ({
  kind: 'failed',
  statusCode: 503,
  detail: 'HTTP 503',
  retryAfterMs,
});
const at = (random: number) => ({ now, random: () => random });

test('an acknowledged delivery is delivered, however many attempts it took', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (attempts) => {
      expect(decide(attempts, { kind: 'delivered', statusCode: 204 }, at(0))).toEqual({ kind: 'delivered' });
    }),
  );
});

test('there are five attempts after the first, 8 to the power of n seconds apart', () => {
  const delays = [1, 2, 3, 4, 5].map((attempts) => {
    const next = decide(attempts, failed(), at(0));
    return next.kind === 'retry' ? (next.at - now) / 1000 : next.kind;
  });
  expect(delays).toEqual([8, 8 ** 2, 8 ** 3, 8 ** 4, 8 ** 5]);
  expect(retryDelaysSeconds).toEqual(delays);
  expect(decide(6, failed(), at(0))).toEqual({ kind: 'deactivate', reason: '6 attempts failed: HTTP 503' });
});

test('jitter adds at most a tenth', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, chance) => {
        const next = decide(attempts, failed(), at(chance));
        const least = 8 ** attempts * 1000;
        const waited = next.kind === 'retry' ? next.at - now : NaN;
        expect(waited).toBeGreaterThanOrEqual(least);
        expect(waited).toBeLessThanOrEqual(least * 1.1 + 1);
      },
    ),
  );
});

test.each([
  ['a longer wait that the receiver asks for is kept', 120_000, 120_000],
  ['a shorter one does not shorten ours', 1_000, 8_000],
  ['one beyond a day is cut to a day', 90 * 24 * 3_600_000, 24 * 3_600_000],
])('%s', (_rule, asked, waited) => {
  expect(decide(1, failed(asked), at(0))).toEqual({ kind: 'retry', at: now + waited });
});

test('410 deactivates at once', () => {
  expect(decide(1, { kind: 'gone', statusCode: 410 }, at(0))).toEqual({
    kind: 'deactivate',
    reason: 'The callback URL answered 410 Gone.',
  });
});
