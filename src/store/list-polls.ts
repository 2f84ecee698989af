import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { PollingOverrides } from '../model/connector-polling.ts';
import { latenessMemoryMs } from './claim-polls.ts';
import type { Db } from './database.ts';
import type { PollCounts, PollOutcome } from './poll-commit.ts';

/** How the polling of one resource stands. Times are epoch milliseconds, instants epoch microseconds. */
export interface PollStatus {
  resource: string;
  url: string;
  intervalMs: number;
  leastIntervalMs: number | undefined;
  greatestIntervalMs: number | undefined;
  changesPerHour: number | undefined;
  overrides: PollingOverrides;
  /** How late records became visible, by `latenessBucket`; and the latest bucket that still counts. */
  lateness: { bucket: number; count: number }[];
  latestBucket: number | null;
  /** Where the next query begins, before overlap and poll delay: the least of the cursors. */
  watermark: Instant | null;
  /** Every change up to here is a stored event. Null until the first poll has completed. */
  completeUpTo: Instant | null;
  /** Provider clock minus ours, microseconds. */
  clockSkew: number | null;
  cursors: number;
  polling: boolean;
  /** False: the events of the instance are off, or it is disabled. */
  enabled: boolean;
  nextPollAt: number | null;
  lastStartedAt: number | null;
  lastFinishedAt: number | null;
  lastOutcome: PollOutcome | null;
  lastFault: { code: string; message: string } | null;
  lastCounts: PollCounts | null;
  consecutiveFailures: number;
  /** Since when it rests because it, or another resource of the instance, failed too often. */
  pausedAt: number | null;
  overdueSince: number | null;
  /** The reconciliation that waits for somebody to release or cancel it. */
  heldReconciliationId: number | null;
}

type Pace = 'leastIntervalMs' | 'greatestIntervalMs' | 'changesPerHour';
type PollStatusRow = Omit<PollStatus, Pace> & Record<Pace, number | null>;

export async function listPolls(db: Db, instanceId: number, now: number): Promise<PollStatus[]> {
  const { rows } = await sql<PollStatusRow>`
    select
      p.resource, p.definition->>'url' url, coalesce(p.definition->'polling', '{}') overrides,
      p.interval_ms "intervalMs", p.least_interval_ms "leastIntervalMs", p.greatest_interval_ms "greatestIntervalMs",
      p.changes_per_hour "changesPerHour", l.lateness, l.latest "latestBucket",
      c.watermark, p.complete_up_to_us "completeUpTo", c.skew "clockSkew", c.n "cursors",
      coalesce(p.lease_until_ms > ${now}, false) polling, p.enabled,
      p.next_poll_at_ms "nextPollAt", p.last_started_at_ms "lastStartedAt", p.last_finished_at_ms "lastFinishedAt",
      p.last_outcome "lastOutcome", p.last_fault "lastFault", p.last_counts "lastCounts",
      p.consecutive_failures "consecutiveFailures", p.paused_at_ms "pausedAt", p.overdue_since_ms "overdueSince",
      (select r.id from reconciliations r where r.poll_id = p.id and r.status = 'held') "heldReconciliationId"
    from polls p cross join lateral (
      select count(*) n, min(watermark_us) watermark, max(clock_skew_us) skew from cursors where poll_id = p.id) c
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('bucket', bucket, 'count', count) order by bucket), '[]') lateness,
        max(bucket) filter (where last_at_ms > ${now - latenessMemoryMs}) latest
      from record_lateness where poll_id = p.id) l
    where p.instance_id = ${instanceId} order by p.id`.execute(db);
  return rows.map(({ leastIntervalMs, greatestIntervalMs, changesPerHour, ...row }) => ({
    ...row,
    leastIntervalMs: leastIntervalMs ?? undefined,
    greatestIntervalMs: greatestIntervalMs ?? undefined,
    changesPerHour: changesPerHour ?? undefined,
  }));
}
