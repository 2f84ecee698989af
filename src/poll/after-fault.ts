import type { Random } from '../lib/random.ts';
import type { Fault } from '../model/fault.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { PollOutcome } from '../store/poll-commit.ts';
import { intervalInForce, type PollPace } from './adaptive-interval.ts';

export interface AfterFault {
  outcome: PollOutcome;
  /** Epoch milliseconds; undefined: not before the configuration or the credentials change. */
  nextPollAt: number | undefined;
}

const firstRetryMs = 15_000;
const jitter = 0.2;
/** A provider that asks for more is asked again nevertheless: it may have meant another unit. */
const longestWaitMs = 24 * 3_600_000;

/**
 * When a poll that failed is tried again: soon at first, then ever later, but never later than its interval. A provider
 * that says when to come back is obeyed; credentials that it refused for good wait for their owner.
 */
export function afterFault(
  poll: PollPace & Pick<ClaimedPoll, 'consecutiveFailures' | 'consecutiveThrottles'>,
  fault: Fault,
  { now, random }: { now: number; random: Random },
): AfterFault {
  if (fault.code === 'instance.reconnect') return { outcome: 'reconnect', nextPollAt: undefined };
  const before = fault.code === 'provider.throttled' ? poll.consecutiveThrottles : poll.consecutiveFailures;
  const backoffMs = Math.min(firstRetryMs * 2 ** Math.min(before, 20), intervalInForce(poll));
  const retryAt = now + Math.round(backoffMs * (1 - jitter * random()));
  if (fault.code !== 'provider.throttled') return { outcome: 'failed', nextPollAt: retryAt };
  const asked = Math.min(fault.retryAt ?? 0, now + longestWaitMs);
  return { outcome: 'throttled', nextPollAt: Math.max(asked, retryAt) };
}
