import { sql } from 'kysely';
import { bigints } from './columns.ts';
import type { Db } from './database.ts';
import { dueWithout } from './lower-pending.ts';
import { inBatch } from './retention-batch.ts';
import type { OldNotifications } from './retention-notifications.ts';

interface DeliveryKey {
  subscription_id: number;
  notification_id: number;
}

/**
 * Gives up deliveries that have been outstanding for too long. Those of replays are repetitions, and end with their replay.
 * Answers how many; undefined: another process is at it.
 */
export const forgetUndelivered = (
  db: Db,
  { accountIds, before, limit }: OldNotifications & { limit: number },
): Promise<number | undefined> =>
  inBatch(db, 'undelivered', async (trx) => {
    const { rows } = await sql<DeliveryKey>`
      select d.subscription_id, d.notification_id
      from subscriptions s join deliveries d on d.subscription_id = s.id and d.status <> 'delivered'
      where s.account_id = any(${accountIds}::bigint[]) and s.pending > 0 and s.replay_id is null
        and d.created_at_ms < ${before}
      limit ${limit}`.execute(trx);
    await sql`
      select from subscriptions where id = any(${bigints(rows, (row) => row.subscription_id)})
      order by id for no key update`.execute(trx);
    // Under the locks: what was delivered in the meantime is not given up.
    await sql`
      with gone as (
        delete from deliveries d
        using unnest(
          ${bigints(rows, (row) => row.subscription_id)}, ${bigints(rows, (row) => row.notification_id)}
        ) old(subscription_id, notification_id)
        where d.subscription_id = old.subscription_id and d.notification_id = old.notification_id
          and d.status <> 'delivered'
        returning d.subscription_id)
      update subscriptions s set
        pending = s.pending - lost.n,
        next_due_at_ms = ${dueWithout(sql`lost.n`)}
      from (select subscription_id, count(*) n from gone group by subscription_id) lost
      where s.id = lost.subscription_id`.execute(trx);
    return rows.length;
  });
