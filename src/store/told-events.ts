import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Those of these event ids that are stored. */
export async function toldEvents(db: Db, eventIds: string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select event_id id from events where event_id = any(${eventIds}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
