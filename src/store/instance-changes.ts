import { sql, type RawBuilder } from 'kysely';
import type { ValueChange } from '../model/changed-values.ts';
import type { Db } from './database.ts';
import { storableJson, storableText } from './storable.ts';

/**
 * `connected`: new credentials were stored. `refused`: the provider accepts them no more. `webhookKeys`: a handshake brought a key, or
 * they were forgotten.
 */
export const changeKinds = [
  'made',
  'changed',
  'enabled',
  'disabled',
  'connected',
  'refused',
  'paused',
  'resumed',
  'webhookKeys',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface NewInstanceChange {
  instanceId: number;
  kind: ChangeKind;
  /** The id of the user who does it; undefined: the server. */
  by: number | undefined;
  changes?: ValueChange[];
  /** Why the server does it, to people. */
  reason?: string;
  /** Epoch milliseconds. */
  now: number;
}

/** So many of the last changes of an instance are kept. */
export const changesKept = 1_000;

/** Writes down a change of an instance, in the transaction that makes it. */
export async function recordChange(trx: Db, change: NewInstanceChange): Promise<void> {
  await sql`${changeRow(change, sql`true`)}`.execute(trx);
  await sql`
    delete from instance_changes where instance_id = ${change.instanceId} and id <= (
      select id from instance_changes where instance_id = ${change.instanceId}
      order by id desc offset ${changesKept} limit 1)`.execute(trx);
}

/** The same as part of a statement that makes the change if `condition` holds. */
export const changeRow = (
  { instanceId, kind, by, changes = [], reason, now }: NewInstanceChange,
  condition: RawBuilder<unknown>,
) => sql`
  insert into instance_changes (instance_id, kind, user_id, user_email, changes, reason, changed_at_ms)
  select ${instanceId}::bigint, ${kind}, ${by ?? null}::bigint, (select email from users where id = ${by ?? null}::bigint),
    ${storableJson(changes)}::jsonb, ${reason === undefined ? null : storableText(reason)}, ${now}::bigint
  where ${condition}`;

export interface StoredChange {
  id: number;
  kind: ChangeKind;
  /** Null: the server did it. */
  userId: number | null;
  /** As it was then. */
  userEmail: string | null;
  changes: ValueChange[];
  reason: string | null;
  /** Epoch milliseconds. */
  changedAt: number;
}

/** The changes of an instance, newest first, and how many there are on all pages. */
export async function listChanges(
  db: Db,
  { instanceId, beforeId, limit }: { instanceId: number; beforeId: number | undefined; limit: number },
): Promise<{ changes: StoredChange[]; total: number }> {
  const older = beforeId === undefined ? sql`` : sql`and id < ${beforeId}`;
  const [page, count] = await Promise.all([
    sql<StoredChange>`
      select id, kind, user_id "userId", user_email "userEmail", changes, reason, changed_at_ms "changedAt"
      from instance_changes where instance_id = ${instanceId} ${older} order by id desc limit ${limit}`.execute(db),
    sql<{ total: number }>`select count(*) total from instance_changes where instance_id = ${instanceId}`.execute(db),
  ]);
  return { changes: page.rows, total: count.rows[0]?.total ?? 0 };
}
