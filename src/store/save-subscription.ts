import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface SubscriptionToSave {
  organizationId: number;
  instanceId: number;
  /** Undefined: events are switched off or have no address; what is stored waits. */
  url: string | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Points the instance's subscription at its callback URL, and switches it on again: deliveries that were queued while
 * it was off are due at once, oldest first.
 */
export async function saveSubscription(
  db: Db,
  { organizationId, instanceId, url, now }: SubscriptionToSave,
): Promise<void> {
  if (url === undefined) {
    await db
      .updateTable('subscriptions')
      .set({ active: false, inactive_reason: 'Events are switched off.', next_due_at_ms: null })
      .where('instance_id', '=', instanceId)
      .execute();
    return;
  }
  const { id } = await db
    .insertInto('subscriptions')
    .values({ organization_id: organizationId, instance_id: instanceId, url, created_at_ms: now })
    .onConflict((conflict) =>
      conflict.column('instance_id').doUpdateSet({
        url,
        active: true,
        inactive_reason: null,
        resting: false,
        // Whoever is sending to the old address no longer speaks for this subscription.
        fence: sql<number>`subscriptions.fence + 1`,
        next_due_at_ms: sql<number | null>`case when subscriptions.pending > 0 then ${now}::bigint end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('deliveries')
    .set({ status: 'created', attempts: 0, next_attempt_at_ms: null })
    .where('subscription_id', '=', id)
    .where('status', 'in', ['queued', 'retry'])
    .execute();
}
