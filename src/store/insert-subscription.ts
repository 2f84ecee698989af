import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { SubscriptionConfig } from '../model/subscription-config.ts';
import type { Db } from './database.ts';
import { sealSubscriptionSettings } from './subscription-settings.ts';

/** A topic of a subscription, with the instance of the organisation that it is of. */
export interface SubscribedTopic {
  topic: string;
  instanceId: number | undefined;
}

export interface NewSubscription {
  organizationId: number;
  accountId: number;
  topics: SubscribedTopic[];
  config: SubscriptionConfig;
  active: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/** Why a subscription is inactive that its owner switched off. */
export const switchedOff = 'Switched off by its owner.';

/** Makes a subscription of its own topics; answers its id. What was told before is not sent to it. */
export async function insertSubscription(
  { db, sealer }: { db: Db; sealer: Sealer },
  { organizationId, accountId, topics, config, active, now }: NewSubscription,
): Promise<number> {
  const owner = { organization_id: organizationId, created_at_ms: now };
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('subscriptions')
      .values({
        ...owner,
        ...sealSubscriptionSettings(sealer, owner, config.settings),
        account_id: accountId,
        url: config.url,
        active,
        ...(!active && { inactive_reason: switchedOff, inactive_since_ms: now }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertTopics(trx, { organizationId, subscriptionId: id, topics });
    return id;
  });
}

export interface TopicsToInsert {
  organizationId: number;
  subscriptionId: number;
  topics: SubscribedTopic[];
}

export async function insertTopics(db: Db, { organizationId, subscriptionId, topics }: TopicsToInsert): Promise<void> {
  // An instance that is deleted at the same time is not subscribed to.
  await sql`
    insert into subscription_topics (subscription_id, topic, organization_id, instance_id)
    select ${subscriptionId}, t.topic, ${organizationId}, i.id
    from unnest(${topics.map(({ topic }) => topic)}::text[], ${topics.map(({ instanceId }) => instanceId ?? null)}::bigint[])
      t(topic, instance_id)
    left join instances i on i.id = t.instance_id and i.organization_id = ${organizationId}
    where t.instance_id is null or i.id is not null`.execute(db);
}
