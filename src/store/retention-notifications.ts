import { sql } from 'kysely';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';

export interface OldNotifications {
  /** Of accounts that keep them equally long. */
  accountIds: number[];
  /** Stored before this moment; epoch milliseconds. */
  before: number;
}

/** The instances of these accounts whose oldest notification is old. */
export async function instancesWithOldNotifications(
  db: Db,
  { accountIds, before }: OldNotifications,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select i.id from instances i cross join lateral (
      select created_at_ms from notifications where instance_id = i.id order by id limit 1) oldest
    where i.account_id = any(${accountIds}::bigint[]) and oldest.created_at_ms < ${before}
    order by i.id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface NotificationWindow {
  instanceId: number;
  /** Only those with greater ids are looked at, in the order of their ids. */
  afterId: number;
  before: number;
  /** Looked at, at most. */
  limit: number;
}

export interface WindowDone {
  forgotten: number;
  /** Where to go on; undefined: what follows is not old. */
  lastId: number | undefined;
}

/**
 * Deletes old notifications with their events, deliveries and attempts; not those for which a delivery is outstanding, nor
 * those that a replay has yet to look at. In the same statement it is noted up to which id, and up to which date of each
 * resource, something was forgotten. Undefined: another process is at it.
 */
export const forgetNotifications = (
  db: Db,
  { instanceId, afterId, before, limit }: NotificationWindow,
): Promise<WindowDone | undefined> =>
  inBatch(db, 'notifications', async (trx) => {
    if (!(await holdFeed(trx, instanceId))) return { forgotten: 0, lastId: undefined };
    const { rows } = await sql<{ forgotten: number; lastId: number | null }>`
      with looked as (
        select id, resource, poll_date_us, created_at_ms < ${before} is_old from notifications
        where instance_id = ${instanceId} and id > ${afterId} order by id limit ${limit}),
      doomed as (select * from looked n where is_old and not ${isNeeded}),
      dates as (
        select n.resource, max(least(e.date_us, n.poll_date_us)) date_us
        from doomed n join events e on e.notification_id = n.id group by n.resource),
      noted as (
        insert into forgotten_events (instance_id, resource, before_us)
        select ${instanceId}, resource, date_us from dates
        on conflict (instance_id, resource) do update
        set before_us = greatest(forgotten_events.before_us, excluded.before_us)),
      gone as (delete from notifications where id in (select id from doomed) returning id),
      fed as (
        update event_feeds set forgotten_up_to = greatest(forgotten_up_to, (select max(id) from gone))
        where instance_id = ${instanceId} and exists (select from gone))
      select (select count(*) from gone) forgotten,
        (select id from looked where is_old and ${limit} = (select count(*) from looked) order by id desc limit 1) "lastId"`.execute(
      trx,
    );
    return { forgotten: rows[0]?.forgotten ?? 0, lastId: rows[0]?.lastId ?? undefined };
  });

/** Neither commits nor replays make deliveries of the instance while it is held. False: the instance is gone. */
export async function holdFeed(db: Db, instanceId: number): Promise<boolean> {
  const { rows } = await sql`select from event_feeds where instance_id = ${instanceId} for update`.execute(db);
  return rows.length > 0;
}

/** Of a notification `n` of an instance. */
export const isNeeded = sql`(
  exists (select from deliveries d where d.notification_id = n.id and d.status <> 'delivered')
  or exists (
    select from replays r join notifications of_replay on of_replay.id = n.id
    where r.instance_id = of_replay.instance_id and n.id > r.after_id and n.id <= r.up_to_id
      and r.status in ('waiting', 'running', 'delivering', 'failed')))`;
