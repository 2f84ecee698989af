import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { FieldChanges } from '../model/change.ts';
import type { EventPaths } from '../model/event.ts';
import type { EventStatus } from '../model/event-status.ts';
import { and, type Condition } from './conditions.ts';
import type { Db } from './database.ts';
import { deliveriesAre, statusOfNotification, type DeliveryState } from './event-outcome.ts';
import { inScope, type EventScope } from './event-scope.ts';
import { isOfSubscription } from './is-of-subscription.ts';
import { idBegins, narrowEvents, recordIs } from './narrow-events.ts';
import { mostPageBytes } from './page-bytes.ts';

/** The place of an event in the order of storing. */
export interface EventPlace {
  notificationId: number;
  position: number;
}

export interface EventSearch extends EventScope {
  /** Stored from this moment on, and up to that one, both included; epoch milliseconds. */
  from: number | undefined;
  to: number | undefined;
  status?: EventStatus | undefined;
  /** How the deliveries of its notification stand, those of replays included. */
  delivery?: DeliveryState | undefined;
  resource?: string | undefined;
  recordId?: string | undefined;
  type?: string | undefined;
  /** The id of the event, or of its record, begins so. */
  search?: string | undefined;
  /** Only events stored before this one. */
  before: EventPlace | undefined;
  limit: number;
  /** False: `record` is null. */
  withRecords: boolean;
}

export interface ListedEvent extends EventPlace {
  eventId: string;
  instanceId: number;
  connectorKey: string;
  resource: string;
  type: string;
  recordId: string;
  date: Instant;
  /** Undefined: a webhook told of it. */
  pollDate: Instant | undefined;
  /** The webhook that told of it; undefined: a poll found it. */
  webhookId: number | undefined;
  initial: boolean;
  /** Epoch milliseconds of its storing, and of the last acknowledgement, by a receiver or through the API. */
  createdAt: number;
  acknowledgedAt: number | null;
  /** JSON text; null when it is no longer kept. */
  record: string | null;
  changes: FieldChanges | null;
  paths: EventPaths | null;
  status: EventStatus;
  /** Deliveries of its notification by their status. */
  deliveries: Record<'created' | 'retry' | 'queued' | 'delivered', number>;
}

export interface EventList {
  events: ListedEvent[];
  hasMore: boolean;
}

/** Newest first, by the order of storing. Goes by the index whatever the place: a late page costs what the first does. */
export async function listEvents(db: Db, search: EventSearch): Promise<EventList> {
  const ids = await narrowEvents(db, search);
  const narrowed = ids === undefined ? [] : [sql`n.id = any(${ids}::bigint[])`];
  const page = sql`
    select ${stored(search.withRecords)} ${ofInstances} ${eventsOfNotification}
    where ${and([...inScope(search), ...narrowed, ...matching(search), ...inRange(search)])}
    order by n.id desc, e.position desc limit ${search.limit + 1}`;
  const { rows } = await sql<ListedRow & { found: number; bytes: number; number: number }>`
    select * from (
      select ${told}, count(*) over () found, row_number() over in_order number,
        coalesce(sum(octet_length(n.record)) over in_order, 0)::bigint bytes
      from (${page}) n ${deliveriesOfNotification}
      window in_order as (order by n.id desc, n.position desc)) counted
    where number <= ${search.limit} and (number = 1 or bytes <= ${mostPageBytes})
    order by number`.execute(db);
  const events = rows.map(({ found: _found, bytes: _bytes, number: _number, ...event }) => toListed(event));
  return { events, hasMore: (rows[0]?.found ?? 0) > events.length };
}

export async function findEvent(
  db: Db,
  { eventId, ...scope }: EventScope & { eventId: string },
): Promise<ListedEvent | undefined> {
  const { rows } = await sql<ListedRow>`
    select ${told} from (
      select ${stored(true)} ${ofInstances} join events e on e.notification_id = n.id
      where ${and([sql`e.event_id = ${eventId}`, ...inScope(scope)])}) n ${deliveriesOfNotification}`.execute(db);
  return rows[0] && toListed(rows[0]);
}

type ListedRow = ListedEvent & { pollDate: Instant; receivedId: number | null };

const toListed = ({ receivedId, pollDate, ...event }: ListedRow): ListedEvent => ({
  ...event,
  pollDate: receivedId === null ? pollDate : undefined,
  webhookId: receivedId ?? undefined,
});

const ofInstances = sql`from notifications n join instances i on i.id = n.instance_id`;

/** With an offset it is read for one notification after the other, never for those of other instances too. */
const eventsOfNotification = sql`
  cross join lateral (select * from events where notification_id = n.id order by position desc offset 0) e`;

const stored = (withRecords: boolean) => sql`
  n.*, i.connector_key, e.position, e.event_id, e.type, e.record_id, e.date_us, e.changes, e.paths,
  ${withRecords ? sql`e.record` : sql`null::text`} record`;

const deliveriesOfNotification = sql`
  cross join lateral (
    select max(delivered_at_ms) last_delivered_at_ms, json_build_object(
      'created', count(*) filter (where status = 'created'), 'retry', count(*) filter (where status = 'retry'),
      'queued', count(*) filter (where status = 'queued'), 'delivered', count(*) filter (where status = 'delivered')) summary
    from deliveries d where d.notification_id = n.id and ${isOfSubscription}) d`;

const told = sql`
  n.id "notificationId", n.position, n.event_id "eventId", n.instance_id "instanceId", n.connector_key "connectorKey",
  n.resource, n.type, n.record_id "recordId", n.date_us date, n.poll_date_us "pollDate", n.received_id "receivedId", n.initial,
  n.created_at_ms "createdAt", greatest(n.acknowledged_at_ms, d.last_delivered_at_ms) "acknowledgedAt",
  n.record, n.changes, n.paths, ${statusOfNotification} status, d.summary deliveries`;

const matching = ({ status, delivery, resource, recordId, type, search }: EventSearch): Condition[] => [
  ...(resource === undefined ? [] : [sql`n.resource = ${resource}`]),
  ...(status === undefined ? [] : [sql`${statusOfNotification} = ${status}`]),
  ...(delivery === undefined ? [] : [deliveriesAre[delivery]]),
  ...(recordId === undefined ? [] : [recordIs(recordId)]),
  ...(search === undefined ? [] : [idBegins(search)]),
  ...(type === undefined ? [] : [sql`e.type = ${type}`]),
];

/** The first of the two conditions on a place is the one that an index knows. */
const inRange = ({ from, to, before }: EventSearch): Condition[] => [
  ...(from === undefined ? [] : [sql`n.created_at_ms >= ${from}`]),
  ...(to === undefined ? [] : [sql`n.created_at_ms <= ${to}`]),
  ...(before === undefined
    ? []
    : [
        sql`n.id <= ${before.notificationId}`,
        sql`(n.id, e.position) < (${before.notificationId}::bigint, ${before.position}::int)`,
      ]),
];
