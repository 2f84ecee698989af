import {
  budgetRoom,
  budgetWaitMs,
  emptyAt,
  followClockBack,
  returnBudget,
  spendBudget,
  windowsOf,
  type BudgetWindow,
} from '../lib/budget-window.ts';
import type { QuotaAnswer, QuotaAsk, QuotaHold } from '../model/provider-quota.ts';

/** What is stored of one account. Times in epoch milliseconds. */
export interface StoredQuota extends QuotaHold {
  windows: BudgetWindow[];
  /** By process. */
  slots: Record<string, Slots>;
  forgetAt: number;
}

/** How many requests a process may have under way, and how many it wants. */
interface Slots {
  count: number;
  wanted: number;
  until: number;
}

export const unusedQuota: StoredQuota = { windows: [], slots: {}, untilMs: 0, backgroundUntilMs: 0, forgetAt: 0 };

/** The slots of a process that was killed come back after this; a request and its time-out fit in. */
const slotLeaseMs = 60_000;
/** What was granted may lie ahead of a clock that differs a little, and by the time for which permits are valid. */
const clockToleranceMs = 60_000;

/** What one ask changes, and its answer. */
export function settleQuota(
  stored: StoredQuota,
  ask: QuotaAsk,
  holder: string,
): { stored: StoredQuota; answer: QuotaAnswer } {
  const { now, limits } = ask;
  const windows = windowsOf(limits, structuredClone(stored.windows));
  followClockBack(windows, now, clockToleranceMs);
  if (ask.returned) returnBudget(windows, ask.returned.at, ask.returned.cost);
  if (ask.owed > 0) spendBudget(windows, now, ask.owed);
  const validUntil = now + ask.validMs;
  const untilMs = believable(stored.untilMs, now);
  const backgroundUntilMs = believable(stored.backgroundUntilMs, now);
  const granted = grantedOf({ untilMs, backgroundUntilMs }, ask, windows);
  if (granted > 0) spendBudget(windows, validUntil, granted);
  const { slots, allowed } = slotsOf(stored, ask, holder);
  const leases = Object.values(slots).map(({ until }) => until);
  const forgetAt = Math.max(now, emptyAt(windows), untilMs, backgroundUntilMs, ...leases);
  return {
    stored: { windows, slots, untilMs, backgroundUntilMs, forgetAt },
    answer: { granted, validUntil, windows, slots: allowed, untilMs, backgroundUntilMs },
  };
}

/** Nobody is held for longer: a hold that says so was written by a clock that has been set back since. */
const longestHoldMs = 24 * 3_600_000;

const believable = (untilMs: number, now: number): number =>
  untilMs > now + longestHoldMs + clockToleranceMs ? 0 : untilMs;

function grantedOf(
  { untilMs, backgroundUntilMs }: Pick<StoredQuota, 'untilMs' | 'backgroundUntilMs'>,
  ask: QuotaAsk,
  windows: BudgetWindow[],
): number {
  const { now, least, most, share, background } = ask;
  if (most === 0 || (background ? Math.max(untilMs, backgroundUntilMs) : untilMs) > now) return 0;
  if (budgetWaitMs(windows, now, { cost: least, share }) > 0) return 0;
  return Math.max(least, Math.min(most, budgetRoom(windows, now, share)));
}

/** A process gets what it wants of what is free, but no more than its fair part while another one wants more than it has. */
function slotsOf(
  { slots }: StoredQuota,
  ask: QuotaAsk,
  holder: string,
): { slots: Record<string, Slots>; allowed: number } {
  const { now, concurrency, underWay, waiting } = ask;
  if (concurrency === undefined) return { slots: {}, allowed: 0 };
  // A lease that ends later than one taken now is one of a clock that was set back since.
  const isValid = ({ until }: Slots) => until > now && until <= now + slotLeaseMs + clockToleranceMs;
  const others = Object.entries(slots).filter(([name, lease]) => name !== holder && isValid(lease));
  const taken = others.reduce((sum, [, { count }]) => sum + count, 0);
  const isContended = others.some(([, { count, wanted }]) => count < wanted);
  const fair = isContended ? Math.max(1, Math.floor(concurrency / (others.length + 1))) : concurrency;
  const wanted = Math.min(underWay + waiting, concurrency);
  const allowed = Math.min(wanted, fair, Math.max(0, concurrency - taken));
  // What is under way cannot be given up before it is over.
  const count = Math.max(underWay, allowed);
  const mine = wanted === 0 ? [] : [[holder, { count, wanted, until: now + slotLeaseMs }] as const];
  return { slots: Object.fromEntries([...others, ...mine]), allowed };
}
