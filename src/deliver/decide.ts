import type { Random } from '../lib/random.ts';
import type { RetrySchedule } from '../model/delivery-policy.ts';

/** What an attempt came to. */
export type AttemptOutcome =
  | { kind: 'delivered'; statusCode: number }
  /** Not acknowledged; `retryAfterMs` if the receiver said when to come back. */
  | {
      kind: 'failed';
      reason: FailureReason;
      /** Of the last answer; undefined: there was no complete one. */
      statusCode: number | undefined;
      detail: string;
      retryAfterMs: number | undefined;
    }
  /** 410: the receiver wants no more. */
  | { kind: 'gone'; statusCode: number };

/**
 * What an attempt failed of: the answer (`http`, or `redirect` where it led elsewhere), none in time, the connection, the
 * name, the certificate, an address that is not allowed, or a request that cannot be sent as it is (`request`).
 */
export type FailureReason = 'http' | 'redirect' | 'timeout' | 'connection' | 'dns' | 'tls' | 'address' | 'request';

export type NextState =
  | { kind: 'delivered' }
  /** Epoch milliseconds. */
  | { kind: 'retry'; at: number }
  | { kind: 'deactivate'; reason: string };

/** Receivers that all failed together must not come back together. */
const jitter = 0.1;

const longestRetryAfterMs = 24 * 3_600_000;

export interface DecideAt {
  /** Epoch milliseconds. */
  now: number;
  random: Random;
  /** Empty: the first failure is the last. */
  retrySchedule: RetrySchedule;
}

/**
 * The next state of a delivery after its `attempts`-th attempt. A retry comes never before the time of the schedule, at most
 * a tenth after it, and not before the time that the receiver asked for, up to a day.
 */
export function decide(attempts: number, outcome: AttemptOutcome, { now, random, retrySchedule }: DecideAt): NextState {
  if (outcome.kind === 'delivered') return { kind: 'delivered' };
  if (outcome.kind === 'gone') return { kind: 'deactivate', reason: 'The callback URL answered 410 Gone.' };
  const delaySeconds = retrySchedule[attempts - 1];
  if (delaySeconds === undefined) return { kind: 'deactivate', reason: lastFailure(attempts, outcome.detail) };
  const delayMs = delaySeconds * 1000 * (1 + jitter * random());
  const askedMs = Math.min(outcome.retryAfterMs ?? 0, longestRetryAfterMs);
  return { kind: 'retry', at: now + Math.ceil(Math.max(delayMs, askedMs)) };
}

const lastFailure = (attempts: number, detail: string) =>
  attempts === 1 ? `The first attempt failed: ${detail}` : `${attempts} attempts failed: ${detail}`;
