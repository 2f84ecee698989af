import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database.ts';
import { lowerPending } from './lower-pending.ts';
import { inBatch } from './retention-batch.ts';
import type { Schema } from './schema.ts';

/** Rows that were left by what was deleted: notifications of instances, deliveries of subscriptions, versions of cursors. */
export type LeftoverKind = Schema['leftovers']['kind'];

/** Owners whose rows go in one batch, at most. */
const ownersAtOnce = 100;

export async function kindsLeft(db: Db): Promise<LeftoverKind[]> {
  const rows = await db.selectFrom('leftovers').select('kind').distinct().orderBy('kind').execute();
  return rows.map(({ kind }) => kind);
}

/**
 * Deletes so many rows of the kind, and forgets the owners that have none any more. Rows that somebody else is at are passed
 * over, so that nobody waits for a batch that waits for another. Answers how many rows and owners went; 0: no more can go at
 * present; undefined: another process is at it.
 */
export const clearLeftovers = (
  db: Db,
  { kind, limit }: { kind: LeftoverKind; limit: number },
): Promise<number | undefined> =>
  inBatch(db, 'leftovers', async (trx) => {
    const owners = await trx
      .selectFrom('leftovers')
      .select('owner_id')
      .where('kind', '=', kind)
      .orderBy('owner_id')
      .limit(ownersAtOnce)
      .execute();
    const ids = owners.map((row) => row.owner_id);
    const cleared = await clear[kind](trx, { ids, limit });
    if (cleared === limit) return cleared;
    const { numAffectedRows = 0n } = await sql`
      delete from leftovers where kind = ${kind} and owner_id = any(${ids}::bigint[]) and not exists (${rowsOf[kind]})`.execute(
      trx,
    );
    return cleared + Number(numAffectedRows);
  });

const rowsOf = {
  notifications: sql`select from notifications where instance_id = owner_id`,
  deliveries: sql`select from deliveries where subscription_id = owner_id`,
  versions: sql`select from record_versions where cursor_id = owner_id`,
};

interface Batch {
  ids: number[];
  limit: number;
}

/**
 * Said like this, only the index that begins with the owner gives the rows in their order. Where it is known that all have one
 * owner, another index with a filter may look cheaper, and reads the rows of all others again and again.
 */
const isOf = (column: RawBuilder<unknown>) => sql`${column} between owner.id and owner.id`;

/** `rows` selects those of `owner.id`, in the order of the index that begins with the owner. */
const ofOwners = ({ ids, limit }: Batch, rows: RawBuilder<unknown>) => sql`
  from unnest(${ids}::bigint[]) owner(id) cross join lateral (${rows} limit ${limit} for update skip locked) found
  limit ${limit}`;

const clear: Record<LeftoverKind, (db: Db, batch: Batch) => Promise<number>> = {
  notifications: clearNotifications,
  deliveries: async (db, batch) => {
    const rows = sql`
      select ctid from deliveries where ${isOf(sql`subscription_id`)} order by subscription_id, notification_id`;
    const gone = sql`delete from deliveries where ctid = any(array(select found.ctid ${ofOwners(batch, rows)}))`;
    return Number((await gone.execute(db)).numAffectedRows);
  },
  versions: async (db, batch) => {
    const rows = sql`
      select ctid from record_versions where ${isOf(sql`cursor_id`)} order by cursor_id, record_id`;
    const gone = sql`delete from record_versions where ctid = any(array(select found.ctid ${ofOwners(batch, rows)}))`;
    return Number((await gone.execute(db)).numAffectedRows);
  },
};

/** With their events, deliveries and attempts, oldest first: subscriptions that have topics of others too count them no more. */
async function clearNotifications(db: Db, batch: Batch): Promise<number> {
  const oldest = sql`select id from notifications where ${isOf(sql`instance_id`)} order by instance_id, id`;
  const { rows } = await sql<{ id: number }>`select found.id ${ofOwners(batch, oldest)}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const outstanding = sql<{ subscription_id: number }>`
    select subscription_id from deliveries where notification_id = any(${ids}::bigint[]) and status <> 'delivered'`;
  await lowerPending(db, outstanding);
  await sql`delete from notifications where id = any(${ids}::bigint[])`.execute(db);
  return ids.length;
}
