import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { openSubscriptionSettings } from './subscription-settings.ts';

/** A subscription as its organisation may see it. Those of replays are none. */
export interface StoredSubscription {
  id: number;
  organizationId: number;
  /** The instance whose configuration makes it; undefined: it was made for its topics. */
  instanceId: number | undefined;
  topics: string[];
  /** Empty: its instance has none. */
  url: string;
  /** Its own settings by key, secrets in clear; empty where the instance has them. */
  settings: Record<string, string>;
  active: boolean;
  inactiveReason: string | undefined;
  /** Deliveries that are not delivered yet. */
  pending: number;
  /** Its endpoint is down: nothing is sent before the next attempt. */
  resting: boolean;
  /** Epoch milliseconds; undefined: nothing is due. */
  nextDueAt: number | undefined;
  createdAt: number;
  /** Another one when address or settings have changed. */
  revision: string;
}

interface Row {
  id: number;
  organization_id: number;
  instance_id: number | null;
  topics: string[];
  url: string;
  config: Record<string, string> | null;
  secrets_sealed: Buffer | null;
  active: boolean;
  inactive_reason: string | null;
  pending: number;
  resting: boolean;
  next_due_at_ms: number | null;
  created_at_ms: number;
  revision: string;
}

interface Reading {
  db: Db;
  sealer: Sealer;
}

/** Of a subscription `s`. */
export const subscriptionRevision = sql`md5(s.url || s.config::text || encode(s.secrets_sealed, 'hex'))`;

const columns = sql`
  s.id, s.organization_id, s.instance_id, s.url, s.config, s.secrets_sealed, s.active, s.inactive_reason, s.pending,
  s.resting, s.next_due_at_ms, s.created_at_ms, ${subscriptionRevision} revision,
  array(select topic from subscription_topics t where t.subscription_id = s.id order by topic) topics`;

export interface SubscriptionSearch {
  organizationId: number;
  /** True: only those that no instance's configuration makes. */
  own: boolean;
  /** Only ids above this one. */
  afterId: number;
  limit: number;
}

/** By id, oldest first, and how many there are on all pages. */
export async function listSubscriptions(
  { db, sealer }: Reading,
  { organizationId, own, afterId, limit }: SubscriptionSearch,
): Promise<{ subscriptions: StoredSubscription[]; total: number }> {
  const notOfInstances = own ? sql`and s.instance_id is null` : sql``;
  const matching = sql`
    from subscriptions s where s.organization_id = ${organizationId} and s.replay_id is null ${notOfInstances}`;
  const [page, count] = await Promise.all([
    sql<Row>`select ${columns} ${matching} and s.id > ${afterId} order by s.id limit ${limit}`.execute(db),
    sql<{ total: number }>`select count(*) total ${matching}`.execute(db),
  ]);
  return { subscriptions: page.rows.map((row) => toSubscription(sealer, row)), total: count.rows[0]?.total ?? 0 };
}

/** The organisation's subscriptions with these ids, by id. */
export async function readSubscriptions(
  { db, sealer }: Reading,
  { organizationId, ids }: { organizationId: number; ids: number[] },
): Promise<Map<number, StoredSubscription>> {
  const { rows } = await sql<Row>`
    select ${columns} from subscriptions s
    where s.organization_id = ${organizationId} and s.replay_id is null and s.id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.id, toSubscription(sealer, row)]));
}

const toSubscription = (sealer: Sealer, row: Row): StoredSubscription => ({
  id: row.id,
  organizationId: row.organization_id,
  instanceId: row.instance_id ?? undefined,
  topics: row.topics,
  url: row.url,
  settings: openSubscriptionSettings(sealer, row) ?? {},
  active: row.active,
  inactiveReason: row.inactive_reason ?? undefined,
  pending: row.pending,
  resting: row.resting,
  nextDueAt: row.next_due_at_ms ?? undefined,
  createdAt: row.created_at_ms,
  revision: row.revision,
});
