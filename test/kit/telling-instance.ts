import { instanceTopic } from '../../src/model/event.ts';
import { createCommitChanges } from '../../src/store/commit-changes.ts';
import type { Db } from '../../src/store/database.ts';
import { sealSubscriptionSettings } from '../../src/store/subscription-settings.ts';
import {
  aCommit,
  aNotification,
  claimPoll,
  storePolledInstance,
  type PolledIds,
  type PolledInstanceOptions,
} from './polled-instance.ts';
import { storeNow, storeSealer } from './stored-instance.ts';

export interface TellingInstance extends PolledIds {
  /** Commits these events, each in a notification of its own and about the record that `recordOf` says. */
  tell: (eventIds: string[], recordOf?: (eventId: string) => string) => Promise<void>;
}

/** An instance with a subscription, and these events outstanding for it. */
export async function storeTelling(
  db: Db,
  eventIds: string[],
  options: Partial<PolledInstanceOptions> = {},
): Promise<TellingInstance> {
  const ids = await storePolledInstance(db, options);
  const tell: TellingInstance['tell'] = async (more, recordOf = (eventId) => `record-${eventId}`) => {
    const poll = await claimPoll(db, ids.instanceId);
    const notifications = more.map((eventId) => {
      const notification = aNotification([eventId]);
      return {
        ...notification,
        events: notification.events.map((event) => ({ ...event, recordId: recordOf(eventId) })),
      };
    });
    await createCommitChanges(db)(aCommit(poll, { leaseUntil: storeNow, notifications }));
  };
  await tell(eventIds);
  return { ...ids, tell };
}

export interface SubscriptionToMake {
  organizationId: number;
  url: string;
  /** Of the topics that it is made for. */
  instanceIds: number[];
  settings?: Record<string, string>;
}

/** A subscription of its own, as the API makes it; answers its id. */
export async function makeSubscription(
  db: Db,
  { organizationId, url, instanceIds, settings = {} }: SubscriptionToMake,
): Promise<number> {
  const account = await db.selectFrom('accounts').select('id').executeTakeFirstOrThrow();
  const owner = { organization_id: organizationId, created_at_ms: storeNow };
  const { id } = await db
    .insertInto('subscriptions')
    .values({ ...owner, account_id: account.id, url, ...sealSubscriptionSettings(storeSealer, owner, settings) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const topics = instanceIds.map((instanceId) => ({
    subscription_id: id,
    topic: instanceTopic(instanceId, 'sample'),
    organization_id: organizationId,
    instance_id: instanceId,
  }));
  if (topics.length > 0) await db.insertInto('subscription_topics').values(topics).execute();
  return id;
}
