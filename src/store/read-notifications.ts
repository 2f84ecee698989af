import { sql } from 'kysely';
import type { FieldChanges } from '../model/change.ts';
import type { Notification, Severity, StoredEvent } from '../model/event.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Db } from './database.ts';

type NotificationRow = {
  id: number;
  created_at_ms: number;
} & (
  | { instance_id: number; resource: string; poll_date_us: number; initial: boolean }
  | {
      instance_id: null;
      organization_id: number;
      topic: string;
      severity: Severity;
      sender: string | null;
      message: JsonValue;
    }
);

interface EventRow extends Omit<StoredEvent, 'changes' | 'record'> {
  notificationId: number;
  record: string | null;
  changes: FieldChanges | null;
}

/** Notifications by id, with their events in order, in two statements for all. Those that are gone are left out. */
export async function readNotifications(db: Db, ids: number[]): Promise<Map<number, Notification>> {
  const [notifications, events] = await Promise.all([
    sql<NotificationRow>`
      select id, created_at_ms, instance_id, resource, poll_date_us, initial, organization_id, topic, severity, sender, message
      from notifications where id = any(${ids}::bigint[])`.execute(db),
    sql<EventRow>`
      select notification_id "notificationId", event_id "eventId", type, record_id "recordId", date_us date, record, changes
      from events where notification_id = any(${ids}::bigint[])
      order by notification_id, position`.execute(db),
  ]);
  const eventsOf = Map.groupBy(events.rows, (event) => event.notificationId);
  return new Map(
    notifications.rows.map((row) => [row.id, toNotification(row, (eventsOf.get(row.id) ?? []).map(toEvent))]),
  );
}

const toEvent = ({ eventId, type, recordId, date, record, changes }: EventRow): StoredEvent => ({
  eventId,
  type,
  recordId,
  date,
  record: record ?? undefined,
  ...(changes && { changes }),
});

const toNotification = (row: NotificationRow, events: StoredEvent[]): Notification =>
  row.instance_id === null
    ? {
        kind: 'message',
        id: row.id,
        organizationId: row.organization_id,
        topic: row.topic,
        severity: row.severity,
        sender: row.sender ?? undefined,
        message: row.message,
        createdAt: row.created_at_ms,
      }
    : {
        kind: 'events',
        id: row.id,
        instanceId: row.instance_id,
        resource: row.resource,
        pollDate: row.poll_date_us,
        initial: row.initial,
        createdAt: row.created_at_ms,
        events,
      };
