import { sql } from 'kysely';
import type { NotificationOfOrganization } from './acknowledge-notification.ts';
import type { Db } from './database.ts';
import { lowerPending } from './lower-pending.ts';

/**
 * Deletes it with its events, deliveries and attempts: what is outstanding of it is not sent any more. False: the
 * organisation has no such notification.
 */
export async function deleteNotification(db: Db, { organizationId, id }: NotificationOfOrganization): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ instance_id: number | null }>`
      select n.instance_id from notifications n left join instances i on i.id = n.instance_id
      where n.id = ${id} and coalesce(i.organization_id, n.organization_id) = ${organizationId}`.execute(trx);
    const [found] = rows;
    if (!found) return false;
    if (found.instance_id !== null) {
      await sql`select from event_feeds where instance_id = ${found.instance_id} for no key update`.execute(trx);
      // A replay that is about to send it again waits here, or has made its delivery.
      await sql`select from notifications where id = ${id} for update`.execute(trx);
    }
    await lowerPending(
      trx,
      sql`select subscription_id from deliveries where notification_id = ${id} and status <> 'delivered'`,
    );
    const { numDeletedRows } = await trx.deleteFrom('notifications').where('id', '=', id).executeTakeFirst();
    return numDeletedRows === 1n;
  });
}
