import { areSameLimits, queueWait, returnBudget, spendBudget, usedOf, windowsOf } from '../lib/budget-window.ts';
import type { BudgetLimit, BudgetWindow, QueueWait } from '../lib/budget-window.ts';
import type { Clock } from '../lib/clock.ts';
import type { QuotaAnswer, QuotaAsk, QuotaHold, SharedQuota } from '../model/provider-quota.ts';
import type { LimitUse } from '../model/quota-use.ts';
import { createKnownHold, type KnownHold } from './known-hold.ts';
import { shareOf, toWish, type Demand, type Permits, type PermitWish } from './permits.ts';

export interface SharedPermitsDependencies {
  clock: Clock;
  quota: SharedQuota;
  /** Requests of this process. */
  inQueue: () => { underWay: number; waiting: number };
}

/** How long an answer of the others is believed. */
const longestValidMs = 5_000;
/** The part of a window, and of its limit, that one block of permits may cover. */
const blocksPerWindow = 32;

interface Block {
  left: number;
  /** Epoch milliseconds; the others count it as used then. A block that comes later than that is given back. */
  validUntil: number;
  /** What was taken from it. */
  used: number;
  /** Only background work may use it. */
  background: boolean;
}

const noBlock: Block = { left: 0, validUntil: 0, used: 0, background: false };

/** Permits of one of several processes, taken in blocks from the quota that they share. */
export class SharedPermits implements Permits {
  readonly #clock: Clock;
  readonly #quota: SharedQuota;
  readonly #inQueue: SharedPermitsDependencies['inQueue'];
  readonly #account: string;
  readonly #hold: KnownHold;
  /** What the others know of it. */
  readonly #sharedHold: KnownHold;
  #limits: readonly BudgetLimit[] = [];
  #concurrency: number | undefined;
  /** What is in use, as far as is known: without what is left of the block. */
  #windows: BudgetWindow[] = [];
  #block = noBlock;
  #slots = 0;
  #owed = 0;
  /** How long asking takes. */
  #askMs = 0;
  #lastAsk: Promise<unknown> = Promise.resolve();

  constructor({ clock, quota, inQueue }: SharedPermitsDependencies, account: string) {
    this.#clock = clock;
    this.#quota = quota;
    this.#inQueue = inQueue;
    this.#account = account;
    this.#hold = createKnownHold(() => clock.now());
    this.#sharedHold = createKnownHold(() => clock.now());
  }

  setLimits(limits: readonly BudgetLimit[], concurrency: number | undefined): void {
    if (areSameLimits(limits, this.#limits) && concurrency === this.#concurrency) return;
    this.#windows = windowsOf(limits, this.#windows);
    this.#limits = limits;
    this.#concurrency = concurrency;
    this.#block = noBlock;
  }

  take(wish: PermitWish): boolean {
    const block = this.#block;
    if (this.#clock.now() > block.validUntil) return false;
    if (this.#limits.length === 0) return true;
    if (block.left < wish.cost || block.background !== wish.background) return false;
    this.#block = { ...block, left: block.left - wish.cost, used: block.used + wish.cost };
    spendBudget(this.#windows, block.validUntil, wish.cost);
    return true;
  }

  forecast(wishes: readonly PermitWish[]): QueueWait {
    return queueWait(this.#windows, wishes.map(toWish), this.#clock.now());
  }

  charge(cost: number): void {
    if (this.#limits.length === 0) return;
    this.#owed += cost;
    this.#settle();
  }

  async hold(later: QuotaHold): Promise<void> {
    this.#hold.extend(later);
    if (this.#sharedHold.covers(later)) return;
    const told = this.#quota.hold({ ...later, account: this.#account, now: this.#clock.now() });
    // Where the database is away, this process keeps to it nevertheless, and the others hear it from the provider.
    await told.then(
      () => this.#sharedHold.extend(later),
      () => {},
    );
  }

  heldUntil(background: boolean): number {
    return this.#hold.until(background);
  }

  slots(): number {
    return this.#concurrency === undefined ? Infinity : this.#slots;
  }

  used(): LimitUse[] {
    return usedOf(this.#windows, this.#clock.now());
  }

  refresh(demand: Demand): Promise<void> {
    return this.#inTurn(() => this.#takeBlock(demand));
  }

  idle(): void {
    if (this.#concurrency !== undefined) this.#settle();
  }

  isForgotten(): boolean {
    return this.#owed === 0 && this.#clock.now() > Math.max(this.#block.validUntil, this.#hold.until(true));
  }

  async #takeBlock(demand: Demand): Promise<void> {
    const { first } = demand;
    const old = this.#block;
    const returned = old.left > 0 && this.#limits.length > 0 ? { at: old.validUntil, cost: old.left } : undefined;
    const isRecent = this.#clock.now() <= old.validUntil + longestValidMs;
    const most = blockSize(this.#limits, demand, isRecent ? old : noBlock);
    this.#block = noBlock;
    const { background } = first;
    const answer = await this.#ask({ least: first.cost, most, background, share: shareOf(first), returned });
    const { granted, validUntil } = answer;
    this.#block = { left: granted, validUntil, used: 0, background };
    returnBudget(this.#windows, validUntil, granted);
  }

  /** Pays what is owed and tells how many requests are under way. What fails is told with the next ask. */
  #settle(): void {
    const nothing = { least: 0, most: 0, background: false, share: 1, returned: undefined };
    this.#inTurn(() => this.#ask(nothing)).catch(() => {});
  }

  /** One ask at a time: each builds on the answer to the one before. */
  #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const asked = this.#lastAsk.then(ask);
    this.#lastAsk = asked.catch(() => {});
    return asked;
  }

  async #ask(part: Pick<QuotaAsk, 'least' | 'most' | 'background' | 'share' | 'returned'>): Promise<QuotaAnswer> {
    const now = this.#clock.now();
    const [account, limits, concurrency, owed] = [this.#account, this.#limits, this.#concurrency, this.#owed];
    this.#owed = 0;
    // Nothing begins between the moment that is told and the answer.
    this.#slots = 0;
    const validMs = validity(limits, this.#askMs);
    const ask: QuotaAsk = { account, now, limits, concurrency, validMs, owed, ...this.#inQueue(), ...part };
    try {
      const answer = await this.#quota.take(ask);
      this.#askMs = Math.max(this.#clock.now() - now, this.#askMs / 2);
      this.#windows = windowsOf(this.#limits, answer.windows);
      returnBudget(this.#windows, this.#block.validUntil, this.#block.left);
      this.#hold.extend(answer);
      this.#sharedHold.extend(answer);
      this.#slots = answer.slots;
      return answer;
    } catch (error) {
      this.#owed += owed;
      throw error;
    }
  }
}

/** Permits are counted at the end of this span: it is short beside the window, but not shorter than it takes to ask. */
function validity(limits: readonly BudgetLimit[], askMs: number): number {
  const shortestMs = Math.min(...limits.map(({ seconds }) => seconds * 1000));
  return Math.min(longestValidMs, Math.max(shortestMs / blocksPerWindow, 2 * askMs));
}

/** As much as waits, or is likely to be asked for next: what a block of a moment ago did not suffice for is doubled. */
function blockSize(limits: readonly BudgetLimit[], { first, waiting }: Demand, last: Block): number {
  if (first.background || limits.length === 0) return first.cost;
  const largest = Math.floor(Math.min(...limits.map(({ requests }) => requests)) / blocksPerWindow);
  const likely = last.left > 0 ? last.used : 2 * last.used;
  return Math.max(first.cost, Math.min(largest, Math.max(waiting, likely)));
}
