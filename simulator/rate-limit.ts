/** A number of requests (or of cost) per window. */
export interface Limit {
  limit: number;
  perMs: number;
}

export interface RateVerdict {
  allowed: boolean;
  /** Of the window: the one in force, else the one that the vendor documents. */
  limit: number;
  /** What the window still allows, after this request; never below 0. */
  remaining: number;
  /** Until the window ends. */
  resetMs: number;
}

/** Counts in fixed windows that begin with their first request. Counting goes on when nothing is enforced. */
export class RateLimiter {
  readonly #nowMs: () => number;
  readonly #advertised: Limit;
  #enforced: Limit | undefined;
  #windowStartMs = -Infinity;
  #used = 0;

  constructor(parts: { nowMs: () => number }, advertised: Limit) {
    this.#nowMs = parts.nowMs;
    this.#advertised = advertised;
  }

  /** `'vendor'`: the documented limit; `'off'` (the default): count only. Throws a RangeError for a limit below 1. */
  enforce(limit: Limit | 'vendor' | 'off'): void {
    if (typeof limit === 'object' && !(limit.limit >= 1 && limit.perMs >= 1)) {
      throw new RangeError(`A limit needs limit and perMs of 1 or more; found ${JSON.stringify(limit)}.`);
    }
    this.#enforced = limit === 'off' ? undefined : limit === 'vendor' ? this.#advertised : limit;
    this.#used = 0;
  }

  take(cost = 1): RateVerdict {
    const now = this.#nowMs();
    const { limit, perMs } = this.#enforced ?? this.#advertised;
    if (now >= this.#windowStartMs + perMs || now < this.#windowStartMs) {
      this.#windowStartMs = now;
      this.#used = 0;
    }
    const allowed = this.#enforced === undefined || this.#used + cost <= limit;
    if (allowed) this.#used += cost;
    const resetMs = this.#windowStartMs + perMs - now;
    return { allowed, limit, remaining: Math.max(0, limit - this.#used), resetMs };
  }
}
