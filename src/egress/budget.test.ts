import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetWaitMs, createBudgetWindow, spendBudget } from './budget.ts';
import type { BudgetLimit } from './egress-messages.ts';

const limitArbitrary: fc.Arbitrary<BudgetLimit> = fc.record({
  requests: fc.integer({ min: 1, max: 200 }),
  seconds: fc.constantFrom(0.1, 1, 10, 60, 3600),
});

/** Sends greedily, with pauses in between; returns the time of each request. */
function sendTimes(limits: BudgetLimit[], pausesMs: number[]): number[] {
  const windows = limits.map(createBudgetWindow);
  let now = 1_000_000;
  return pausesMs.map((pauseMs) => {
    now += pauseMs;
    for (let waitMs = budgetWaitMs(windows, now); waitMs > 0; waitMs = budgetWaitMs(windows, now)) now += waitMs;
    spendBudget(windows, now);
    return now;
  });
}

describe('budget', () => {
  test('no window of its length ever holds more requests than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(limitArbitrary, { minLength: 1, maxLength: 3 }),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20_000 })), {
          maxLength: 600,
        }),
        (limits, pausesMs) => {
          const times = sendTimes(limits, pausesMs);
          for (const { requests, seconds } of limits) {
            // The window that starts at one request and the request that must lie outside of it.
            for (let index = 0; index + requests < times.length; index++) {
              expect((times[index + requests] as number) - (times[index] as number)).toBeGreaterThanOrEqual(
                seconds * 1000 - 1e-6,
              );
            }
          }
        },
      ),
    );
  });

  test('a limit is used up to a 64th: nobody waits much longer than the limit asks', () => {
    fc.assert(
      fc.property(limitArbitrary, fc.integer({ min: 1, max: 600 }), (limit, count) => {
        const times = sendTimes(
          [limit],
          Array.from({ length: count }, () => 0),
        );
        const fullWindows = Math.floor((count - 1) / limit.requests);
        const elapsedMs = (times.at(-1) as number) - (times[0] as number);
        expect(elapsedMs).toBeLessThanOrEqual(fullWindows * limit.seconds * 1000 * (1 + 1 / 64) + 1e-6);
      }),
    );
  });

  test('the strictest of several limits decides', () => {
    const windows = [createBudgetWindow({ requests: 2, seconds: 1 }), createBudgetWindow({ requests: 3, seconds: 60 })];
    for (let sent = 0; sent < 2; sent++) spendBudget(windows, 0);
    expect(budgetWaitMs(windows, 400)).toBe(600);
    spendBudget(windows, 1000);
    expect(budgetWaitMs(windows, 1000)).toBe(59_000);
  });

  test('a large limit needs no more memory than a small one', () => {
    const window = createBudgetWindow({ requests: 150_000, seconds: 86_400 });
    for (let sent = 0; sent < 150_000; sent++) spendBudget([window], sent * 576);
    expect(window.grants.length).toBeLessThanOrEqual(65);
    expect(window.used).toBe(150_000);
  });

  test('a clock that is set back does not make anybody wait longer than the window', () => {
    const windows = [createBudgetWindow({ requests: 1, seconds: 10 })];
    spendBudget(windows, 1_000_000);
    expect(budgetWaitMs(windows, 400_000)).toBe(10_000);
    expect(budgetWaitMs(windows, 410_000)).toBe(0);
  });
});
