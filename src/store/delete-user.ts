import type { Db } from './database.ts';
import { hasOtherAdmin, isActiveAdmin, lockOrganization } from './lock-organization.ts';

export interface UserDeletion {
  organizationId: number;
  id: number;
  /** The admin who deletes, and who gets what the user made. */
  heirId: number;
}

/** `heirGone`: the admin who deletes was deleted himself meanwhile, or is no active admin any more. */
export type UserDeletionOutcome = 'deleted' | 'unknown' | 'lastAdmin' | 'heirGone';

/** Deletes a user with his sessions. His instances and connectors stay, and are the heir's. */
export async function deleteUser(
  db: Db,
  { organizationId, id, heirId }: UserDeletion,
): Promise<{ outcome: UserDeletionOutcome; instances: number }> {
  return db.transaction().execute(async (trx) => {
    await lockOrganization(trx, organizationId);
    if (!(await isActiveAdmin(trx, { organizationId, userId: heirId }))) return { outcome: 'heirGone', instances: 0 };
    const user = await trx
      .selectFrom('users')
      .select(['role', 'active'])
      .where('id', '=', id)
      .where('organization_id', '=', organizationId)
      .forUpdate()
      .executeTakeFirst();
    if (!user) return { outcome: 'unknown', instances: 0 };
    const isAdmin = user.role === 'admin' && user.active;
    if (isAdmin && !(await hasOtherAdmin(trx, { organizationId, userId: id })))
      return { outcome: 'lastAdmin', instances: 0 };
    const inherited = { user_id: heirId };
    const instances = await trx.updateTable('instances').set(inherited).where('user_id', '=', id).executeTakeFirst();
    await trx.updateTable('connectors').set(inherited).where('user_id', '=', id).execute();
    await trx.updateTable('connect_flows').set(inherited).where('user_id', '=', id).execute();
    await trx.deleteFrom('users').where('id', '=', id).execute();
    return { outcome: 'deleted', instances: Number(instances.numUpdatedRows) };
  });
}
