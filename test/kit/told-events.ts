import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';

/** A notification as a commit has written it. */
export interface ToldNotification {
  instanceId: number;
  /** Epoch milliseconds of its storing. */
  at: number;
  resource?: string;
  /** Ids of its events; the records are those of `record`, or have the ids of the events. */
  eventIds: string[];
  type?: string;
  recordId?: string;
  /** Null: no longer kept. */
  record?: string | null;
  acknowledgedAt?: number;
}

/** Writes it, and answers its id. */
export async function tell(db: Db, told: ToldNotification): Promise<number> {
  const { instanceId, at, resource = 'contacts', eventIds, type = 'CREATED', recordId, record = '{"id":1}' } = told;
  const { rows } = await sql<{ id: number }>`
    insert into notifications (id, instance_id, resource, poll_date_us, initial, created_at_ms, acknowledged_at_ms)
    values (nextval('notification_ids'), ${instanceId}, ${resource}, ${at * 1000}, false, ${at}, ${told.acknowledgedAt ?? null})
    returning id`.execute(db);
  const id = rows[0]?.id ?? 0;
  const events = eventIds.map((eventId, position) => ({
    notification_id: id,
    position,
    event_id: eventId,
    record_id: recordId ?? `record-${eventId}`,
    type,
    date_us: at * 1000,
    record,
  }));
  await db.insertInto('events').values(events).execute();
  return id;
}

export interface ToldDelivery {
  subscriptionId: number;
  notificationId: number;
  status: Schema['deliveries']['status'];
  /** Attempts since it was last released. */
  attempts?: number;
  deliveredAt?: number;
}

export async function deliver(db: Db, told: ToldDelivery): Promise<void> {
  const delivery = {
    subscription_id: told.subscriptionId,
    notification_id: told.notificationId,
    status: told.status,
    attempts: told.attempts ?? 0,
    created_at_ms: 0,
    delivered_at_ms: told.deliveredAt ?? null,
  };
  await db.insertInto('deliveries').values(delivery).execute();
}

export interface ToldAttempt {
  subscriptionId: number;
  notificationId: number;
  attempt: number;
  at: number;
  outcome: string;
  statusCode?: number;
  detail?: string;
  url?: string;
}

export async function attempt(db: Db, told: ToldAttempt): Promise<void> {
  const row = {
    subscription_id: told.subscriptionId,
    notification_id: told.notificationId,
    attempt: told.attempt,
    started_at_ms: told.at,
    duration_ms: 12,
    outcome: told.outcome,
    status_code: told.statusCode ?? null,
    detail: told.detail ?? null,
    url: told.url ?? null,
  };
  await db.insertInto('delivery_attempts').values(row).execute();
}
