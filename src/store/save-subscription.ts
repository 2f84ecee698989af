import { sql } from 'kysely';
import { instanceTopic } from '../model/event.ts';
import type { Db } from './database.ts';
import { ownUrl } from './instance-events.ts';
import { moveReplays } from './replay-address.ts';
import { switchOffSubscriptions } from './switch-off-subscriptions.ts';
import { whyNotSent } from './why-not-sent.ts';

export interface SubscriptionToSave {
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
export async function saveSubscription(db: Db, { instanceId, url, now }: SubscriptionToSave): Promise<void> {
  if (url === undefined) {
    // Shown meanwhile: where it would go.
    const { rows } = await sql<{ id: number }>`
      update subscriptions s set url = ${ownUrl} from instances i
      where i.id = s.instance_id and i.id = ${instanceId} returning s.id`.execute(db);
    const ids = rows.map(({ id }) => id);
    await switchOffSubscriptions(db, ids, { reason: whyNotSent(instanceId), now });
    await moveReplays(db, { instanceId, url, now });
    return;
  }
  const instance = await db
    .selectFrom('instances')
    .select(['organization_id', 'account_id', 'connector_key'])
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  const { organization_id, account_id } = instance;
  const { id } = await db
    .insertInto('subscriptions')
    .values({ organization_id, account_id, instance_id: instanceId, url, created_at_ms: now })
    .onConflict((conflict) =>
      conflict.column('instance_id').doUpdateSet({
        url,
        active: true,
        inactive_reason: null,
        inactive_since_ms: null,
        resting: false,
        slow: false,
        // Whoever is sending to the old address no longer speaks for this subscription.
        fence: sql<number>`subscriptions.fence + 1`,
        next_due_at_ms: sql<number | null>`case when subscriptions.pending > 0 then ${now}::bigint end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const topic = instanceTopic(instanceId, instance.connector_key);
  await db
    .insertInto('subscription_topics')
    .values({ subscription_id: id, topic, organization_id, instance_id: instanceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .updateTable('deliveries')
    .set({ status: 'created', attempts: 0, next_attempt_at_ms: null })
    .where('subscription_id', '=', id)
    .where('status', 'in', ['queued', 'retry'])
    .execute();
  await moveReplays(db, { instanceId, url, now });
}
