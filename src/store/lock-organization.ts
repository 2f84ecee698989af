import type { Db } from './database.ts';

/** Changes of who is in an organisation go one after another, so that two admins cannot remove each other. */
export async function lockOrganization(trx: Db, organizationId: number): Promise<void> {
  await trx.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate().execute();
}

/** Whether this user is an active admin of the organisation. Ask under the lock. */
export async function isActiveAdmin(
  trx: Db,
  { organizationId, userId }: { organizationId: number; userId: number },
): Promise<boolean> {
  const admins = activeAdmins(trx, organizationId).where('id', '=', userId);
  return (await admins.executeTakeFirst()) !== undefined;
}

/** Whether an active admin is left beside this user. Ask under the lock. */
export async function hasOtherAdmin(
  trx: Db,
  { organizationId, userId }: { organizationId: number; userId: number },
): Promise<boolean> {
  const others = activeAdmins(trx, organizationId).where('id', '!=', userId);
  return (await others.limit(1).executeTakeFirst()) !== undefined;
}

const activeAdmins = (trx: Db, organizationId: number) =>
  trx
    .selectFrom('users')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'admin')
    .where('active', '=', true);
