import type { Db } from './database.ts';

/** Those of these accounts that belong to the organisation. */
export async function ownAccounts(
  db: Db,
  { organizationId, accountIds }: { organizationId: number; accountIds: number[] },
): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set();
  const query = db.selectFrom('accounts').where('organization_id', '=', organizationId).where('id', 'in', accountIds);
  return new Set((await query.select('id').execute()).map(({ id }) => id));
}
