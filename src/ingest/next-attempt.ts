import type { Random } from '../lib/random.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 3_600_000;
const jitter = 0.2;
/** With pauses that double up to an hour: about three days. */
const mostAttempts = 84;
/** A provider that asks for more is asked again nevertheless: it may have meant another unit. */
const longestWaitMs = 24 * 3_600_000;

/**
 * When a webhook that met a fault which may pass is worked on again, in epoch milliseconds; undefined: not by itself any more.
 * `attempts` went wrong before this one; `notBefore` is what the provider asks for.
 */
export function nextAttempt(
  { attempts, notBefore }: { attempts: number; notBefore: number },
  { now, random }: { now: number; random: Random },
): number | undefined {
  if (attempts + 1 >= mostAttempts) return undefined;
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(attempts, 20), longestPauseMs);
  const again = now + Math.round(pauseMs * (1 - jitter * random()));
  return Math.max(again, Math.min(notBefore, now + longestWaitMs));
}
