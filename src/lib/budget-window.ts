/** At most `requests` in any stretch of `seconds`. */
export interface BudgetLimit {
  requests: number;
  seconds: number;
}

/** Requests granted close together, which leave the window together, when the last of them does. */
interface Grants {
  firstAt: number;
  lastAt: number;
  count: number;
}

/**
 * What was granted under one limit. Grants are kept in at most about 64 groups a window, so that a limit of 150,000 a day
 * costs no more memory than one of 5 a second; a group waits up to 1/64 of the window longer than it had to. Plain JSON.
 */
export interface BudgetWindow {
  readonly limit: BudgetLimit;
  readonly grants: Grants[];
  used: number;
}

/** What is to be sent. */
export interface Wish {
  /** Requests that it counts as. Default 1. */
  cost?: number;
  /** The part of each limit that may be in use when it goes out. Default 1: all of it. */
  share?: number;
}

const groupsPerWindow = 64;

export const createBudgetWindow = (limit: BudgetLimit): BudgetWindow => ({ limit, grants: [], used: 0 });

export const areSameLimits = (one: readonly BudgetLimit[], other: readonly BudgetLimit[]): boolean =>
  one === other || (one.length === other.length && one.every((limit, place) => isSameLimit(limit, other[place])));

const isSameLimit = (one: BudgetLimit, other: BudgetLimit | undefined): boolean =>
  one.requests === other?.requests && one.seconds === other.seconds;

/** The windows of these limits; what was granted under those that stay still counts. */
export const windowsOf = (limits: readonly BudgetLimit[], old: readonly BudgetWindow[]): BudgetWindow[] =>
  limits.map((limit) => old.find((window) => isSameLimit(window.limit, limit)) ?? createBudgetWindow(limit));

/** Milliseconds until the wish may be sent under all of the windows; 0 is now. Forgets what has left them. */
export function budgetWaitMs(windows: readonly BudgetWindow[], now: number, wish: Wish = {}): number {
  let waitMs = 0;
  for (const window of windows) waitMs = Math.max(waitMs, windowWaitMs(window, now, wish));
  return waitMs;
}

/** How much may be sent now at most under all of the windows; Infinity without any. */
export function budgetRoom(windows: readonly BudgetWindow[], now: number, share = 1): number {
  let room = Infinity;
  for (const window of windows) {
    forgetPast(window, now);
    room = Math.min(room, capacity(window, share) - window.used);
  }
  return Math.max(0, room);
}

/** How much of each limit is used at this moment. Changes nothing. */
export const usedOf = (windows: readonly BudgetWindow[], now: number): (BudgetLimit & { used: number })[] =>
  windows.map((window) => {
    const { requests, seconds } = window.limit;
    const inUse = window.grants.filter(({ lastAt }) => lastAt + lengthMs(window) > now);
    return { requests, seconds, used: inUse.reduce((sum, { count }) => sum + count, 0) };
  });

/** How long a request has to wait, and the limit that it waits for. */
export interface QueueWait {
  waitMs: number;
  /** Undefined when it need not wait. */
  limit: BudgetLimit | undefined;
}

/** The wait of a wish behind others that wait already. Records nothing. */
export function queueWait(windows: readonly BudgetWindow[], wishes: readonly Wish[], now: number): QueueWait {
  const forecast = windows.map((window) => ({ ...window, grants: window.grants.map((grants) => ({ ...grants })) }));
  let at = now;
  let limit: BudgetLimit | undefined;
  for (const wish of wishes) {
    const waitMs = budgetWaitMs(forecast, at, wish);
    if (waitMs > 0) limit = forecast.find((window) => windowWaitMs(window, at, wish) === waitMs)?.limit;
    at += waitMs;
    spendBudget(forecast, at, wish.cost);
  }
  return { waitMs: at - now, limit };
}

/** Records requests sent now, or at the end of a span in which they may be sent. */
export function spendBudget(windows: readonly BudgetWindow[], at: number, cost = 1): void {
  for (const window of windows) {
    const newest = window.grants.at(-1);
    const sentAt = Math.max(at, newest?.lastAt ?? at);
    if (newest && sentAt - newest.firstAt < lengthMs(window) / groupsPerWindow) {
      newest.lastAt = sentAt;
      newest.count += cost;
    } else {
      window.grants.push({ firstAt: sentAt, lastAt: sentAt, count: cost });
    }
    window.used += cost;
  }
}

/** Takes back what was recorded at that moment and never sent. */
export function returnBudget(windows: readonly BudgetWindow[], at: number, cost: number): void {
  for (const window of windows) {
    const group = window.grants.find((grants) => grants.firstAt <= at && at <= grants.lastAt);
    if (!group) continue;
    const returned = Math.min(cost, group.count);
    group.count -= returned;
    window.used -= returned;
  }
}

/**
 * A system clock that is set back must not make everybody wait for it to catch up. What lies further ahead than
 * `toleranceMs` is moved back with it.
 */
export function followClockBack(windows: readonly BudgetWindow[], now: number, toleranceMs = 0): void {
  for (const { grants } of windows) {
    const aheadMs = (grants.at(-1)?.lastAt ?? now) - now;
    if (aheadMs <= toleranceMs) continue;
    for (const group of grants) {
      group.firstAt -= aheadMs;
      group.lastAt -= aheadMs;
    }
  }
}

/** The first moment after which nothing is remembered any more. */
export const emptyAt = (windows: readonly BudgetWindow[]): number =>
  Math.max(0, ...windows.map((window) => (window.grants.at(-1)?.lastAt ?? 0) + lengthMs(window)));

/** What costs more than the whole window goes out when the window is empty: it could not go otherwise. */
function windowWaitMs(window: BudgetWindow, now: number, { cost = 1, share = 1 }: Wish): number {
  forgetPast(window, now);
  let excess = window.used + cost - capacity(window, share);
  let used = window.used;
  let waitMs = 0;
  for (const grants of window.grants) {
    if (excess <= 0 || used <= 0) break;
    excess -= grants.count;
    used -= grants.count;
    waitMs = grants.lastAt + lengthMs(window) - now;
  }
  return waitMs;
}

function forgetPast(window: BudgetWindow, now: number): void {
  while (window.grants[0] && window.grants[0].lastAt + lengthMs(window) <= now) {
    window.used -= window.grants[0].count;
    window.grants.shift();
  }
}

const capacity = ({ limit }: BudgetWindow, share: number) => Math.ceil(limit.requests * share);

const lengthMs = (window: BudgetWindow) => window.limit.seconds * 1000;
