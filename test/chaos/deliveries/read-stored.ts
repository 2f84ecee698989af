import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';

/** One delivery, as the server's tables have it. */
export interface StoredDelivery {
  subscriptionId: number;
  notificationId: number;
  status: string;
  /** In the order of the notification. */
  events: { eventId: string; recordId: string }[];
  instanceId: number;
  resource: string;
  /** In the order in which they were made. */
  attempts: StoredAttempt[];
}

export interface StoredAttempt {
  /** Epoch milliseconds. */
  startedAt: number;
  /** Null: there was no complete answer. */
  statusCode: number | null;
}

export const readStored = async (db: Db): Promise<StoredDelivery[]> => {
  const { rows } = await sql<StoredDelivery>`
    select d.subscription_id "subscriptionId", d.notification_id "notificationId", d.status,
      n.instance_id "instanceId", n.resource,
      (select json_agg(json_build_object('eventId', e.event_id, 'recordId', e.record_id) order by e.position)
        from events e where e.notification_id = n.id) events,
      coalesce((select json_agg(json_build_object('startedAt', a.started_at_ms, 'statusCode', a.status_code) order by a.id)
        from delivery_attempts a
        where a.subscription_id = d.subscription_id and a.notification_id = d.notification_id), '[]') attempts
    from deliveries d join notifications n on n.id = d.notification_id
    order by d.subscription_id, d.notification_id`.execute(db);
  return rows;
};

/** Subscriptions, by id, with what the server still counts as outstanding. */
export async function readPending(db: Db): Promise<Map<number, number>> {
  const rows = await db.selectFrom('subscriptions').select(['id', 'pending']).execute();
  return new Map(rows.map(({ id, pending }) => [id, pending]));
}
