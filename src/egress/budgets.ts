import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { QuotaHold, SharedQuota } from '../model/provider-quota.ts';
import type { QuotaUse } from '../model/quota-use.ts';
import { AccountQueue, type Release } from './account-queue.ts';
import type { RequestBudget } from './egress-messages.ts';
import { createLocalPermits } from './local-permits.ts';
import type { Permits } from './permits.ts';
import { SharedPermits } from './shared-permits.ts';

/** The budgets of this process, by key. */
export interface Budgets {
  /**
   * Resolves when the request may be sent, first come, first served; what it resolves with is called when the request is
   * over. Rejects with the signal's reason, with `quota.unavailable`, and at once with `provider.throttled`, which says when
   * to come back, when the wait would be longer than the budget's longest.
   */
  spend(budget: RequestBudget, signal: AbortSignal | undefined): Promise<Release>;
  /** Nothing is sent under this key until then. */
  hold(key: string, hold: QuotaHold): Promise<void>;
  /** Counts under this key what a request cost beyond what it was taken for. */
  charge(key: string, cost: number): void;
  /** What is used at this moment, of every key in memory, as far as this process knows. */
  use(): QuotaUse[];
  /** Keys in memory. Those of which nothing is remembered are dropped now and then. */
  size(): number;
  /** Rejects all who wait. */
  close(reason: Error): void;
}

export interface BudgetsDependencies {
  clock: Clock;
  random: Random;
  /** Where other processes send under the same budgets; undefined: there are none. */
  sharedQuota?: SharedQuota | undefined;
}

interface Account {
  permits: Permits;
  queue: AccountQueue;
}

const firstSweepSize = 1000;

export function createBudgets({ clock, random, sharedQuota }: BudgetsDependencies): Budgets {
  const accounts = new Map<string, Account>();
  let sweepSize = firstSweepSize;

  const accountOf = (key: string, local = false): Account => {
    const known = accounts.get(key);
    if (known) return known;
    if (accounts.size >= sweepSize) sweepSize = Math.max(firstSweepSize, 2 * sweep(accounts));
    const permits: Permits =
      sharedQuota && !local
        ? new SharedPermits({ clock, quota: sharedQuota, inQueue: () => account.queue.size() }, key)
        : createLocalPermits({ clock });
    const account: Account = { permits, queue: new AccountQueue({ clock, random }, permits) };
    accounts.set(key, account);
    return account;
  };

  return {
    spend: async (budget, signal) => accountOf(budget.key, budget.local).queue.spend(budget, signal),
    hold: (key, hold) => accountOf(key).queue.hold(hold),
    charge: (key, cost) => accountOf(key).permits.charge(cost),
    use: () => [...accounts].map(([key, account]) => useOf(key, account, clock.now())),
    size: () => accounts.size,
    close(reason) {
      for (const { queue } of accounts.values()) queue.refuseAll(reason);
      accounts.clear();
    },
  };
}

function useOf(key: string, { permits, queue }: Account, now: number): QuotaUse {
  const held = (background: boolean) => {
    const until = permits.heldUntil(background);
    return until > now ? until : undefined;
  };
  return { key, limits: permits.used(), ...queue.size(), heldUntil: held(false), backgroundHeldUntil: held(true) };
}

/** Drops the accounts that nothing is remembered of; returns how many are left. */
function sweep(accounts: Map<string, Account>): number {
  for (const [key, { permits, queue }] of accounts) {
    const { underWay, waiting } = queue.size();
    if (underWay + waiting === 0 && permits.isForgotten()) accounts.delete(key);
  }
  return accounts.size;
}
