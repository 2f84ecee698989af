import type { Db } from './database.ts';
import type { StoredInstance } from './stored-instance.ts';

/** Enables or disables an instance that is still as it was read. False when it is not. */
export async function switchInstance(
  db: Db,
  read: StoredInstance,
  { disabled, now }: { disabled: boolean; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('instances')
    .set({ disabled, updated_at_ms: Math.max(now, read.updatedAt + 1) })
    .where('id', '=', read.id)
    .where('organization_id', '=', read.organizationId)
    .where('updated_at_ms', '=', read.updatedAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
