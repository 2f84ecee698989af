import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import type { FieldChanges } from '../model/change.ts';
import type { Notification, StoredEvent } from '../model/event.ts';
import type { Db } from './database.ts';
import { openInstance, type InstanceRow } from './instance-row.ts';

/** A subscription that this process alone may send to until its lease ends, with its oldest outstanding deliveries. */
export interface ClaimedSubscription {
  id: number;
  url: string;
  fence: number;
  instance: Instance;
  deliveries: OutstandingDelivery[];
}

export interface OutstandingDelivery {
  notification: Notification;
  /** Attempts made so far. */
  attempts: number;
  /** Epoch milliseconds; 0: at once. */
  nextAttemptAt: number;
}

export interface DeliveriesDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  subscriptions: number;
  deliveriesEach: number;
}

interface SubscriptionRow {
  id: number;
  url: string;
  fence: number;
  instance_id: number;
}

interface DeliveryRow {
  subscription_id: number;
  notification_id: number;
  attempts: number;
  next_attempt_at_ms: number | null;
  instance_id: number;
  resource: string;
  poll_date_us: number;
  initial: boolean;
  created_at_ms: number;
}

interface EventRow extends Omit<StoredEvent, 'changes'> {
  notificationId: number;
  changes: FieldChanges | null;
}

/** Claims the subscriptions that have waited longest, and reads what each has to send, in a few statements for all. */
export async function claimDeliveries(db: Db, sealer: Sealer, due: DeliveriesDue): Promise<ClaimedSubscription[]> {
  const { rows: claimed } = await sql<SubscriptionRow>`
    with due as (
      select id from subscriptions
      where next_due_at_ms <= ${due.now} and (lease_until_ms is null or lease_until_ms <= ${due.now})
      order by next_due_at_ms limit ${due.subscriptions} for update skip locked)
    update subscriptions s set lease_until_ms = ${due.leaseUntil}, fence = s.fence + 1
    from due where s.id = due.id
    returning s.id, s.url, s.fence, s.instance_id`.execute(db);
  if (claimed.length === 0) return [];
  const [instances, outstanding] = await Promise.all([
    sql<InstanceRow>`
      select * from instances where id = any(${claimed.map((row) => row.instance_id)}::bigint[])`.execute(db),
    readOutstanding(
      db,
      claimed.map((row) => row.id),
      due.deliveriesEach,
    ),
  ]);
  const instanceById = new Map(instances.rows.map((row) => [row.id, openInstance(sealer, row)]));
  return claimed.flatMap(({ id, url, fence, instance_id }) => {
    const instance = instanceById.get(instance_id);
    return instance ? [{ id, url, fence, instance, deliveries: outstanding.get(id) ?? [] }] : [];
  });
}

async function readOutstanding(
  db: Db,
  subscriptionIds: number[],
  deliveriesEach: number,
): Promise<Map<number, OutstandingDelivery[]>> {
  const { rows } = await sql<DeliveryRow>`
    select d.subscription_id, d.notification_id, d.attempts, d.next_attempt_at_ms,
      n.instance_id, n.resource, n.poll_date_us, n.initial, n.created_at_ms
    from unnest(${subscriptionIds}::bigint[]) s(id)
    cross join lateral (
      select * from deliveries
      where subscription_id = s.id and status in ('created', 'retry')
      order by notification_id limit ${deliveriesEach}) d
    join notifications n on n.id = d.notification_id
    order by d.subscription_id, d.notification_id`.execute(db);
  const events = await sql<EventRow>`
    select notification_id "notificationId", event_id "eventId", type, record_id "recordId", date_us date, record, changes
    from events where notification_id = any(${rows.map((row) => row.notification_id)}::bigint[])
    order by notification_id, position`.execute(db);
  const eventsOf = Map.groupBy(events.rows, (event) => event.notificationId);
  const deliveries = rows.map((row) => toDelivery(row, (eventsOf.get(row.notification_id) ?? []).map(toEvent)));
  return Map.groupBy(deliveries, (_, index) => (rows[index] as DeliveryRow).subscription_id);
}

const toEvent = ({ eventId, type, recordId, date, record, changes }: EventRow): StoredEvent => ({
  eventId,
  type,
  recordId,
  date,
  record,
  ...(changes && { changes }),
});

const toDelivery = (row: DeliveryRow, events: StoredEvent[]): OutstandingDelivery => ({
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at_ms ?? 0,
  notification: {
    id: row.notification_id,
    instanceId: row.instance_id,
    resource: row.resource,
    pollDate: row.poll_date_us,
    initial: row.initial,
    createdAt: row.created_at_ms,
    events,
  },
});
