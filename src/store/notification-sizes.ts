import { sql } from 'kysely';
import type { Db } from './database.ts';

/** By id, the bytes of the records and the message of notifications, and of the webhook that told of them, as JSON text. */
export async function readNotificationSizes(db: Db, ids: number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; bytes: number }>`
    select n.id, (coalesce(octet_length(n.message::text), 0)
      + coalesce((select sum(octet_length(record)) from events where notification_id = n.id), 0)
      + coalesce((select octet_length(body) from received_webhooks where id = n.received_id and whole_raw), 0))::bigint bytes
    from notifications n where n.id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}
