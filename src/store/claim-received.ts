import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import { bigints } from './columns.ts';
import type { Db } from './database.ts';
import { eventsAreOn } from './instance-events.ts';
import { openInstance, type InstanceRow } from './instance-row.ts';
import { openReadable, type Unreadable } from './open-readable.ts';

/** A received webhook that this process may work on until its lease ends, alone. */
export interface ClaimedWebhook {
  id: number;
  instance: Instance;
  fence: number;
  /** What makes it the same request when it is sent again; undefined: nothing does. */
  identity: string | undefined;
  method: string;
  query: Record<string, string>;
  /** Names in lower case; without those that are secret. */
  headers: Record<string, string>;
  contentType: string | undefined;
  body: Buffer;
  /** Its verification proves that the provider sent it. */
  trusted: boolean;
  /** Epoch milliseconds. */
  receivedAt: number;
  /** How often it was tried before. */
  attempts: number;
}

export interface ReceivedDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  limit: number;
  /** Instances that are passed over: earlier webhooks of theirs are being worked on. */
  except: number[];
  /** Only those of this one. */
  instanceId?: number;
  /** Absent: an instance that does not open spoils the claim of all. */
  unreadable?: Unreadable;
}

interface ReceivedRow {
  id: number;
  instance_id: number;
  fence: number;
  identity: string | null;
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  content_type: string | null;
  body: Buffer | null;
  trusted: boolean;
  received_at_ms: number;
  attempts: number;
}

/** What the bodies of one claim come to, but for the last: bodies may be of megabytes. */
const mostBytes = 16_000_000;

/**
 * Claims webhooks that are due, the longest due first, in the order in which they came. Those of instances that are disabled,
 * or have events switched off, wait; so do those of an instance of which any are held, here or by another process, so that
 * what came first is worked on first. Claims are made one after the other: each sees the leases of the one before.
 */
export async function claimReceived(db: Db, sealer: Sealer, due: ReceivedDue): Promise<ClaimedWebhook[]> {
  const rows = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('tidings claim of webhooks'))`.execute(trx);
    return claimDue(trx, due);
  });
  if (rows.length === 0) return [];
  const instances = await openInstances(db, sealer, rows, due.unreadable);
  const closed = rows.filter((row) => !instances.has(row.instance_id));
  if (closed.length > 0) await renewReceived(db, closed, due.now + unreadableForMs);
  return rows
    .toSorted((one, other) => one.id - other.id)
    .flatMap((row) => {
      const instance = instances.get(row.instance_id);
      return instance ? [toClaimed(row, instance)] : [];
    });
}

/** An instance that does not open is tried again after this time, so that such ones are not always the first. */
const unreadableForMs = 3_600_000;

/**
 * From instances inwards: those that have any waiting are found by one look into the index each, so that what waits for
 * an instance that is held, or disabled, is not read through.
 */
async function claimDue(trx: Db, due: ReceivedDue): Promise<ReceivedRow[]> {
  const isDue = sql`w.status = 'waiting' and w.next_attempt_at_ms <= ${due.now}`;
  const { rows } = await sql<ReceivedRow>`
    with recursive waiting(instance_id) as (
      (select instance_id from received_webhooks where status = 'waiting' order by instance_id, next_attempt_at_ms limit 1)
      union all
      select (
        select w.instance_id from received_webhooks w
        where w.status = 'waiting' and w.instance_id > waiting.instance_id
        order by w.instance_id, w.next_attempt_at_ms limit 1)
      from waiting where instance_id is not null),
    ready as (
      select i.id instance_id, first.next_attempt_at_ms from waiting join instances i on i.id = waiting.instance_id
      cross join lateral (
        select w.next_attempt_at_ms from received_webhooks w where w.instance_id = i.id and ${isDue}
        order by w.next_attempt_at_ms, w.id limit 1) first
      where not i.disabled and ${eventsAreOn} and i.id <> all(${due.except}::bigint[])
        and i.id = coalesce(${due.instanceId ?? null}::bigint, i.id)
        and i.id not in (
          select h.instance_id from received_webhooks h
          where h.status = 'waiting' and h.lease_until_ms > ${due.now})
      order by first.next_attempt_at_ms limit ${due.limit}),
    picked as (
      select w.id from ready cross join lateral (
        select w.id, w.next_attempt_at_ms from received_webhooks w where w.instance_id = ready.instance_id and ${isDue}
        order by w.next_attempt_at_ms, w.id limit ${due.limit}) w
      order by w.next_attempt_at_ms, w.id limit ${due.limit}),
    due as (
      select w.id, w.next_attempt_at_ms, octet_length(w.body) bytes from received_webhooks w
      where w.id in (select id from picked) and w.status = 'waiting' for update skip locked),
    taken as (
      select id from (
        select id, bytes, sum(bytes) over (order by next_attempt_at_ms, id) total from due) d
      where total is null or total - coalesce(bytes, 0) < ${mostBytes})
    update received_webhooks w set lease_until_ms = ${due.leaseUntil}, fence = w.fence + 1
    from taken where w.id = taken.id
    returning w.id, w.instance_id, w.fence, w.identity, w.method, w.query, w.headers, w.content_type, w.body, w.trusted,
      w.received_at_ms, w.attempts`.execute(trx);
  return rows;
}

async function openInstances(db: Db, sealer: Sealer, webhooks: ReceivedRow[], unreadable: Unreadable | undefined) {
  const ids = [...new Set(webhooks.map((row) => row.instance_id))];
  const { rows } = await sql<InstanceRow>`select * from instances where id = any(${ids}::bigint[])`.execute(db);
  const told = unreadable && ((row: InstanceRow, error: unknown) => unreadable({ instanceId: row.id }, error));
  const opened = openReadable(rows, (row) => openInstance(sealer, row), told);
  return new Map(opened.map((instance) => [instance.id, instance]));
}

const toClaimed = (row: ReceivedRow, instance: Instance): ClaimedWebhook => ({
  id: row.id,
  instance,
  fence: row.fence,
  identity: row.identity ?? undefined,
  method: row.method,
  query: row.query,
  headers: row.headers,
  contentType: row.content_type ?? undefined,
  body: row.body ?? Buffer.alloc(0),
  trusted: row.trusted,
  receivedAt: row.received_at_ms,
  attempts: row.attempts,
});

/** A claim on a received webhook. */
export interface ReceivedClaim {
  id: number;
  fence: number;
}

/** Holds the claims that still hold for longer. */
export async function renewReceived(db: Db, claims: ReceivedClaim[], leaseUntil: number): Promise<void> {
  await sql`
    update received_webhooks w set lease_until_ms = ${leaseUntil}
    from unnest(${bigints(claims, ({ id }) => id)}, ${bigints(claims, ({ fence }) => fence)}) c(id, fence)
    where w.id = c.id and w.fence = c.fence and w.status = 'waiting'`.execute(db);
}
