import type { BudgetLimit, BudgetWindow } from '../lib/budget-window.ts';

/** The quota of one provider account, as the processes that work on one database share it. */
export interface SharedQuota {
  /** Asks for permits, pays what is owed and gives back what was not used, in one step. */
  take(ask: QuotaAsk): Promise<QuotaAnswer>;
  /** Tells the others until when nothing may be sent. */
  hold(hold: QuotaHold & { account: string; now: number }): Promise<void>;
}

/** Epoch milliseconds; in the past or 0: no hold. */
export interface QuotaHold {
  untilMs: number;
  /** For background work; never earlier than `untilMs` in effect. */
  backgroundUntilMs: number;
}

export interface QuotaAsk {
  account: string;
  /** Epoch milliseconds by the clock of whoever asks. */
  now: number;
  limits: readonly BudgetLimit[];
  /** Requests at the same time; undefined: any number. */
  concurrency: number | undefined;
  /** Nothing is granted when this much cannot be. */
  least: number;
  /** Granted at most. */
  most: number;
  /** Asked for background work: `backgroundUntilMs` applies. */
  background: boolean;
  /** The part of each limit that may be in use, from 0 to 1. */
  share: number;
  /** The permits are used within this time, and counted as if at its end. */
  validMs: number;
  /** Costs that became known after the answers. */
  owed: number;
  /** Permits of an earlier answer that were never used. */
  returned: { at: number; cost: number } | undefined;
  /** Requests of this process. */
  underWay: number;
  waiting: number;
}

export interface QuotaAnswer extends QuotaHold {
  /** 0, or from `least` to `most`. Without limits: `most`. */
  granted: number;
  /** Epoch milliseconds: the permits may be used until then, and are counted as used then. */
  validUntil: number;
  /** A copy of what is in use, to tell how long a wait will be. */
  windows: BudgetWindow[];
  /** Requests that this process may have under way at the same time. */
  slots: number;
}
