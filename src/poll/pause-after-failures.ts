import type { Clock } from '../lib/clock.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { PollsToPause } from '../store/pause-failing-polls.ts';
import type { PollReport } from './poll-report.ts';

export interface PauseDeps {
  clock: Clock;
  /** So many polls of one resource that fail one after the other pause the polling of the instance; 0: never. */
  pauseAfterFailures: number;
  /** Answers false when the polls rest already. */
  pauseFailingPolls: (polls: PollsToPause) => Promise<boolean>;
}

/**
 * Pauses the polling of an instance when one of its resources has failed too often, counting the poll that was just
 * settled. Answers whether it did. Should the process end before, the next failure does it.
 */
export async function pauseAfterFailures(
  { clock, pauseAfterFailures: limit, pauseFailingPolls }: PauseDeps,
  poll: ClaimedPoll,
  { outcome, fault }: PollReport,
): Promise<boolean> {
  const failures = poll.consecutiveFailures + 1;
  if (limit === 0 || outcome !== 'failed' || failures < limit) return false;
  const { resource } = poll.definition;
  const message = `"${resource}" has failed ${failures} times in a row: no resource of the instance is polled until it is resumed. The last failure: ${fault?.message ?? 'unknown'}`;
  return pauseFailingPolls({ instanceId: poll.instance.id, resource, failures, message, now: clock.now() });
}
