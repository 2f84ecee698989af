import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface NotificationOfOrganization {
  organizationId: number;
  id: number;
}

/** Marks it as acknowledged; the first time counts. False: the organisation has no such notification. */
export async function acknowledgeNotification(
  db: Db,
  { organizationId, id, now }: NotificationOfOrganization & { now: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications n set acknowledged_at_ms = coalesce(n.acknowledged_at_ms, ${now})
    where n.id = ${id} and (
      n.organization_id = ${organizationId}
      or exists (select from instances i where i.id = n.instance_id and i.organization_id = ${organizationId}))`.execute(
    db,
  );
  return numAffectedRows === 1n;
}
