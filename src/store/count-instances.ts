import type { Db } from './database.ts';

/** How many instances an organisation has of each connector that it has any of. */
export async function countInstances(db: Db, organizationId: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('instances')
    .where('organization_id', '=', organizationId)
    .groupBy('connector_key')
    .orderBy('connector_key')
    .select((e) => ['connector_key', e.fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map((row) => [row.connector_key, row.count]));
}
