import { sql } from 'kysely';
import type { Db } from './database.ts';
import { migrationNames } from './migrate.ts';

/** `outdated`: it answers, but lacks tables that this version needs. */
export type DatabaseState = 'ok' | 'outdated' | 'unreachable';

const undefinedTable = '42P01';

/** Whether the database answers, and has been brought to this version's tables, or a later one's. Never rejects. */
export async function readDatabaseState(db: Db): Promise<DatabaseState> {
  const newest = migrationNames().at(-1) ?? '';
  try {
    const { rows } = await sql`select from kysely_migration where name >= ${newest} limit 1`.execute(db);
    return rows.length > 0 ? 'ok' : 'outdated';
  } catch (error) {
    return (error as { code?: unknown }).code === undefinedTable ? 'outdated' : 'unreachable';
  }
}
