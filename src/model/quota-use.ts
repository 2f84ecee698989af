import type { BudgetLimit } from '../lib/budget-window.ts';

/** How much of a limit is used up. */
export interface LimitUse extends BudgetLimit {
  used: number;
}

/** How much of the quota of one provider account is used, and who waits. Times are epoch milliseconds. */
export interface QuotaUse {
  /** The key of its budget, by which requests name it. */
  key: string;
  limits: LimitUse[];
  /** Requests at this moment. */
  underWay: number;
  waiting: number;
  /** Nothing is sent until then; undefined: it is not held. */
  heldUntil: number | undefined;
  /** The same for work that can wait. */
  backgroundHeldUntil: number | undefined;
}

/** What is to be told of the quotas. */
export interface QuotaUseWanted {
  /** Undefined: of all organisations. */
  organizationId: number | undefined;
  /** Epoch milliseconds. */
  now: number;
  limit: number;
}

/** Those that are held longest first, then those of whose limits most is used. */
export const byNeed = (one: QuotaUse, other: QuotaUse): number =>
  (other.backgroundHeldUntil ?? 0) - (one.backgroundHeldUntil ?? 0) || usedPart(other) - usedPart(one);

/** How much of the limit that leaves least is used, from 0 to 1 or a little more; 0 without limits. */
export const usedPart = ({ limits }: Pick<QuotaUse, 'limits'>): number =>
  Math.max(0, ...limits.map(({ used, requests }) => used / Math.max(requests, 1)));
