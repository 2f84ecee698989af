import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { Db } from './database.ts';
import type { PollCounts, PollOutcome } from './poll-commit.ts';

/** How the polling of one resource stands. Times are epoch milliseconds, instants epoch microseconds. */
export interface PollStatus {
  resource: string;
  url: string;
  intervalMs: number;
  /** Where the next query begins, before overlap and poll delay: the least of the cursors. */
  watermark: Instant | null;
  /** Every change up to here is a stored event. Null until the first scan has ended. */
  completeUpTo: Instant | null;
  /** Provider clock minus ours, microseconds. */
  clockSkew: number | null;
  cursors: number;
  polling: boolean;
  nextPollAt: number | null;
  lastStartedAt: number | null;
  lastFinishedAt: number | null;
  lastOutcome: PollOutcome | null;
  lastFault: { code: string; message: string } | null;
  lastCounts: PollCounts | null;
  consecutiveFailures: number;
}

export async function listPolls(db: Db, instanceId: number, now: number): Promise<PollStatus[]> {
  const { rows } = await sql<PollStatus>`
    select
      p.resource, p.definition->>'url' url, p.interval_ms "intervalMs",
      c.watermark, case when c.complete then c.complete_up_to end "completeUpTo", c.skew "clockSkew", c.n "cursors",
      coalesce(p.lease_until_ms > ${now}, false) polling,
      p.next_poll_at_ms "nextPollAt", p.last_started_at_ms "lastStartedAt", p.last_finished_at_ms "lastFinishedAt",
      p.last_outcome "lastOutcome", p.last_fault "lastFault", p.last_counts "lastCounts",
      p.consecutive_failures "consecutiveFailures"
    from polls p cross join lateral (
      select count(*) n, min(watermark_us) watermark, min(complete_up_to_us) complete_up_to, max(clock_skew_us) skew,
        bool_and(baseline_complete) complete
      from cursors where poll_id = p.id) c
    where p.instance_id = ${instanceId} order by p.id`.execute(db);
  return rows;
}
