import { sql } from 'kysely';
import type { ReplayFilter } from '../model/replay.ts';
import type { Db } from './database.ts';
import { raisePending } from './raise-pending.ts';

/** What one step did. */
export interface ReplayStep {
  replayId: number;
  instanceId: number;
  /** Deliveries made. */
  sent: number;
  /** Notifications that the filter selects and that have no records any more. */
  skipped: number;
}

/** Notifications that a step makes deliveries of, and that it looks at, at most. */
const sentAtOnce = 1_000;
const lookedAtAtOnce = 2_000;
/** Deliveries of a replay that are outstanding at the same time. */
const mostPending = 5_000;

interface DueReplay {
  id: number;
  instanceId: number;
  subscriptionId: number;
  filter: ReplayFilter;
  afterId: number;
  upToId: number;
}

/**
 * Makes the next deliveries of the replay that has waited longest, and moves its place behind them, all or nothing. Answers
 * undefined when none is due. Several processes may call it at once: each has another replay.
 */
export async function stepReplay(db: Db, now: number): Promise<ReplayStep | undefined> {
  return db.transaction().execute(async (trx) => {
    const replay = await lockDue(trx, now);
    if (!replay) return undefined;
    const { rows } = await statement(replay, now).execute(trx);
    const { sent = 0, skipped = 0 } = rows[0] ?? {};
    return { replayId: replay.id, instanceId: replay.instanceId, sent, skipped };
  });
}

/**
 * A replay, the feed of its instance and its subscription are locked in this order, as everywhere. Retention takes nothing
 * away while the feed is held.
 */
async function lockDue(db: Db, now: number): Promise<DueReplay | undefined> {
  const { rows } = await sql<DueReplay>`
    select r.id, r.instance_id "instanceId", s.id "subscriptionId", r.filter, r.after_id "afterId", r.up_to_id "upToId"
    from replays r join subscriptions s on s.replay_id = r.id
    where r.next_step_at_ms <= ${now} and s.active and s.pending <= ${mostPending - sentAtOnce}
    order by r.next_step_at_ms, r.id limit 1 for no key update of r skip locked`.execute(db);
  const [replay] = rows;
  if (!replay) return undefined;
  await sql`select from event_feeds where instance_id = ${replay.instanceId} for key share`.execute(db);
  await sql`select from subscriptions where id = ${replay.subscriptionId} for no key update`.execute(db);
  return replay;
}

/** As commits do: a delivery, what the subscription has outstanding, and when it is due, change together. */
const statement = ({ id, instanceId, subscriptionId, filter, afterId, upToId }: DueReplay, now: number) => sql<{
  sent: number;
  skipped: number;
}>`
  with scanned as (
    select id, resource, created_at_ms from notifications
    where instance_id = ${instanceId} and id > ${afterId} and id <= ${upToId} ${holding(filter)}
    order by id limit ${lookedAtAtOnce}),
  found as (
    select n.id, bool_and(e.record is not null) kept
    from scanned n join events e on e.notification_id = n.id
    where ${selects(filter)}
    group by n.id order by n.id limit ${sentAtOnce}),
  present as (select id from notifications where id in (select id from found where kept) order by id for key share),
  sent as (
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, present.id, case when s.active then 'created' else 'queued' end, ${now}
    from present join subscriptions s on s.id = ${subscriptionId}
    returning 1),
  counted as (select count(*) n, coalesce(sum(case when kept then 0 else 1 end), 0)::int skipped, max(id) last_id from found),
  looked as (select count(*) n, max(id) last_id from scanned),
  place as (
    select case
      when counted.n = ${sentAtOnce} then counted.last_id
      when looked.n = ${lookedAtAtOnce} then looked.last_id
      else ${upToId}::bigint end after_id
    from counted, looked),
  moved as (
    update replays r set
      after_id = place.after_id, found = r.found + counted.n, skipped = r.skipped + counted.skipped,
      status = case when place.after_id < r.up_to_id then 'running' else 'delivering' end,
      next_step_at_ms = case when place.after_id < r.up_to_id then ${now}::bigint end,
      started_at_ms = coalesce(r.started_at_ms, ${now})
    from place, counted where r.id = ${id}),
  woken as (${raisePending(
    sql`select ${subscriptionId}::bigint subscription_id, count(*) n, ${now}::bigint now from sent having count(*) > 0`,
  )})
  select (select count(*) from sent) sent, (select skipped from counted) skipped`;

/** Few notifications hold the events of these ids: the index of ids finds them. */
const holding = ({ eventIds }: ReplayFilter) =>
  eventIds === undefined
    ? sql``
    : sql`and id in (select notification_id from events where event_id = any(${eventIds}::text[]))`;

/** The same as `matchesReplay`, with the time of storing and the resource of the notification. */
const selects = ({ from, to, resources, types, eventIds, recordIds }: ReplayFilter) =>
  sql.join(
    [
      sql`true`,
      ...(from === undefined ? [] : [sql`n.created_at_ms >= ${from}`]),
      ...(to === undefined ? [] : [sql`n.created_at_ms <= ${to}`]),
      ...(resources ? [sql`n.resource = any(${resources}::text[])`] : []),
      ...(types ? [sql`e.type = any(${types}::text[])`] : []),
      ...(eventIds ? [sql`e.event_id = any(${eventIds}::text[])`] : []),
      ...(recordIds ? [sql`e.record_id = any(${recordIds}::text[])`] : []),
    ],
    sql` and `,
  );
