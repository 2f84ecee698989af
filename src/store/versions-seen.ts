import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface KnownVersion {
  version: string;
  revision: number;
}

/** What is known of these records, in one statement; records never seen are absent. */
export async function versionsSeen(db: Db, cursorId: number, recordIds: string[]): Promise<Map<string, KnownVersion>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<KnownVersion & { record_id: string }>`
    select record_id, version, revision from record_versions
    where cursor_id = ${cursorId} and record_id = any(${recordIds}::text[])`.execute(db);
  return new Map(rows.map(({ record_id, version, revision }) => [record_id, { version, revision }]));
}
