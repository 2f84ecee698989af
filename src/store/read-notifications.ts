import { sql } from 'kysely';
import type { FieldChanges } from '../model/change.ts';
import type { EventPaths, Notification, Severity, StoredEvent, TellingWebhook } from '../model/event.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Db } from './database.ts';
import { readWebhookRaws } from './read-webhook-raws.ts';

type NotificationRow = {
  id: number;
  created_at_ms: number;
} & (
  | { instance_id: number; resource: string; poll_date_us: number; initial: boolean; received_id: number | null }
  | {
      instance_id: null;
      organization_id: number;
      topic: string;
      severity: Severity;
      sender: string | null;
      message: JsonValue;
    }
);

interface EventRow extends Omit<StoredEvent, 'changes' | 'paths' | 'record'> {
  notificationId: number;
  record: string | null;
  changes: FieldChanges | null;
  paths: EventPaths | null;
}

export interface NotificationReading {
  /** Bodies of webhooks that are longer than this together stay unread. Default: all are read. */
  mostRawBytes?: number;
}

/**
 * Notifications by id, with their events in order, in two statements for all, and one more where webhooks told of some: a body
 * is read once, however many notifications it became. Those that are gone are left out.
 */
export async function readNotifications(
  db: Db,
  ids: number[],
  { mostRawBytes = Infinity }: NotificationReading = {},
): Promise<Map<number, Notification>> {
  const [notifications, events] = await Promise.all([
    sql<NotificationRow>`
      select id, created_at_ms, instance_id, resource, poll_date_us, initial, received_id, organization_id, topic, severity, sender, message
      from notifications where id = any(${ids}::bigint[])`.execute(db),
    sql<EventRow>`
      select notification_id "notificationId", event_id "eventId", type, record_id "recordId", date_us date, record, changes, paths
      from events where notification_id = any(${ids}::bigint[])
      order by notification_id, position`.execute(db),
  ]);
  const receivedIds = notifications.rows.flatMap((row) => (row.instance_id === null ? [] : (row.received_id ?? [])));
  const raws = await readWebhookRaws(db, [...new Set(receivedIds)], mostRawBytes);
  const webhookOf = (id: number): TellingWebhook => ({ id, raw: raws.get(id) });
  const eventsOf = Map.groupBy(events.rows, (event) => event.notificationId);
  return new Map(
    notifications.rows.map((row) => [
      row.id,
      toNotification(row, { events: (eventsOf.get(row.id) ?? []).map(toEvent), webhookOf }),
    ]),
  );
}

const toEvent = ({ eventId, type, recordId, date, record, changes, paths }: EventRow): StoredEvent => ({
  eventId,
  type,
  recordId,
  date,
  record: record ?? undefined,
  ...(changes && { changes }),
  ...(paths && { paths }),
});

interface ReadWithIt {
  events: StoredEvent[];
  webhookOf: (id: number) => TellingWebhook;
}

const toNotification = (row: NotificationRow, { events, webhookOf }: ReadWithIt): Notification =>
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
        ...(row.received_id !== null && { webhook: webhookOf(row.received_id) }),
      };
