import type { Clock } from '../lib/clock.ts';
import { Fault } from '../model/fault.ts';
import { budgetWaitMs, createBudgetWindow, queueWait, spendBudget, type BudgetWindow } from './budget.ts';
import type { BudgetLimit, RequestBudget } from './egress-messages.ts';

/** The budgets of this process, by key. */
export interface Budgets {
  /**
   * Resolves when the request may be sent, first come, first served. Rejects with the signal's reason, and at once with
   * `provider.throttled`, which says when to come back, when the wait would be longer than a minute.
   */
  spend(budget: RequestBudget, signal: AbortSignal | undefined): Promise<void>;
  /** Keys in memory. Those whose windows have emptied are dropped now and then. */
  size(): number;
  /** Rejects all who wait. */
  close(reason: Error): void;
}

interface Waiter {
  proceed: () => void;
  refuse: (reason: unknown) => void;
}

interface Account {
  limits: readonly BudgetLimit[];
  windows: BudgetWindow[];
  waiters: Waiter[];
  /** Ends the sleep of the account's loop. */
  wake: AbortController | undefined;
}

const firstSweepSize = 1000;
/**
 * Who has to wait longer is sent away instead. A poll holds its claim for two minutes and shows no sign of life while it
 * waits, so a wait and the request after it must fit in there. And whoever waits keeps others, whose accounts have requests
 * left, from being served.
 */
const longestWaitMs = 60_000;

export function createBudgets({ clock }: { clock: Clock }): Budgets {
  const accounts = new Map<string, Account>();
  let sweepSize = firstSweepSize;

  const accountOf = ({ key, limits }: RequestBudget): Account => {
    const known = accounts.get(key);
    if (known) return withLimits(known, limits);
    if (accounts.size >= sweepSize) sweepSize = Math.max(firstSweepSize, 2 * sweep(accounts, clock.now()));
    const account: Account = { limits, windows: limits.map(createBudgetWindow), waiters: [], wake: undefined };
    accounts.set(key, account);
    return account;
  };

  return {
    async spend(budget, signal) {
      signal?.throwIfAborted();
      const account = accountOf(budget);
      const now = clock.now();
      if (account.waiters.length === 0 && budgetWaitMs(account.windows, now) === 0) spendBudget(account.windows, now);
      else await queue({ clock }, account, now, signal);
    },
    size: () => accounts.size,
    close(reason) {
      for (const account of accounts.values()) {
        for (const waiter of account.waiters.splice(0)) waiter.refuse(reason);
        account.wake?.abort();
      }
      accounts.clear();
    },
  };
}

/** A connector may come back with other limits; what was spent under the limits that stay still counts. */
function withLimits(account: Account, limits: readonly BudgetLimit[]): Account {
  if (account.limits === limits) return account;
  account.windows = limits.map(
    (limit) =>
      account.windows.find((old) => old.limit.requests === limit.requests && old.limit.seconds === limit.seconds) ??
      createBudgetWindow(limit),
  );
  account.limits = limits;
  return account;
}

async function queue(
  { clock }: { clock: Clock },
  account: Account,
  now: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const fault = tooLongAWait(account, account.waiters.length, now);
  if (fault) throw fault;
  await new Promise<void>((resolve, reject) => {
    const leave = () => {
      account.waiters.splice(account.waiters.indexOf(waiter), 1);
      if (account.waiters.length === 0) account.wake?.abort();
      reject(signal?.reason as Error);
    };
    const settled = () => signal?.removeEventListener('abort', leave);
    const waiter: Waiter = {
      proceed: () => (settled(), resolve()),
      refuse: (reason) => (settled(), reject(reason as Error)),
    };
    signal?.addEventListener('abort', leave, { once: true });
    account.waiters.push(waiter);
    if (!account.wake) void grantInTurn({ clock }, account);
  });
}

function tooLongAWait({ windows }: Account, ahead: number, now: number): Fault | undefined {
  const { waitMs, limit } = queueWait(windows, ahead, now);
  if (waitMs <= longestWaitMs || !limit) return undefined;
  return new Fault(
    'provider.throttled',
    `The rate limit of ${limit.requests} requests in ${limit.seconds} s, which this provider account has, is used up: the next request can be sent in ${Math.ceil(waitMs / 1000)} s.`,
    { retryAt: now + waitMs },
  );
}

async function grantInTurn({ clock }: { clock: Clock }, account: Account): Promise<void> {
  const wake = new AbortController();
  account.wake = wake;
  while (account.waiters.length > 0) {
    const now = clock.now();
    const waitMs = budgetWaitMs(account.windows, now);
    // The limits may have become stricter since they began to wait.
    const fault = waitMs > longestWaitMs && tooLongAWait(account, 0, now);
    if (fault) {
      for (const waiter of account.waiters.splice(0)) waiter.refuse(fault);
    } else if (waitMs > 0) {
      await clock.sleep(waitMs, wake.signal);
      // Woken because nobody waited any more; whoever came since gets a loop with a signal of its own.
      if (wake.signal.aborted) break;
    } else {
      spendBudget(account.windows, now);
      account.waiters.shift()?.proceed();
    }
  }
  account.wake = undefined;
  if (account.waiters.length > 0) void grantInTurn({ clock }, account);
}

/** Drops the accounts that nothing is remembered of; returns how many are left. */
function sweep(accounts: Map<string, Account>, now: number): number {
  for (const [key, { windows, waiters }] of accounts) {
    budgetWaitMs(windows, now);
    if (waiters.length === 0 && windows.every(({ used }) => used === 0)) accounts.delete(key);
  }
  return accounts.size;
}
