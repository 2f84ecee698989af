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
 * Who has to wait longer is sent away instead. A poll holds its claim for two minutes and shows no sign of life while it
 * waits, so a wait and the request after it must fit in there. And whoever waits keeps others, whose accounts have requests
 * left, from being served.
 */
const longestWaitMs = 60_000;
/** Until the others are asked again for a place among the requests under way. */
const askForSlotAgainMs = 200;
/** Until they are asked again when their answer came too late to be used. */
const askAgainMs = 2;

interface Waiter extends PermitWish {
  /** Epoch milliseconds. */
  since: number;
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
    return this.#takeAtOnce(wish) ? this.#started() : this.#waitInTurn(wish, signal);
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
      else if (this.#permits.slots() < Infinity) this.#wake.abort();
    };
  }

  #waitInTurn(wish: PermitWish, signal: AbortSignal | undefined): Promise<Release> {
    const queue = this.#queueOf(wish);
    const wait = this.#waitOf([...this.#foreground, ...(wish.background ? this.#background : []), wish]);
    if (wait.waitMs > longestWaitMs) throw this.#throttled(wait);
    return new Promise<Release>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        this.#wake.abort();
        reject(signal?.reason as Error);
      };
      const settled = () => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        ...wish,
        since: this.#clock.now(),
        proceed: (release) => (settled(), resolve(release)),
        refuse: (reason) => (settled(), reject(reason as Error)),
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
      if (!this.#running) void this.#serve();
      // The loop may pause for background work only.
      else if (!wish.background && this.#foreground.length === 1) this.#wake.abort();
    });
  }

  async #serve(): Promise<void> {
    this.#running = true;
    for (let next = this.#first(); next; next = this.#first()) {
      this.#wake = new AbortController();
      const goOnAt = await this.#serveOne(next);
      const pauseMs = goOnAt - this.#clock.now();
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
    const queue = this.#queueOf(next);
    queue.splice(queue.indexOf(next), 1);
    next.proceed(this.#started());
    const now = this.#clock.now();
    return now < this.#spread.from + this.#spread.ms ? now + this.#turnMs() : 0;
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
    const why = limit
      ? `The rate limit of ${limit.requests} requests in ${limit.seconds} s, which this provider account has, is used up`
      : '';
    return { waitMs, why };
  }

  #stillWaiting(next: Waiter, wait: Wait): number {
    const queue = this.#queueOf(next);
    const now = this.#clock.now();
    if (wait.waitMs > longestWaitMs) {
      for (const waiter of queue.splice(0)) waiter.refuse(this.#throttled(wait));
      return 0;
    }
    if (now - next.since + wait.waitMs > longestWaitMs) {
      queue.shift();
      next.refuse(this.#throttled(wait));
      return 0;
    }
    const heldUntil = this.#permits.heldUntil(next.background);
    if (heldUntil <= now) return now + wait.waitMs;
    if (heldUntil > this.#spread.from) this.#spread = { from: heldUntil, ms: spreadMs(heldUntil - now) };
    return now + wait.waitMs + this.#turnMs();
  }

  /** For what nobody can tell the time of: another try soon, until the patience of the first is at its end. */
  #waitOn(next: Waiter): number {
    const now = this.#clock.now();
    const end = next.since + longestWaitMs;
    const hasSlot = this.#hasSlot();
    // In a process that is alone, the end of a request ends the pause.
    const pauseMs = hasSlot ? askAgainMs : this.#permits.refresh ? askForSlotAgainMs : longestWaitMs;
    if (end > now) return Math.min(end, now + pauseMs);
    const queue = this.#queueOf(next);
    queue.splice(queue.indexOf(next), 1);
    next.refuse(this.#throttled({ waitMs: longestWaitMs / 4, why: hasSlot ? tooLate : noSlot }));
    return 0;
  }

  /** True when the others were asked, or there are none. False: they cannot be asked, and all who waited know. */
  async #refreshed(first: Waiter): Promise<boolean> {
    const queue = this.#queueOf(first);
    const waiting = queue.reduce((sum, { cost }) => sum + cost, 0);
    try {
      await this.#permits.refresh?.({ first, waiting });
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

const noSlot = 'This provider account allows few requests at the same time, and others use them';
const tooLate = 'The rate limits of this provider account are shared, and the answer of the others comes too late';
const unavailable =
  'The request was not sent: the rate limits of this provider account are shared through the database, which does not answer.';
