import { budgetWaitMs, followClockBack, queueWait, spendBudget, usedOf, windowsOf } from '../lib/budget-window.ts';
import type { BudgetLimit, BudgetWindow, QueueWait } from '../lib/budget-window.ts';
import type { Clock } from '../lib/clock.ts';
import { createKnownHold } from './known-hold.ts';
import { toWish, type Permits } from './permits.ts';

const noWait: QueueWait = { waitMs: 0, limit: undefined };

/** Permits of a process that is alone, or of a budget that it shares with no other. */
export function createLocalPermits({ clock }: { clock: Clock }): Permits {
  let known: readonly BudgetLimit[] | undefined;
  let windows: BudgetWindow[] = [];
  let concurrency: number | undefined;
  const hold = createKnownHold(() => clock.now());
  const now = () => {
    const at = clock.now();
    followClockBack(windows, at);
    return at;
  };
  return {
    setLimits(limits, requestsAtATime) {
      if (known !== limits) windows = windowsOf(limits, windows);
      known = limits;
      concurrency = requestsAtATime;
    },
    take(wish) {
      const at = now();
      if (budgetWaitMs(windows, at, toWish(wish)) > 0) return false;
      spendBudget(windows, at, wish.cost);
      return true;
    },
    forecast: (wishes) => (windows.length === 0 ? noWait : queueWait(windows, wishes.map(toWish), now())),
    charge: (cost) => spendBudget(windows, now(), cost),
    hold(later) {
      hold.extend(later);
      return Promise.resolve();
    },
    heldUntil: (background) => hold.until(background),
    slots: () => concurrency ?? Infinity,
    used: () => usedOf(windows, now()),
    idle: () => {},
    isForgotten() {
      const at = now();
      budgetWaitMs(windows, at);
      return hold.until(true) <= at && windows.every(({ used }) => used === 0);
    },
  };
}
