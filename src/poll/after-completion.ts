import { msFromInstant } from '../lib/instant.ts';
import type { Random } from '../lib/random.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { PollCounts, PollSettlement } from '../store/poll-commit.ts';
import { intervalInForce, observedRate } from './adaptive-interval.ts';

/** Polls that began at the same moment drift apart by this share of their interval, so that not all are due at once. */
const spread = 0.02;

/** When a poll that was complete is due again, counted from its beginning, and the rate of changes as it is known now. */
export function afterCompletion(
  poll: ClaimedPoll,
  { created, updated, deleted }: PollCounts,
  { startedAt, now, random }: { startedAt: number; now: number; random: Random },
): Pick<PollSettlement, 'nextPollAt' | 'changesPerHour'> {
  const scannedBefore = poll.cursors.flatMap(({ scannedAt }) => (scannedAt === undefined ? [] : [scannedAt]));
  const elapsedMs = scannedBefore.length === 0 ? undefined : startedAt - msFromInstant(Math.max(...scannedBefore));
  const changesPerHour = observedRate(poll, { changes: created + updated + deleted, elapsedMs });
  const intervalMs = intervalInForce({ ...poll, changesPerHour });
  const dueAt = startedAt + Math.round(intervalMs * (1 - spread + 2 * spread * random()));
  return { nextPollAt: Math.max(dueAt, now), changesPerHour };
}
