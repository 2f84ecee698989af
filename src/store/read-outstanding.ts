import { sql } from 'kysely';
import { recordKey } from '../model/record-key.ts';
import type { Db } from './database.ts';
import { pickSendable, type Sendable } from './pick-sendable.ts';

/** A delivery that may go now. */
export interface SendableDelivery {
  notificationId: number;
  /** Undefined: of a message. */
  instanceId: number | undefined;
  /** Made so far. */
  attempts: number;
}

export interface OutstandingWish {
  /** Epoch milliseconds. */
  now: number;
  deliveriesEach: number;
}

interface OutstandingRow {
  subscription_id: number;
  notification_id: number;
  attempts: number;
  next_attempt_at_ms: number | null;
  instance_id: number | null;
  resource: string | null;
  /** Read only where it decides about others. */
  record_ids: string[] | null;
}

/**
 * Where deliveries wait for their retries, so many outstanding ones are looked at to find those that may go meanwhile; first a
 * few, and more only where none of these may go.
 */
const lookedAt = [100, 1_000];

/** Those of instances that were deleted are passed over, as far as this: further ones are waited for until they are gone. */
const mostPassedOver = 5_000;

/**
 * The oldest deliveries that may go now, by the id of the subscription. `waits`: at least one of the subscription waits for a
 * retry that is not due; only then are records compared.
 */
export async function readOutstanding(
  db: Db,
  subscriptions: { id: number; waits: boolean }[],
  { now, deliveriesEach }: OutstandingWish,
): Promise<Map<number, Sendable<SendableDelivery>>> {
  const sendable = new Map<number, Sendable<SendableDelivery>>();
  let left = subscriptions;
  for (const waitingLimit of lookedAt) {
    if (left.length === 0) break;
    const rows = await readRows(db, left, { waitingLimit, limit: deliveriesEach });
    for (const { id } of left) {
      sendable.set(id, pickSendable((rows.get(id) ?? []).map(toCandidate), { now, limit: deliveriesEach }));
    }
    left = left.filter(
      ({ id, waits }) => waits && sendable.get(id)?.chosen.length === 0 && rows.get(id)?.length === waitingLimit,
    );
  }
  return sendable;
}

interface Limits {
  /** Of those that have deliveries waiting for their retries. */
  waitingLimit: number;
  limit: number;
}

/**
 * `between`: where it is known that all rows are of one subscription, an index of notifications may look cheaper than that of
 * what is outstanding, and then what it has delivered, and what others have, is read again and again.
 */
async function readRows(
  db: Db,
  subscriptions: { id: number; waits: boolean }[],
  { waitingLimit, limit }: Limits,
): Promise<Map<number, OutstandingRow[]>> {
  const { rows } = await sql<OutstandingRow>`
    select d.subscription_id, d.notification_id, d.attempts, d.next_attempt_at_ms, n.instance_id, n.resource,
      case when s.waits then (select array_agg(record_id) from events where notification_id = n.id) end record_ids
    from unnest(${subscriptions.map(({ id }) => id)}::bigint[], ${subscriptions.map(({ waits }) => waits)}::boolean[])
      s(id, waits)
    cross join lateral (
      select * from (
        select * from deliveries
        where subscription_id between s.id and s.id and status in ('created', 'retry')
        order by subscription_id, notification_id limit ${mostPassedOver}) oldest
      where ${isOfSomebody}
      order by subscription_id, notification_id limit case when s.waits then ${waitingLimit}::int else ${limit}::int end) d
    join notifications n on n.id = d.notification_id
    order by d.subscription_id, d.notification_id`.execute(db);
  return Map.groupBy(rows, (row) => row.subscription_id);
}

const toCandidate = (row: OutstandingRow) => ({
  notificationId: row.notification_id,
  instanceId: row.instance_id ?? undefined,
  attempts: row.attempts,
  dueAt: row.next_attempt_at_ms ?? undefined,
  keys: (row.record_ids ?? []).map((recordId) => recordKey(row.instance_id ?? 0, row.resource ?? '', recordId)),
});

/** Not of an instance that was deleted; asked of each delivery only while something of such instances is left. */
const isOfSomebody = sql`(
  not exists (select from leftovers where kind = 'notifications')
  or coalesce((select n.instance_id from notifications n where n.id = oldest.notification_id), 0) not in (
    select owner_id from leftovers where kind = 'notifications'))`;
