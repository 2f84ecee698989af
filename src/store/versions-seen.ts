import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import { bigints, texts } from './columns.ts';
import type { Db } from './database.ts';

export interface KnownVersion {
  version: string;
  revision: number;
  /** Of the version, or the latest moment of its deletion where that is known. */
  date?: Instant | undefined;
  /** Fingerprints of its fields, and the record itself, where they are kept. */
  fields?: Record<string, string>;
  record?: string;
}

interface KnownRow {
  record_id: string;
  version: string;
  revision: number;
  date_us: number | null;
  fields: Record<string, string> | null;
  record: string | null;
}

/** What is known of these records, in one statement; records never seen are absent. */
export async function versionsSeen(db: Db, cursorId: number, recordIds: string[]): Promise<Map<string, KnownVersion>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<KnownRow>`
    select record_id, version, revision, date_us, fields, record from record_versions
    where cursor_id = ${cursorId} and record_id = any(${recordIds}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.record_id, toKnown(row)]));
}

/** A record of a cursor. */
export interface RecordOfCursor {
  cursorId: number;
  recordId: string;
}

/** What tells the records of several cursors apart. */
export const keyOfRecord = ({ cursorId, recordId }: RecordOfCursor): string => `${cursorId} ${recordId}`;

/** What is known of records of several cursors, by `keyOfRecord`. */
export async function versionsOfCursors(db: Db, records: RecordOfCursor[]): Promise<Map<string, KnownVersion>> {
  if (records.length === 0) return new Map();
  const { rows } = await sql<KnownRow & { cursor_id: number }>`
    select v.cursor_id, v.record_id, v.version, v.revision, v.date_us, v.fields, v.record
    from record_versions v
    join (select distinct * from unnest(
      ${bigints(records, (r) => r.cursorId)}, ${texts(records, (r) => r.recordId)}) r(cursor_id, record_id)) r
      using (cursor_id, record_id)`.execute(db);
  return new Map(rows.map((row) => [keyOfRecord({ cursorId: row.cursor_id, recordId: row.record_id }), toKnown(row)]));
}

const toKnown = ({ version, revision, date_us: date, fields, record }: KnownRow): KnownVersion => ({
  version,
  revision,
  ...(date !== null && { date }),
  ...(fields && { fields }),
  ...(record !== null && { record }),
});
