import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { FieldChanges } from '../model/change.ts';
import type { EventPaths, StoredEvent } from '../model/event.ts';
import type { Db } from './database.ts';
import { mostPageBytes } from './page-bytes.ts';

/** A place in the events of an instance. */
export interface FeedPlace {
  notificationId: number;
  /** Of the last event read of this notification; undefined: all of it is read. */
  position: number | undefined;
}

export interface FeedEvent extends StoredEvent {
  notificationId: number;
  resource: string;
  /** Undefined: a webhook told of it. */
  pollDate: Instant | undefined;
  /** The webhook that told of it; undefined: a poll found it. */
  webhookId: number | undefined;
  initial: boolean;
  /** Epoch milliseconds of its storing. */
  createdAt: number;
}

export interface FeedPage {
  events: FeedEvent[];
  /** Where to go on after these events. */
  next: FeedPlace;
  hasMore: boolean;
  /** Something after the place has been deleted. */
  isExpired: boolean;
}

interface FeedRow {
  notificationId: number;
  position: number;
  resource: string;
  pollDate: Instant;
  receivedId: number | null;
  initial: boolean;
  createdAt: number;
  eventId: string;
  type: string;
  recordId: string;
  date: Instant;
  record: string | null;
  changes: FieldChanges | null;
  paths: EventPaths | null;
  /** Of the notification of the event after this one; null: there is none. */
  followingId: number | null;
}

/**
 * The events of an instance after a place, in the order of the ids of their notifications and of their positions in them. No
 * event ever appears before a place that somebody was given: commits of an instance draw these ids one after the other
 * (`event_feeds`). A feed has no gaps: it begins behind the last notification that retention has deleted, also where an
 * earlier one is still kept. A page ends early where its records are long.
 */
export async function readFeed(
  db: Db,
  { instanceId, after, limit }: { instanceId: number; after: FeedPlace; limit: number },
): Promise<FeedPage> {
  const position = after.position ?? null;
  const { rows } = await sql<FeedRow>`
    with page as (
      select n.id "notificationId", e.position, n.resource, n.poll_date_us "pollDate",
        n.received_id "receivedId", n.initial,
        n.created_at_ms "createdAt", e.event_id "eventId", e.type, e.record_id "recordId", e.date_us date, e.record, e.changes,
        e.paths
      from (
        select * from notifications
        where instance_id = ${instanceId} and id >= ${after.notificationId} order by id limit ${limit + 2}) n
      join events e on e.notification_id = n.id
      where n.id > ${after.notificationId} or e.position > ${position}::int
      order by n.id, e.position limit ${limit + 1})
    select "notificationId", position, resource, "pollDate", "receivedId", initial, "createdAt", "eventId", type, "recordId", date,
      record, changes, paths, "followingId"
    from (
      select *, row_number() over in_order number, lead("notificationId") over in_order "followingId",
        coalesce(sum(octet_length(record)) over in_order, 0)::bigint bytes
      from page window in_order as (order by "notificationId", position)) counted
    where number <= ${limit} and (number = 1 or bytes <= ${mostPageBytes})
    order by number`.execute(db);
  const last = rows.at(-1);
  return {
    events: rows.map(toEvent),
    next: last ? placeAfter(last) : after,
    hasMore: (last?.followingId ?? null) !== null,
    // Asked last: what was deleted while the events were read is known then.
    isExpired: isBefore(after, await readForgottenUpTo(db, instanceId)),
  };
}

const isBefore = ({ notificationId, position }: FeedPlace, forgottenUpTo: number): boolean =>
  position === undefined ? notificationId < forgottenUpTo : notificationId <= forgottenUpTo;

/** After the last event read: within its notification, if that goes on. */
const placeAfter = ({ notificationId, position, followingId }: FeedRow): FeedPlace => ({
  notificationId,
  position: followingId === notificationId ? position : undefined,
});

const toEvent = ({ record, changes, paths, pollDate, receivedId, followingId: _f, ...event }: FeedRow): FeedEvent => ({
  ...event,
  pollDate: receivedId === null ? pollDate : undefined,
  webhookId: receivedId ?? undefined,
  record: record ?? undefined,
  ...(changes && { changes }),
  ...(paths && { paths }),
});

/** Before the oldest event after which none has been deleted. */
export const feedBeginning = async (db: Db, instanceId: number): Promise<FeedPlace> => ({
  notificationId: await readForgottenUpTo(db, instanceId),
  position: undefined,
});

/** The greatest id of a notification that retention has deleted; 0: none was deleted. */
async function readForgottenUpTo(db: Db, instanceId: number): Promise<number> {
  const row = await db
    .selectFrom('event_feeds')
    .select('forgotten_up_to')
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
  return row?.forgotten_up_to ?? 0;
}

/** The place after all events that the instance has told so far. */
export async function feedEnd(db: Db, instanceId: number): Promise<FeedPlace> {
  const { rows } = await sql<{ id: number }>`
    select greatest(
      (select forgotten_up_to from event_feeds where instance_id = ${instanceId}),
      (select max(id) from notifications where instance_id = ${instanceId})) id`.execute(db);
  return { notificationId: rows[0]?.id ?? 0, position: undefined };
}

export interface FeedWait {
  instanceId: number;
  after: FeedPlace;
}

/** The places in `waits` of those after whose place something was told, in one statement for all. */
export async function feedsWithNews(db: Db, waits: FeedWait[]): Promise<number[]> {
  const { rows } = await sql<{ place: number }>`
    select w.place from unnest(
      ${waits.map(({ instanceId }) => instanceId)}::bigint[], ${waits.map(({ after }) => after.notificationId)}::bigint[]
    ) with ordinality w(instance_id, after_id, place)
    where exists (select from notifications n where n.instance_id = w.instance_id and n.id > w.after_id)`.execute(db);
  return rows.map(({ place }) => place - 1);
}
