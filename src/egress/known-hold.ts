import type { QuotaHold } from '../model/provider-quota.ts';

/** Until when an account is held, as far as is known; it is only ever extended. */
export interface KnownHold {
  extend(later: QuotaHold): void;
  /** Whether it lasts as long as this one, but for a second: moments are often told in whole seconds. */
  covers(later: QuotaHold): boolean;
  until(background: boolean): number;
}

/** Nothing is held for longer: neither by what a provider says nor by a clock that was set back. */
const longestHoldMs = 24 * 3_600_000;
const toleranceMs = 1_000;

export function createKnownHold(now: () => number): KnownHold {
  const hold: QuotaHold = { untilMs: 0, backgroundUntilMs: 0 };
  const forAll = () => Math.min(hold.untilMs, now() + longestHoldMs);
  return {
    extend({ untilMs, backgroundUntilMs }) {
      const most = now() + longestHoldMs;
      hold.untilMs = Math.max(forAll(), Math.min(untilMs, most));
      hold.backgroundUntilMs = Math.max(Math.min(hold.backgroundUntilMs, most), Math.min(backgroundUntilMs, most));
    },
    covers: ({ untilMs, backgroundUntilMs }) =>
      untilMs <= hold.untilMs + toleranceMs &&
      backgroundUntilMs <= Math.max(hold.untilMs, hold.backgroundUntilMs) + toleranceMs,
    until: (background) =>
      background ? Math.max(forAll(), Math.min(hold.backgroundUntilMs, now() + longestHoldMs)) : forAll(),
  };
}
