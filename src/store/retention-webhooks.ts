import { sql } from 'kysely';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';
import {
  isNeeded,
  type NotificationWindow,
  type OldNotifications,
  type WindowDone,
} from './retention-notifications.ts';

/** The instances of these accounts whose oldest received webhook is old. */
export async function instancesWithOldWebhooks(db: Db, { accountIds, before }: OldNotifications): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select i.id from instances i cross join lateral (
      select received_at_ms from received_webhooks where instance_id = i.id order by id limit 1) oldest
    where i.account_id = any(${accountIds}::bigint[]) and oldest.received_at_ms < ${before}
    order by i.id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Deletes old webhooks with their bodies; not those that are the raw form of a notification which is still to be delivered or
 * replayed. One that somebody works on at this moment is passed over. Undefined: another process is at it.
 */
export const forgetWebhooks = (
  db: Db,
  { instanceId, afterId, before, limit }: NotificationWindow,
): Promise<WindowDone | undefined> =>
  inBatch(db, 'webhooks', async (trx) => {
    const { rows } = await sql<{ forgotten: number; lastId: number | null }>`
      with looked as (
        select id, received_at_ms < ${before} is_old from received_webhooks
        where instance_id = ${instanceId} and id > ${afterId} order by id limit ${limit}),
      doomed as (
        select w.id from received_webhooks w where w.id in (select id from looked where is_old)
          and not exists (select from notifications n where n.received_id = w.id and ${isNeeded})
        for update of w skip locked),
      gone as (delete from received_webhooks where id in (select id from doomed) returning 1)
      select (select count(*) from gone) forgotten,
        (select id from looked where is_old and ${limit} = (select count(*) from looked) order by id desc limit 1) "lastId"`.execute(
      trx,
    );
    return { forgotten: rows[0]?.forgotten ?? 0, lastId: rows[0]?.lastId ?? undefined };
  });
