import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { SubscriptionConfig } from '../model/subscription-config.ts';
import type { Db } from './database.ts';
import { insertTopics, switchedOff, type SubscribedTopic } from './insert-subscription.ts';
import { subscriptionRevision, type StoredSubscription } from './list-subscriptions.ts';
import { releaseSubscriptions } from './release-subscriptions.ts';
import { sealSubscriptionSettings } from './subscription-settings.ts';
import { switchOffSubscriptions } from './switch-off-subscriptions.ts';

/** What is undefined stays. */
export interface SubscriptionChange {
  topics: SubscribedTopic[] | undefined;
  config: SubscriptionConfig | undefined;
  /** True: what is queued is due at once. False: what is outstanding waits, queued. */
  active: boolean | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Changes a subscription that no instance has. False: it was changed or deleted since it was read. */
export async function updateSubscription(
  { db, sealer }: { db: Db; sealer: Sealer },
  { id, organizationId, createdAt, revision }: StoredSubscription,
  { topics, config, active, now }: SubscriptionChange,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ revision: string }>`
      select ${subscriptionRevision} revision from subscriptions s where id = ${id} for no key update`.execute(trx);
    if (rows[0]?.revision !== revision) return false;
    if (config) {
      const owner = { organization_id: organizationId, created_at_ms: createdAt };
      const settings = sealSubscriptionSettings(sealer, owner, config.settings);
      await trx
        .updateTable('subscriptions')
        .set({ url: config.url, ...settings })
        .where('id', '=', id)
        .execute();
    }
    if (topics) {
      await trx.deleteFrom('subscription_topics').where('subscription_id', '=', id).execute();
      await insertTopics(trx, { organizationId, subscriptionId: id, topics });
    }
    if (active === true) await releaseSubscriptions(trx, [id], now);
    if (active === false) await switchOffSubscriptions(trx, [id], { reason: switchedOff, now });
    return true;
  });
}
