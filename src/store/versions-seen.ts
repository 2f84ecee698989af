import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface KnownVersion {
  version: string;
  revision: number;
  /** Fingerprints of its fields, and the record itself, where they are kept. */
  fields?: Record<string, string>;
  record?: string;
}

interface KnownRow {
  record_id: string;
  version: string;
  revision: number;
  fields: Record<string, string> | null;
  record: string | null;
}

/** What is known of these records, in one statement; records never seen are absent. */
export async function versionsSeen(db: Db, cursorId: number, recordIds: string[]): Promise<Map<string, KnownVersion>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<KnownRow>`
    select record_id, version, revision, fields, record from record_versions
    where cursor_id = ${cursorId} and record_id = any(${recordIds}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.record_id, toKnown(row)]));
}

const toKnown = ({ version, revision, fields, record }: KnownRow): KnownVersion => ({
  version,
  revision,
  ...(fields && { fields }),
  ...(record !== null && { record }),
});
