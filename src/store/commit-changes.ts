import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import { Fault } from '../model/fault.ts';
import { bigints, booleans, ints, jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import type { PollCommit } from './poll-commit.ts';

/** What one statement holds at most: a commit counts one, and each of its rows one more. */
const batchLimit = 5_000;

const weightOf = ({ versions, notifications }: PollCommit): number =>
  notifications.reduce((sum, { events }) => sum + events.length, 1 + versions.length);

/** Statements under way at once: while one waits for the disk, another works. */
const queueCount = 2;

export type CommitChanges = (commit: PollCommit) => Promise<void>;

/**
 * The one door through which changes enter: ONE statement, hence one transaction, writes the events (unique by their
 * id), the versions seen, the notifications, their deliveries and the cursors of many polls at once. Calls that arrive
 * while a statement is under way go together in the next.
 * Rejects with `poll.superseded`, having written nothing of that commit, when another poller holds the poll by now.
 */
export function createCommitChanges(db: Db): CommitChanges {
  const work = (commits: PollCommit[]) => writeBatch(db, commits);
  const queues = Array.from({ length: queueCount }, () => createBatcher({ limit: batchLimit, weigh: weightOf }, work));
  return async (commit) => {
    const written = await queues[commit.pollId % queueCount]?.(commit);
    if (!written) throw new Fault('poll.superseded', `Another poller has taken over "${commit.resource}".`);
  };
}

async function writeBatch(db: Db, commits: PollCommit[]): Promise<boolean[]> {
  const { rows } = await statement(commits.map((commit, place) => ({ ...commit, place }))).execute(db);
  const written = new Set(rows.map((row) => row.place));
  const forget = commits.filter((_, place) => written.has(place)).flatMap((commit) => commit.cursors);
  if (forget.length > 0) await forgetVersions(db, forget).catch(() => undefined);
  return commits.map((_, place) => written.has(place));
}

/** `place` tells the commits of a batch apart: it can hold a superseded poller beside the one that took over. */
type Placed = PollCommit & { place: number };

/**
 * Rows of polls and subscriptions are locked in the order of their ids, as everywhere, so that two statements never wait
 * for each other. What a subscription is, is read under its lock: it may just have been switched on or off.
 */
const statement = (commits: Placed[]) => sql<{ place: number }>`
  with ${fenced(commits)},
  ${moved(commits)},
  ${versions(commits)},
  ${numbered(commits)},
  ${inserted(commits)},
  ${told},
  addressed as (
    select id, active, instance_id from subscriptions
    where instance_id in (select instance_id from told) order by id for no key update),
  sent as (
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, told.id, case when s.active then 'created' else 'queued' end, told.created_at_ms
    from told join addressed s on s.instance_id = told.instance_id
    returning subscription_id, created_at_ms),
  woken as (
    update subscriptions s set
      pending = s.pending + count.n,
      next_due_at_ms = case
        when not s.active then null
        when s.resting then coalesce(s.next_due_at_ms, count.now)
        else least(s.next_due_at_ms, count.now) end
    from (select subscription_id, count(*) n, max(created_at_ms) now from sent group by subscription_id) count
    where s.id = count.subscription_id)
  select place from fenced`;

/** Extends the claim or, at the end of a poll, gives it back; leaves out whoever was superseded. */
const fenced = (commits: Placed[]) => sql`
  held as (
    select id, fence from polls where id = any(${bigints(commits, (c) => c.pollId)}) order by id for no key update),
  fenced as (
    update polls p set
      lease_until_ms = case when c.settled then null else c.lease_until end,
      next_poll_at_ms = case when not p.enabled then null when c.settled then c.next_poll_at else p.next_poll_at_ms end,
      last_finished_at_ms = case when c.settled then c.now else p.last_finished_at_ms end,
      last_outcome = case when c.settled then c.outcome else p.last_outcome end,
      last_fault = case when c.settled then c.fault else p.last_fault end,
      last_counts = case when c.settled then c.counts else p.last_counts end,
      consecutive_failures = case
        when not c.settled or c.outcome = 'interrupted' then p.consecutive_failures
        when c.outcome = 'completed' then 0
        else p.consecutive_failures + 1 end
    from unnest(
      ${ints(commits, (c) => c.place)}, ${bigints(commits, (c) => c.pollId)}, ${bigints(commits, (c) => c.fence)},
      ${bigints(commits, (c) => c.now)}, ${bigints(commits, (c) => c.leaseUntil)},
      ${booleans(commits, (c) => c.settle !== undefined)},
      ${bigints(commits, (c) => c.settle?.nextPollAt ?? null)},
      ${texts(commits, (c) => c.settle?.outcome ?? null)},
      ${jsons(commits, (c) => c.settle?.fault ?? null)},
      ${jsons(commits, (c) => c.settle?.counts ?? null)}
    ) c(place, poll_id, fence, now, lease_until, settled, next_poll_at, outcome, fault, counts)
    join held on held.id = c.poll_id and held.fence = c.fence
    where p.id = held.id
    returning c.place)`;

/** A cursor only ever moves forward; `greatest` passes over what a scan that did not count leaves open. */
const moved = (commits: Placed[]) => {
  const moves = placed(commits, (commit) => commit.cursors);
  return sql`
  moved as (
    update cursors set
      watermark_us = greatest(cursors.watermark_us, m.watermark),
      scanned_at_us = coalesce(m.scanned_at, cursors.scanned_at_us),
      complete_up_to_us = greatest(cursors.complete_up_to_us, m.complete_up_to),
      clock_skew_us = m.clock_skew,
      least_clock_skew_us = least(cursors.least_clock_skew_us, m.clock_skew),
      baseline_complete = true
    from unnest(
      ${ints(moves, (m) => m.place)}, ${bigints(moves, (m) => m.cursorId)},
      ${bigints(moves, (m) => m.reached?.watermark ?? null)}, ${bigints(moves, (m) => m.reached?.scannedAt ?? null)},
      ${bigints(moves, (m) => m.reached?.completeUpTo ?? null)}, ${bigints(moves, (m) => m.clockSkew)}
    ) m(place, cursor_id, watermark, scanned_at, complete_up_to, clock_skew)
    join fenced using (place)
    where cursors.id = m.cursor_id)`;
};

const versions = (commits: Placed[]) => {
  const seen = placed(commits, (commit) => commit.versions);
  return sql`
  versions as (
    insert into record_versions (cursor_id, record_id, version, revision, date_us)
    select v.cursor_id, v.record_id, v.version, v.revision, v.date
    from unnest(
      ${ints(seen, (v) => v.place)}, ${bigints(seen, (v) => v.cursorId)}, ${texts(seen, (v) => v.recordId)},
      ${texts(seen, (v) => v.version)}, ${ints(seen, (v) => v.revision)}, ${bigints(seen, (v) => v.date ?? null)}
    ) v(place, cursor_id, record_id, version, revision, date)
    join fenced using (place)
    on conflict (cursor_id, record_id) do update
    set version = excluded.version, revision = excluded.revision, date_us = excluded.date_us)`;
};

/** Ids in the order of commits: what is found later of one resource has the greater id. */
const numbered = (commits: Placed[]) => {
  const notifications = placed(commits, (commit) =>
    commit.notifications.map((notification) => ({ ...notification, commit })),
  );
  return sql`
  numbered as (
    select nextval('notification_ids') id, found.* from (
      select n.* from unnest(
        ${ints(notifications, (n) => n.place)}, ${bigints(notifications, (n) => n.commit.instanceId)},
        ${texts(notifications, (n) => n.commit.resource)}, ${bigints(notifications, (n) => n.pollDate)},
        ${booleans(notifications, (n) => n.initial)}, ${bigints(notifications, (n) => n.commit.now)}
      ) with ordinality n(place, instance_id, resource, poll_date, initial, now, number)
      join fenced using (place)
      order by n.number) found)`;
};

const inserted = (commits: Placed[]) => {
  const events = commits
    .flatMap((commit) => commit.notifications)
    .flatMap(({ events }, index) => events.map((event, position) => ({ ...event, number: index + 1, position })));
  return sql`
  inserted as (
    insert into events (notification_id, position, event_id, record_id, type, date_us, record)
    select n.id, e.position, e.event_id, e.record_id, e.type, e.date, e.record
    from unnest(
      ${bigints(events, (e) => e.number)}, ${ints(events, (e) => e.position)}, ${texts(events, (e) => e.eventId)},
      ${texts(events, (e) => e.recordId)}, ${texts(events, (e) => e.type)}, ${bigints(events, (e) => e.date)},
      ${texts(events, (e) => e.record)}
    ) e(number, position, event_id, record_id, type, date, record)
    join numbered n using (number)
    on conflict (event_id) do nothing
    returning notification_id)`;
};

/** A notification of which no event is new is not made. */
const told = sql`
  told as (
    insert into notifications (id, instance_id, resource, poll_date_us, initial, created_at_ms)
    select id, instance_id, resource, poll_date, initial, now
    from numbered where id in (select notification_id from inserted)
    returning id, instance_id, created_at_ms)`;

/** Not part of the commit: a version that is forgotten too late costs a look-up, nothing else. */
async function forgetVersions(db: Db, moves: PollCommit['cursors']): Promise<void> {
  const reached = moves.flatMap(({ cursorId, reached }) => (reached ? [{ cursorId, ...reached }] : []));
  await sql`
    delete from record_versions v
    using unnest(${bigints(reached, (m) => m.cursorId)}, ${bigints(reached, (m) => m.forgetBefore)}) m(cursor_id, before)
    where v.cursor_id = m.cursor_id and v.date_us < m.before`.execute(db);
}

const placed = <T>(commits: Placed[], of: (commit: Placed) => T[]) =>
  commits.flatMap((commit) => of(commit).map((item) => ({ ...item, place: commit.place })));
