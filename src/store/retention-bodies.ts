import { sql } from 'kysely';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';
import {
  holdFeed,
  isNeeded,
  type NotificationWindow,
  type OldNotifications,
  type WindowDone,
} from './retention-notifications.ts';

export interface BodiesLeft {
  instanceId: number;
  /** Up to this notification no event has a record any more. */
  afterId: number;
}

/** The instances of these accounts that have old notifications whose records are kept. */
export async function instancesWithOldBodies(db: Db, { accountIds, before }: OldNotifications): Promise<BodiesLeft[]> {
  const { rows } = await sql<BodiesLeft>`
    select i.id "instanceId", f.bodies_forgotten_up_to "afterId"
    from instances i join event_feeds f on f.instance_id = i.id cross join lateral (
      select created_at_ms from notifications
      where instance_id = i.id and id > f.bodies_forgotten_up_to order by id limit 1) oldest
    where i.account_id = any(${accountIds}::bigint[]) and oldest.created_at_ms < ${before}
    order by i.id`.execute(db);
  return rows;
}

/**
 * Takes the records, and the values before, from old events that nothing needs them for. The mark moves up to the first
 * notification that is needed: those behind it are looked at again the next time.
 */
export const forgetBodies = (
  db: Db,
  { instanceId, afterId, before, limit }: NotificationWindow,
): Promise<WindowDone | undefined> =>
  inBatch(db, 'bodies', async (trx) => {
    if (!(await holdFeed(trx, instanceId))) return { forgotten: 0, lastId: undefined };
    const { rows } = await sql<{ forgotten: number; lastId: number | null }>`
      with looked as (
        select n.id, created_at_ms < ${before} is_old, ${isNeeded} is_needed from notifications n
        where instance_id = ${instanceId} and id > ${afterId} order by id limit ${limit}),
      cleared as (
        update events set record = null, changes = changes - 'previous'
        where notification_id in (select id from looked where is_old and not is_needed) and record is not null
        returning 1),
      marked as (
        update event_feeds set bodies_forgotten_up_to = done.id
        from (
          select max(id) id from looked
          where is_old and not is_needed
            and id < (select coalesce(min(id), ${Number.MAX_SAFE_INTEGER}) from looked where is_needed or not is_old)) done
        where instance_id = ${instanceId} and bodies_forgotten_up_to >= ${afterId} and done.id > bodies_forgotten_up_to)
      select (select count(*) from cleared) forgotten,
        (select id from looked where is_old and ${limit} = (select count(*) from looked) order by id desc limit 1) "lastId"`.execute(
      trx,
    );
    return { forgotten: rows[0]?.forgotten ?? 0, lastId: rows[0]?.lastId ?? undefined };
  });
