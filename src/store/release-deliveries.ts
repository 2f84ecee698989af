import { sql } from 'kysely';
import type { Db } from './database.ts';
import { eventsAreOn, ownUrl } from './instance-events.ts';
import { listDeliveries, matchingDeliveries, type DeliveryPage, type DeliverySearch } from './list-deliveries.ts';
import { releaseSubscriptions } from './release-subscriptions.ts';

export interface Release extends Omit<DeliverySearch, 'after'> {
  /** Epoch milliseconds. */
  now: number;
}

/** Events of an instance that is disabled, or has none, wait for it to be switched on. */
const mayBeSent = sql`(
  s.instance_id is null or exists (
    select from instances i where i.id = s.instance_id and not i.disabled and ${eventsAreOn} and ${ownUrl} <> ''))`;

/**
 * Switches on every subscription that has a selected delivery which is queued or waits for a retry; all that these have
 * outstanding is due at once, oldest first. Answers the selected deliveries as they are then: `limit` of them.
 */
export async function releaseDeliveries(db: Db, { now, ...search }: Release): Promise<DeliveryPage> {
  return db.transaction().execute(async (trx) => {
    const selected = await listDeliveries(trx, { ...search, after: undefined });
    const { rows } = await sql<{ subscription_id: number }>`
      select distinct d.subscription_id ${matchingDeliveries(search)}
        and d.status in ('queued', 'retry') and ${mayBeSent}`.execute(trx);
    await releaseSubscriptions(
      trx,
      rows.map((row) => row.subscription_id),
      now,
    );
    const keys = selected.deliveries;
    const { deliveries } = await listDeliveries(trx, {
      organizationId: search.organizationId,
      condition: sql<boolean>`(d.notification_id, d.subscription_id) in (
        select * from unnest(
          ${keys.map(({ notificationId }) => notificationId)}::bigint[],
          ${keys.map(({ subscriptionId }) => subscriptionId)}::bigint[]))`,
      after: undefined,
      limit: search.limit,
    });
    return { deliveries, total: selected.total };
  });
}
