import type { Db } from './database.ts';

/** Deletes a subscription that no instance has, with its deliveries. False: the organisation has no such one. */
export async function deleteSubscription(
  db: Db,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('subscriptions')
    .where('organization_id', '=', organizationId)
    .where('instance_id', 'is', null)
    .where('replay_id', 'is', null)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
