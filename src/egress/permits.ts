import type { BudgetLimit, QueueWait, Wish } from '../lib/budget-window.ts';
import type { QuotaHold } from '../model/provider-quota.ts';
import type { LimitUse } from '../model/quota-use.ts';

/** One request that waits to be sent, as the arithmetic sees it. */
export interface PermitWish {
  cost: number;
  background: boolean;
}

/** What the other processes are asked for: the first that waits, and how much waits with it. */
export interface Demand {
  first: PermitWish;
  /** Costs of all that wait like the first. */
  waiting: number;
}

/** What one account may send: under its limits, and under what the other processes have sent. */
export interface Permits {
  setLimits(limits: readonly BudgetLimit[], concurrency: number | undefined): void;
  /** True when the request may go out now; it is then counted. */
  take(wish: PermitWish): boolean;
  /** How long the last of these has to wait, as far as is known here. */
  forecast(wishes: readonly PermitWish[]): QueueWait;
  /** Counts what turned out to be used as well. */
  charge(cost: number): void;
  /** Never rejects. */
  hold(hold: QuotaHold): Promise<void>;
  /** Epoch milliseconds until which such a request is held; 0: it is not. */
  heldUntil(background: boolean): number;
  /** Requests that may be under way at the same time. */
  slots(): number;
  /** Asks the other processes; absent when there are none. Rejects when they cannot be asked. */
  refresh?(demand: Demand): Promise<void>;
  /** How much of the limits is used, as far as is known here. */
  used(): LimitUse[];
  /** Nothing is under way here any more. */
  idle(): void;
  /** Nothing is remembered that would be missing if it were forgotten. */
  isForgotten(): boolean;
}

/** Background work uses a limit up to this part of it, so that the rest is there for polls and users. */
const backgroundShare = 0.5;

export const shareOf = ({ background }: PermitWish): number => (background ? backgroundShare : 1);

export const toWish = (wish: PermitWish): Wish => ({ cost: wish.cost, share: shareOf(wish) });
