import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  budgetRoom,
  budgetWaitMs,
  createBudgetWindow,
  followClockBack,
  queueWait,
  returnBudget,
  spendBudget,
  windowsOf,
  type BudgetLimit,
} from './budget-window.ts';

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
  followClockBack(windows, 400_000);
  expect(budgetWaitMs(windows, 400_000)).toBe(10_000);
  expect(budgetWaitMs(windows, 410_000)).toBe(0);
});

test('whatever requests cost, no window ever holds more than the limit, unless one alone costs more', () => {
  fc.assert(
    fc.property(
      limitArbitrary,
      fc.array(fc.record({ cost: fc.integer({ min: 1, max: 40 }), pauseMs: fc.integer({ min: 0, max: 5_000 }) })),
      (limit, requests) => {
        const windows = [createBudgetWindow(limit)];
        let now = 0;
        const sent = requests.map(({ cost, pauseMs }) => {
          now += pauseMs;
          now += budgetWaitMs(windows, now, { cost });
          expect(budgetWaitMs(windows, now, { cost })).toBe(0);
          spendBudget(windows, now, cost);
          return { at: now, cost };
        });
        for (const { at } of sent) {
          const inWindow = sent.filter((other) => other.at >= at && other.at < at + limit.seconds * 1000 - 1e-6);
          const total = inWindow.reduce((sum, { cost }) => sum + cost, 0);
          expect(inWindow.length === 1 || total <= limit.requests).toBe(true);
        }
      },
    ),
  );
});

test('a share of the limits is for those who may use only a part', () => {
  const windows = [createBudgetWindow({ requests: 5, seconds: 10 })];
  spendBudget(windows, 0, 3);
  expect(budgetWaitMs(windows, 0, { share: 0.5 })).toBe(10_000);
  expect(budgetWaitMs(windows, 0)).toBe(0);
  expect([budgetRoom(windows, 0, 0.5), budgetRoom(windows, 0), budgetRoom([], 0)]).toEqual([0, 2, Infinity]);
});

test('what was never sent can be given back, and never makes room for more than the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ taken: fc.integer({ min: 1, max: 20 }), used: fc.nat(20), pauseMs: fc.nat(3_000) })),
      (blocks) => {
        const limit = { requests: 50, seconds: 10 };
        const windows = [createBudgetWindow(limit)];
        let now = 0;
        const sent: { at: number; count: number }[] = [];
        for (const { taken, used, pauseMs } of blocks) {
          now += pauseMs + budgetWaitMs(windows, now + pauseMs, { cost: taken });
          spendBudget(windows, now, taken);
          const count = Math.min(used, taken);
          returnBudget(windows, now, taken - count);
          sent.push({ at: now, count });
        }
        for (const { at } of sent) {
          const inWindow = sent.filter((other) => other.at >= at && other.at < at + limit.seconds * 1000);
          expect(inWindow.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(limit.requests);
        }
      },
    ),
  );
});

test('the wait behind others names the limit that is waited for', () => {
  const limit = { requests: 2, seconds: 10 };
  const windows = [createBudgetWindow(limit)];
  expect(queueWait(windows, [{}, {}, {}, {}, {}], 0)).toEqual({ waitMs: 20_000, limit });
  expect(queueWait(windows, [{}], 0)).toEqual({ waitMs: 0, limit: undefined });
  expect(windows[0]?.used).toBe(0);
});

test('limits that stay keep what was granted under them', () => {
  const old = windowsOf([{ requests: 2, seconds: 10 }], []);
  spendBudget(old, 0);
  const next = windowsOf(
    [
      { requests: 2, seconds: 10 },
      { requests: 9, seconds: 60 },
    ],
    old,
  );
  expect(next.map(({ used }) => used)).toEqual([1, 0]);
});

test('what lies ahead of the clock by no more than the tolerance stays where it is', () => {
  const windows = [createBudgetWindow({ requests: 1, seconds: 10 })];
  spendBudget(windows, 5_000);
  followClockBack(windows, 0, 5_000);
  expect(budgetWaitMs(windows, 0)).toBe(15_000);
});
