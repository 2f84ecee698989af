import type { Random } from '../lib/random.ts';

/** What an attempt came to. */
export type AttemptOutcome =
  | { kind: 'delivered'; statusCode: number }
  /** Not acknowledged; `retryAfterMs` if the receiver said when to come back. */
  | { kind: 'failed'; statusCode: number | undefined; detail: string; retryAfterMs: number | undefined }
  /** 410: the receiver wants no more. */
  | { kind: 'gone'; statusCode: number };

export type NextState =
  | { kind: 'delivered' }
  /** Epoch milliseconds. */
  | { kind: 'retry'; at: number }
  | { kind: 'deactivate'; reason: string };

/** Seconds before each attempt after the first: 8, 64, 512, 4096, 32768, about 10.4 hours in all. */
export const retryDelaysSeconds = [8, 64, 512, 4096, 32_768];

/** Receivers that all failed together must not come back together. */
const jitter = 0.1;

const longestRetryAfterMs = 24 * 3_600_000;

/** The next state of a delivery after its `attempts`-th attempt. */
export function decide(attempts: number, outcome: AttemptOutcome, at: { now: number; random: Random }): NextState {
  if (outcome.kind === 'delivered') return { kind: 'delivered' };
  if (outcome.kind === 'gone') return { kind: 'deactivate', reason: 'The callback URL answered 410 Gone.' };
  const delaySeconds = retryDelaysSeconds[attempts - 1];
  if (delaySeconds === undefined)
    return { kind: 'deactivate', reason: `${attempts} attempts failed: ${outcome.detail}` };
  const delayMs = delaySeconds * 1000 * (1 + jitter * at.random());
  const askedMs = Math.min(outcome.retryAfterMs ?? 0, longestRetryAfterMs);
  return { kind: 'retry', at: at.now + Math.round(Math.max(delayMs, askedMs)) };
}
