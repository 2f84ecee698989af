import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface OwnDateFormat {
  id: number;
  format: string;
  /** Epoch milliseconds. */
  usedAt: number;
}

/** Those that an organisation has kept, the one used last first. */
export async function listDateFormats(db: Db, organizationId: number): Promise<OwnDateFormat[]> {
  const rows = await db
    .selectFrom('date_formats')
    .select(['id', 'format', 'used_at_ms'])
    .where('organization_id', '=', organizationId)
    .orderBy('used_at_ms', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, format, used_at_ms: usedAt }) => ({ id, format, usedAt }));
}

export interface KeptFormat {
  organizationId: number;
  format: string;
  /** Epoch milliseconds. */
  now: number;
  most: number;
}

/** Keeps a format, or notes that one that is kept was used again. Undefined: the organisation has `most` others. */
export async function keepDateFormat(
  db: Db,
  { organizationId, format, now, most }: KeptFormat,
): Promise<OwnDateFormat | undefined> {
  return db.transaction().execute(async (transaction) => {
    // Two that are kept at the same time are counted one after the other.
    await sql`select from organizations where id = ${organizationId} for update`.execute(transaction);
    const { rows } = await sql<{ id: number; used_at_ms: number }>`
      insert into date_formats (organization_id, format, used_at_ms)
      select ${organizationId}, ${format}, ${now}
      where exists (select from date_formats where organization_id = ${organizationId} and format = ${format})
        or (select count(*) from date_formats where organization_id = ${organizationId}) < ${most}
      on conflict (organization_id, format) do update set used_at_ms = excluded.used_at_ms
      returning id, used_at_ms`.execute(transaction);
    const [row] = rows;
    return row && { id: row.id, format, usedAt: row.used_at_ms };
  });
}

/** False: the organisation has none with this id. */
export async function deleteDateFormat(
  db: Db,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('date_formats')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
