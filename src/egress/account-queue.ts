import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { someTimeAfter, spreadMs } from '../lib/some-time-after.ts';
import { Fault } from '../model/fault.ts';
import type { QuotaHold } from '../model/provider-quota.ts';
import type { RequestBudget } from './egress-messages.ts';
import type { Permits, PermitWish } from './permits.ts';

/** Called when the request is over. */
export type Release = () => void;

/**
 * Who has to wait longer is sent away instead, unless the budget says otherwise. A poll holds its claim for two minutes and
 * shows no sign of life while it waits, so a wait and the request after it must fit in there. And whoever waits keeps
 * others, whose accounts have requests left, from being served.
 */
const defaultLongestWaitMs = 60_000;
/** Nobody knows when there will be a place among the requests under way: who finds none comes back after a part of his wait. */
const comeBackMs = (longestWaitMs: number) => Math.max(1_000, longestWaitMs / 4);
/** Until the others are asked again for a place among the requests under way. */
const askForSlotAgainMs = 200;
/** Until they are asked again when their answer came too late to be used. */
const askAgainMs = 2;

interface Waiter extends PermitWish {
  /** Epoch milliseconds at which his patience ends. */
  until: number;
  longestWaitMs: number;
  proceed: (release: Release) => void;
  refuse: (reason: unknown) => void;
}

interface Wait {
  waitMs: number;
  why: string;
}

interface Dependencies {
  clock: Clock;
  random: Random;
}

/** The requests of one account that wait to be sent, first come, first served; background work after all others. */
export class AccountQueue {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #permits: Permits;
  readonly #foreground: Waiter[] = [];
  readonly #background: Waiter[] = [];
  #underWay = 0;
  #running = false;
  /** Ends the pause of the loop that serves. */
  #wake = new AbortController();
  #pausedUntil = 0;
  /** Those whom a hold kept waiting come back one by one over this span after its end. */
  #spread = { from: 0, ms: 0 };

  constructor({ clock, random }: Dependencies, permits: Permits) {
    this.#clock = clock;
    this.#random = random;
    this.#permits = permits;
  }

  async spend(budget: RequestBudget, signal: AbortSignal | undefined): Promise<Release> {
    signal?.throwIfAborted();
    this.#permits.setLimits(budget.limits, budget.concurrency);
    const wish = { cost: budget.cost ?? 1, background: budget.background ?? false };
    if (this.#takeAtOnce(wish)) return this.#started();
    return this.#waitInTurn({ ...wish, longestWaitMs: budget.longestWaitMs ?? defaultLongestWaitMs }, signal);
  }

  async hold(hold: QuotaHold): Promise<void> {
    const held = this.#permits.hold(hold);
    this.#wake.abort();
    await held;
  }

  size(): { underWay: number; waiting: number } {
    return { underWay: this.#underWay, waiting: this.#foreground.length + this.#background.length };
  }

  refuseAll(reason: Error): void {
    for (const waiter of [...this.#foreground.splice(0), ...this.#background.splice(0)]) waiter.refuse(reason);
    this.#wake.abort();
  }

  #queueOf(wish: PermitWish): Waiter[] {
    return wish.background ? this.#background : this.#foreground;
  }

  #first(): Waiter | undefined {
    return this.#foreground[0] ?? this.#background[0];
  }

  #takeAtOnce(wish: PermitWish): boolean {
    if (this.#foreground.length > 0 || (wish.background && this.#background.length > 0)) return false;
    if (this.#permits.heldUntil(wish.background) > this.#clock.now()) return false;
    return this.#takes(wish);
  }

  #started(): Release {
    this.#underWay++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#underWay--;
      if (this.#underWay + this.size().waiting === 0) this.#permits.idle();
      else if (this.#permits.slots() < Infinity && !this.#handOver()) this.#wake.abort();
    };
  }

  /** Gives the place of a request that is over to the first that waits, which costs less than to wake the loop for it. */
  #handOver(): boolean {
    const next = this.#first();
    const now = this.#clock.now();
    if (!next || this.#isSpread(now) || this.#permits.heldUntil(next.background) > now) return false;
    if (!this.#takes(next)) return false;
    this.#begin(next);
    // The loop paused for this queue. It goes on with the other, or ends.
    return this.#queueOf(next).length > 0;
  }

  #begin(first: Waiter): void {
    this.#queueOf(first).shift();
    first.proceed(this.#started());
  }

  #waitInTurn(wish: PermitWish & { longestWaitMs: number }, signal: AbortSignal | undefined): Promise<Release> {
    const queue = this.#queueOf(wish);
    const wait = this.#waitOf([...this.#foreground, ...(wish.background ? this.#background : []), wish]);
    if (wait.waitMs > wish.longestWaitMs) throw this.#throttled(wait);
    return new Promise<Release>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        this.#wake.abort();
        reject(signal?.reason as Error);
      };
      const settled = () => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        ...wish,
        until: this.#clock.now() + wish.longestWaitMs,
        proceed: (release) => (settled(), resolve(release)),
        refuse: (reason) => (settled(), reject(reason as Error)),
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
      if (!this.#running) void this.#serve();
      // The loop may pause for background work only, or for longer than this one waits.
      else if ((!wish.background && this.#foreground.length === 1) || waiter.until < this.#pausedUntil)
        this.#wake.abort();
    });
  }

  async #serve(): Promise<void> {
    this.#running = true;
    for (let next = this.#first(); next; next = this.#first()) {
      this.#wake = new AbortController();
      this.#pausedUntil = await this.#serveOne(next);
      const pauseMs = this.#pausedUntil - this.#clock.now();
      if (pauseMs > 0) await this.#clock.sleep(pauseMs, this.#wake.signal);
    }
    this.#running = false;
    if (this.#underWay === 0) this.#permits.idle();
  }

  /** Answers when to try again, in epoch milliseconds; 0: at once. */
  async #serveOne(next: Waiter): Promise<number> {
    const wait = this.#waitOf([next]);
    if (wait.waitMs > 0) return this.#stillWaiting(next, wait);
    if (!this.#takes(next)) {
      if (!(await this.#refreshed(next))) return 0;
      // What was learned may be a hold, or that others have used up the limit.
      if (this.#first() !== next || this.#waitOf([next]).waitMs > 0) return 0;
      if (!this.#takes(next)) return this.#waitOn(next);
    }
    this.#begin(next);
    const now = this.#clock.now();
    return this.#isSpread(now) ? now + this.#turnMs() : 0;
  }

  #isSpread(now: number): boolean {
    return now < this.#spread.from + this.#spread.ms;
  }

  #hasSlot(): boolean {
    return this.#underWay < this.#permits.slots();
  }

  #takes(wish: PermitWish): boolean {
    return this.#hasSlot() && this.#permits.take(wish);
  }

  #waitOf(wishes: readonly PermitWish[]): Wait {
    const holdMs = this.#permits.heldUntil(wishes.at(-1)?.background ?? false) - this.#clock.now();
    const { waitMs, limit } = this.#permits.forecast(wishes);
    if (holdMs > 0 && holdMs >= waitMs) return { waitMs: holdMs, why: 'The provider told this account to wait' };
    const why = limit ? `The rate limit of ${limit.requests} requests in ${limit.seconds} s is used up` : '';
    return { waitMs, why };
  }

  #stillWaiting(next: Waiter, wait: Wait): number {
    const queue = this.#queueOf(next);
    const now = this.#clock.now();
    const isTooLong = ({ until }: Waiter) => until < now + wait.waitMs;
    this.#sendAway(queue, isTooLong, () => wait);
    if (!queue.includes(next)) return 0;
    const heldUntil = this.#permits.heldUntil(next.background);
    if (heldUntil <= now) return now + wait.waitMs;
    if (heldUntil > this.#spread.from) this.#spread = { from: heldUntil, ms: spreadMs(heldUntil - now) };
    return now + wait.waitMs + this.#turnMs();
  }

  /** For what nobody can tell the time of: another try soon, until somebody's patience is at its end. */
  #waitOn(next: Waiter): number {
    const queue = this.#queueOf(next);
    const now = this.#clock.now();
    const hasSlot = this.#hasSlot();
    const why = hasSlot ? tooLate : noSlot;
    const isOver = ({ until }: Waiter) => until <= now;
    this.#sendAway(queue, isOver, ({ longestWaitMs }) => ({ waitMs: comeBackMs(longestWaitMs), why }));
    if (!queue.includes(next)) return 0;
    // Without others to ask, the end of a request ends the pause.
    const pauseMs = hasSlot ? askAgainMs : this.#permits.refresh ? askForSlotAgainMs : defaultLongestWaitMs;
    return queue.reduce((earliest, { until }) => Math.min(earliest, until), now + pauseMs);
  }

  #sendAway(queue: Waiter[], waitsTooLong: (waiter: Waiter) => boolean, waitOf: (waiter: Waiter) => Wait): void {
    for (const waiter of queue.filter(waitsTooLong)) {
      queue.splice(queue.indexOf(waiter), 1);
      waiter.refuse(this.#throttled(waitOf(waiter)));
    }
  }

  /** True when the others were asked, or there are none. False: they cannot be asked, and all who waited know. */
  async #refreshed(first: Waiter): Promise<boolean> {
    const queue = this.#queueOf(first);
    if (!this.#permits.refresh) return queue.includes(first);
    const waiting = queue.reduce((sum, { cost }) => sum + cost, 0);
    try {
      await this.#permits.refresh({ first, waiting });
    } catch (cause) {
      const fault = new Fault('quota.unavailable', unavailable, { cause });
      for (const waiter of [...this.#foreground.splice(0), ...this.#background.splice(0)]) waiter.refuse(fault);
      return false;
    }
    // Whoever gave up in the meantime is not served.
    return queue.includes(first);
  }

  #turnMs(): number {
    return (this.#random() * this.#spread.ms) / Math.max(1, this.size().waiting);
  }

  #throttled({ waitMs, why }: Wait): Fault {
    const now = this.#clock.now();
    const message = `${why}: the next request can be sent in ${Math.ceil(waitMs / 1000)} s.`;
    const retryAt = someTimeAfter(now + waitMs, { now, random: this.#random });
    return new Fault('provider.throttled', message, { retryAt });
  }
}

const noSlot = 'Few requests may be under way here at the same time, and others use them';
const tooLate = 'The rate limits are shared, and the answer of the others comes too late';
const unavailable =
  'The request was not sent: the rate limits of this provider account are shared through the database, which does not answer.';
