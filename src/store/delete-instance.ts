import { lockCredentials } from './credential-store.ts';
import type { Db } from './database.ts';

/** Deletes the organisation's instance with everything that hangs on it. False when there is none. */
export async function deleteInstance(
  db: Db,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockCredentials(trx, id);
    // In the order in which polls and deliveries lock them, so that neither waits for the other for ever.
    await trx.selectFrom('polls').select('id').where('instance_id', '=', id).orderBy('id').forUpdate().execute();
    await trx.selectFrom('subscriptions').select('id').where('instance_id', '=', id).forUpdate().execute();
    const { numDeletedRows } = await trx
      .deleteFrom('instances')
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows === 1n;
  });
}
