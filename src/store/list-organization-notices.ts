import type { Db } from './database.ts';
import type { NoticesWanted, StoredNotice } from './list-notices.ts';

/** A notice with the instance that it is about. */
export interface OrganizationNotice extends StoredNotice {
  instanceId: number;
  instanceName: string;
}

/** The notices of all instances of an organisation, newest first. */
export async function listOrganizationNotices(
  db: Db,
  { organizationId, kind, beforeId, limit }: Omit<NoticesWanted, 'instanceId'> & { organizationId: number },
): Promise<OrganizationNotice[]> {
  let query = db
    .selectFrom('notices as n')
    .innerJoin('instances as i', 'i.id', 'n.instance_id')
    .where('i.organization_id', '=', organizationId)
    .select(['n.id', 'n.resource', 'n.kind', 'n.message', 'n.created_at_ms as createdAt'])
    .select(['i.id as instanceId', 'i.name as instanceName']);
  if (kind !== undefined) query = query.where('n.kind', '=', kind);
  if (beforeId !== undefined) query = query.where('n.id', '<', beforeId);
  const rows = await query.orderBy('n.id', 'desc').limit(limit).execute();
  return rows as OrganizationNotice[];
}
