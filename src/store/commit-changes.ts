import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import { Fault } from '../model/fault.ts';
import { bigints, booleans, doubles, ints, jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import { going, rarities, underWay } from './commit-rarities.ts';
import { placed, type Placed } from './placed-commit.ts';
import type { PollCommit } from './poll-commit.ts';
import { endsIdle, runColumns, runNumbered, runPart } from './poll-runs.ts';
import { isRefusedValue } from './refused-value.ts';
import { telling, versions } from './telling-parts.ts';

/** What one statement holds at most: a commit counts one, and each of its rows one more. */
const batchLimit = 5_000;

const weightOf = ({ versions, notifications, swept }: PollCommit): number =>
  notifications.reduce((sum, { events }) => sum + events.length, 1 + versions.length + (swept?.recordIds.length ?? 0));

/** Statements under way at once: while one waits for the disk, another works. */
const queueCount = 2;

export type CommitChanges = (commit: PollCommit) => Promise<void>;

/**
 * The one door through which changes enter: ONE statement, hence one transaction, writes the events (unique by their
 * id), the versions seen, the notifications, their deliveries and the cursors of many polls at once. Calls that arrive
 * while a statement is under way go together in the next.
 * Rejects with `poll.superseded`, having written nothing of that commit, when another poller holds the poll by now, or when the
 * reconciliation that it belongs to has passed on to another step or has ended.
 */
export function createCommitChanges(db: Db): CommitChanges {
  const work = (commits: PollCommit[]) => writeApart(db, commits);
  const queues = Array.from({ length: queueCount }, () => createBatcher({ limit: batchLimit, weigh: weightOf }, work));
  return async (commit) => {
    const written = await queues[commit.instanceId % queueCount]?.(commit);
    if (written instanceof Error) throw written;
    if (!written) throw superseded(commit.resource);
  };
}

/**
 * A value that the database refuses spoils the statement for all. Then each commit goes alone, so that only the one which
 * holds it fails.
 */
async function writeApart(db: Db, commits: PollCommit[]): Promise<(boolean | Error)[]> {
  try {
    return await writeBatch(db, commits);
  } catch (error) {
    if (commits.length === 1 || !isRefusedValue(error)) throw error;
  }
  const written: (boolean | Error)[] = [];
  for (const commit of commits) {
    const [result = false] = await writeBatch(db, [commit]).catch((error: unknown) => [asError(error)]);
    written.push(result);
  }
  return written;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Writes one commit within a transaction; rejects as `CommitChanges` does. */
export async function commitWithin(trx: Db, commit: PollCommit): Promise<void> {
  const [written] = await writeStatement(trx, [commit]);
  if (!written) throw superseded(commit.resource);
}

export const superseded = (resource: string): Fault =>
  new Fault('poll.superseded', `Another poller has taken over "${resource}".`);

async function writeStatement(db: Db, commits: PollCommit[]): Promise<boolean[]> {
  const { rows } = await statement(commits.map((commit, place) => ({ ...commit, place }))).execute(db);
  const written = new Set(rows.map((row) => row.place));
  return commits.map((_, place) => written.has(place));
}

async function writeBatch(db: Db, commits: PollCommit[]): Promise<boolean[]> {
  const written = await writeStatement(db, commits);
  const forget = commits.filter((_, place) => written[place]).flatMap((commit) => commit.cursors);
  if (forget.length > 0) await forgetVersions(db, forget).catch(() => undefined);
  return written;
}

/**
 * Rows of polls and subscriptions are locked in the order of their ids, as everywhere, so that two statements never wait
 * for each other. What a subscription is, is read under its lock: it may just have been switched on or off.
 */
const statement = (commits: Placed[]) => sql<{ place: number }>`
  with ${fenced(commits)},
  ${moved(commits)},
  ${versions(commits)},
  ${telling(commits)}
  ${rarities(commits)}
  ${runPart(commits)}
  select place from fenced`;

/**
 * Extends the claim or, at the end of a poll, gives it back; leaves out whoever was superseded. A poll that was wanted after
 * this one had begun is due when it was wanted.
 */
const fenced = (commits: Placed[]) => sql`
  held as (
    select id, fence from polls where id = any(${bigints(commits, (c) => c.pollId)}) order by id for no key update)
  ${going(commits)},
  fenced as (
    update polls p set
      lease_until_ms = case when c.settled then null else c.lease_until end,
      next_poll_at_ms = case
        when not p.enabled or p.paused_at_ms is not null then null
        when c.settled and c.outcome = 'completed' and p.wanted_at_ms is not null
          then least(c.next_poll_at, greatest(p.wanted_at_ms, c.now))
        when c.settled then c.next_poll_at
        else p.next_poll_at_ms end,
      complete_up_to_us = greatest(p.complete_up_to_us, c.complete_up_to),
      changes_per_hour = coalesce(c.changes_per_hour, p.changes_per_hour),
      overdue_since_ms = case when c.settled then null else p.overdue_since_ms end,
      last_finished_at_ms = case when c.settled then c.now else p.last_finished_at_ms end,
      last_outcome = case when c.settled then c.outcome else p.last_outcome end,
      last_fault = case when c.settled then c.fault else p.last_fault end,
      last_counts = case when c.settled then c.counts else p.last_counts end,
      consecutive_failures = case
        when not c.settled then p.consecutive_failures
        when c.outcome = 'completed' then 0
        when c.outcome = 'failed' then p.consecutive_failures + 1
        else p.consecutive_failures end,
      consecutive_throttles = case
        when not c.settled or c.outcome = 'interrupted' then p.consecutive_throttles
        when c.outcome = 'throttled' then p.consecutive_throttles + 1
        else 0 end,
      ${runNumbered}
    from unnest(
      ${ints(commits, (c) => c.place)}, ${bigints(commits, (c) => c.pollId)}, ${bigints(commits, (c) => c.fence)},
      ${bigints(commits, (c) => c.now)}, ${bigints(commits, (c) => c.leaseUntil)},
      ${booleans(commits, (c) => c.settle !== undefined)},
      ${bigints(commits, (c) => c.settle?.nextPollAt ?? null)},
      ${texts(commits, (c) => c.settle?.outcome ?? null)},
      ${jsons(commits, (c) => c.settle?.fault ?? null)},
      ${jsons(commits, (c) => c.settle?.counts ?? null)},
      ${bigints(commits, (c) => c.settle?.completeUpTo ?? null)},
      ${doubles(commits, (c) => c.settle?.changesPerHour ?? null)},
      ${booleans(commits, endsIdle)}
    ) c(place, poll_id, fence, now, lease_until, settled, next_poll_at, outcome, fault, counts, complete_up_to,
      changes_per_hour, idle)
    join held on held.id = c.poll_id and held.fence = c.fence
    where p.id = held.id ${underWay(commits)}
    returning c.place, ${runColumns})`;

/** A cursor only ever moves forward; `greatest` passes over what a scan that did not count leaves open. */
const moved = (commits: Placed[]) => {
  const moves = placed(commits, (commit) => commit.cursors);
  return sql`
  moved as (
    update cursors set
      watermark_us = greatest(cursors.watermark_us, m.watermark),
      scanned_at_us = coalesce(m.scanned_at, cursors.scanned_at_us),
      complete_up_to_us = greatest(cursors.complete_up_to_us, m.complete_up_to),
      settled_us = greatest(cursors.settled_us, case when m.complete_up_to is not null then m.watermark end),
      clock_skew_us = coalesce(m.clock_skew, cursors.clock_skew_us),
      least_clock_skew_us = least(cursors.least_clock_skew_us, m.clock_skew),
      baseline_complete = cursors.baseline_complete or m.baseline,
      newest_seen_us = greatest(cursors.newest_seen_us, m.newest_seen),
      scan = case when m.sets_scan then m.scan else cursors.scan end,
      feed = case when m.sets_feed then m.feed else cursors.feed end,
      validator = case when m.sets_validator then m.validator else cursors.validator end,
      bases = coalesce(m.bases, cursors.bases)
    from unnest(
      ${ints(moves, (m) => m.place)}, ${bigints(moves, (m) => m.cursorId)},
      ${bigints(moves, (m) => m.reached?.watermark ?? null)}, ${bigints(moves, (m) => m.reached?.scannedAt ?? null)},
      ${bigints(moves, (m) => m.reached?.completeUpTo ?? null)}, ${bigints(moves, (m) => m.clockSkew ?? null)},
      ${booleans(moves, (m) => m.baseline ?? false)}, ${bigints(moves, (m) => m.newestSeen ?? null)},
      ${booleans(moves, (m) => m.scan !== undefined)}, ${jsons(moves, (m) => m.scan ?? null)},
      ${booleans(moves, (m) => m.feed !== undefined)}, ${jsons(moves, (m) => m.feed ?? null)},
      ${booleans(moves, (m) => m.validator !== undefined)}, ${jsons(moves, (m) => m.validator ?? null)},
      ${jsons(moves, (m) => m.bases ?? null)}
    ) m(place, cursor_id, watermark, scanned_at, complete_up_to, clock_skew, baseline, newest_seen, sets_scan, scan,
      sets_feed, feed, sets_validator, validator, bases)
    join fenced using (place)
    where cursors.id = m.cursor_id)`;
};

/**
 * Not part of the commit: a version that is forgotten too late costs a look-up, nothing else. Where all versions have come
 * to be remembered since the poll began, none is.
 */
async function forgetVersions(db: Db, moves: PollCommit['cursors']): Promise<void> {
  const reached = moves.flatMap(({ cursorId, reached }) =>
    reached?.forgetBefore === undefined ? [] : [{ cursorId, forgetBefore: reached.forgetBefore }],
  );
  if (reached.length === 0) return;
  await sql`
    delete from record_versions v
    using unnest(${bigints(reached, (m) => m.cursorId)}, ${bigints(reached, (m) => m.forgetBefore)}) m(cursor_id, before)
    join cursors c on c.id = m.cursor_id join polls p on p.id = c.poll_id
    where v.cursor_id = m.cursor_id and v.date_us < m.before and v.revision = 0 and not p.remembers_all`.execute(db);
}
