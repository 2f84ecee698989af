import { sql } from 'kysely';
import type { PollCommit, PollCounts, PollOutcome } from './poll-commit.ts';
import type { Db } from './database.ts';

/** So many runs of each poll are kept. */
export const runsKept = 200;

/** Polls that found nothing share a row for so long. */
const idleTogetherMs = 24 * 3_600_000;

/** Whether a commit ends a poll that was complete and told nothing. */
export const endsIdle = ({ settle }: PollCommit): boolean =>
  settle?.outcome === 'completed' && settle.counts.created + settle.counts.updated + settle.counts.deleted === 0;

const joinsIdle = sql`c.idle and coalesce(p.idle_since_ms > c.now - ${idleTogetherMs}, false)`;

/** Of the update that settles polls `p` with commits `c`: which row of the history is theirs. */
export const runNumbered = sql`
  runs = case when c.settled and not (${joinsIdle}) then p.runs + 1 else p.runs end,
  idle_since_ms = case
    when not c.settled then p.idle_since_ms
    when not c.idle then null
    when ${joinsIdle} then p.idle_since_ms
    else c.now end`;

/** Of the same update: what the row holds. */
export const runColumns = sql`
  c.settled, p.id run_of, p.runs, p.last_started_at_ms, p.last_finished_at_ms, p.last_outcome, p.last_fault,
  p.last_counts, p.next_poll_at_ms, p.changes_per_hour`;

/**
 * The row of each poll that ended, or of the idle ones that it continues. A poll that found nothing changes one row and adds none.
 */
export const runPart = (commits: readonly PollCommit[]) =>
  commits.some(({ settle }) => settle)
    ? sql`,
  ran as (
    insert into poll_runs (
      poll_id, slot, number, polls, begun_at_ms, started_at_ms, finished_at_ms, outcome, fault, counts, next_poll_at_ms,
      changes_per_hour)
    select f.run_of, f.runs % ${runsKept}, f.runs, 1, coalesce(f.last_started_at_ms, f.last_finished_at_ms),
      coalesce(f.last_started_at_ms, f.last_finished_at_ms), f.last_finished_at_ms, f.last_outcome, f.last_fault,
      f.last_counts, f.next_poll_at_ms, f.changes_per_hour
    from fenced f where f.settled
    on conflict (poll_id, slot) do update set
      number = excluded.number,
      polls = case when poll_runs.number = excluded.number then poll_runs.polls + 1 else 1 end,
      begun_at_ms = case
        when poll_runs.number = excluded.number then poll_runs.begun_at_ms else excluded.begun_at_ms end,
      started_at_ms = excluded.started_at_ms, finished_at_ms = excluded.finished_at_ms, outcome = excluded.outcome,
      fault = excluded.fault, counts = excluded.counts, next_poll_at_ms = excluded.next_poll_at_ms,
      changes_per_hour = excluded.changes_per_hour)`
    : sql``;

/** What one poll did, or several that found nothing, one after the other. Times are epoch milliseconds. */
export interface PollRun {
  pollId: number;
  /** Counts up with the rows of the poll. */
  number: number;
  resource: string;
  /** More than one: all of them found nothing, and all but `begunAt` is of the last. */
  polls: number;
  begunAt: number;
  startedAt: number;
  finishedAt: number;
  outcome: PollOutcome;
  fault: { code: string; message: string } | null;
  counts: PollCounts;
  nextPollAt: number | null;
  /** The rate of changes by which the interval was set; null: the interval is fixed. */
  changesPerHour: number | null;
}

/** `idle`: completed without a change. `changes`: completed with some. */
export const runKinds = ['changes', 'idle', 'completed', 'failed', 'throttled', 'reconnect', 'interrupted'] as const;
export type RunKind = (typeof runKinds)[number];

export interface PollRunsWanted {
  instanceId: number;
  /** Undefined: all resources. */
  resource: string | undefined;
  /** Undefined: all. */
  kind: RunKind | undefined;
  /** Only what stands behind this run; undefined: from the newest on. */
  after: Pick<PollRun, 'finishedAt' | 'pollId' | 'number'> | undefined;
  limit: number;
}

const changed = sql`
  (counts ->> 'created')::bigint + (counts ->> 'updated')::bigint + (counts ->> 'deleted')::bigint`;

/** Newest first, by when they ended. */
export async function listPollRuns(
  db: Db,
  { instanceId, resource, kind, after, limit }: PollRunsWanted,
): Promise<PollRun[]> {
  const ofResource = resource === undefined ? sql`` : sql`and p.resource = ${resource}`;
  const behind = after
    ? sql`and (r.finished_at_ms, r.poll_id, r.number) < (${after.finishedAt}::bigint, ${after.pollId}::bigint, ${after.number}::bigint)`
    : sql``;
  const { rows } = await sql<PollRun>`
    select r.poll_id "pollId", r.number, p.resource, r.polls, r.begun_at_ms "begunAt", r.started_at_ms "startedAt",
      r.finished_at_ms "finishedAt", r.outcome, r.fault, r.counts, r.next_poll_at_ms "nextPollAt",
      r.changes_per_hour "changesPerHour"
    from polls p join poll_runs r on r.poll_id = p.id
    where p.instance_id = ${instanceId} ${ofResource} ${ofKind(kind)} ${behind}
    order by r.finished_at_ms desc, r.poll_id desc, r.number desc limit ${limit}`.execute(db);
  return rows;
}

function ofKind(kind: RunKind | undefined) {
  if (kind === undefined) return sql``;
  if (kind === 'changes') return sql`and r.outcome = 'completed' and ${changed} > 0`;
  if (kind === 'idle') return sql`and r.outcome = 'completed' and ${changed} = 0`;
  return sql`and r.outcome = ${kind}`;
}
