import type { BudgetLimit } from './egress-messages.ts';

/** Requests granted close together, which leave the window together, when the last of them does. */
interface Grants {
  firstAt: number;
  lastAt: number;
  count: number;
}

/**
 * What was granted under one limit. Grants are kept in at most about 64 groups a window, so that a limit of 150,000 a day
 * costs no more memory than one of 5 a second; a group waits up to 1/64 of the window longer than it had to.
 */
export interface BudgetWindow {
  readonly limit: BudgetLimit;
  readonly grants: Grants[];
  used: number;
}

const groupsPerWindow = 64;

export const createBudgetWindow = (limit: BudgetLimit): BudgetWindow => ({ limit, grants: [], used: 0 });

/** Milliseconds until one more request may be sent under all of the windows; 0 is now. Forgets what has left them. */
export function budgetWaitMs(windows: readonly BudgetWindow[], now: number): number {
  let waitMs = 0;
  for (const window of windows) waitMs = Math.max(waitMs, windowWaitMs(window, now));
  return waitMs;
}

/** How long a request has to wait, and the limit that it waits for. */
export interface QueueWait {
  waitMs: number;
  /** Undefined when it need not wait. */
  limit: BudgetLimit | undefined;
}

/** The wait of a request behind `ahead` others that wait already. Records nothing. */
export function queueWait(windows: readonly BudgetWindow[], ahead: number, now: number): QueueWait {
  const forecast = windows.map((window) => ({ ...window, grants: window.grants.map((grants) => ({ ...grants })) }));
  let at = now;
  let limit: BudgetLimit | undefined;
  for (let granted = 0; granted <= ahead; granted++) {
    const waitMs = budgetWaitMs(forecast, at);
    if (waitMs > 0) limit = forecast.find((window) => windowWaitMs(window, at) === waitMs)?.limit;
    at += waitMs;
    spendBudget(forecast, at);
  }
  return { waitMs: at - now, limit };
}

/** Records one request, sent now. */
export function spendBudget(windows: readonly BudgetWindow[], now: number): void {
  for (const window of windows) {
    const newest = window.grants.at(-1);
    if (newest && now - newest.firstAt < lengthMs(window) / groupsPerWindow) {
      newest.lastAt = now;
      newest.count += 1;
    } else {
      window.grants.push({ firstAt: now, lastAt: now, count: 1 });
    }
    window.used += 1;
  }
}

function windowWaitMs(window: BudgetWindow, now: number): number {
  followClockBack(window, now);
  const windowMs = lengthMs(window);
  while (window.grants[0] && window.grants[0].lastAt + windowMs <= now) {
    window.used -= window.grants[0].count;
    window.grants.shift();
  }
  const [oldest] = window.grants;
  return oldest && window.used >= window.limit.requests ? oldest.lastAt + windowMs - now : 0;
}

/** A system clock that is set back must not make everybody wait for it to catch up. */
function followClockBack(window: BudgetWindow, now: number): void {
  const aheadMs = (window.grants.at(-1)?.lastAt ?? now) - now;
  if (aheadMs <= 0) return;
  for (const grants of window.grants) {
    grants.firstAt -= aheadMs;
    grants.lastAt -= aheadMs;
  }
}

const lengthMs = (window: BudgetWindow) => window.limit.seconds * 1000;
