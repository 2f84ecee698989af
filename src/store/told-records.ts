import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { Db } from './database.ts';

export interface RecordsOfScope {
  instanceId: number;
  resource: string;
  scope: string;
  recordIds: string[];
}

/**
 * Those of these records of which something was told, and not last that they were deleted: the date of the event told last.
 * Reads all events of the resource, as no index is worth its cost in every commit: to be asked about few records.
 */
export async function toldRecords(
  db: Db,
  { instanceId, resource, scope, recordIds }: RecordsOfScope,
): Promise<Map<string, Instant>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<{ recordId: string; date: Instant }>`
    select record_id "recordId", date_us date from (
      select distinct on (e.record_id) e.record_id, e.date_us, e.type
      from notifications n join events e on e.notification_id = n.id
      where n.instance_id = ${instanceId} and n.resource = ${resource} and (n.scope is null or n.scope = ${scope})
        and e.record_id = any(${recordIds}::text[])
      order by e.record_id, n.id desc, e.position desc) last
    where type <> 'DELETED'`.execute(db);
  return new Map(rows.map(({ recordId, date }) => [recordId, date]));
}
