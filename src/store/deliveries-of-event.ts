import { sql } from 'kysely';
import type { ReplayFilter } from '../model/replay.ts';
import type { Db } from './database.ts';
import { isOfSubscription } from './is-of-subscription.ts';
import type { StoredAttempt } from './list-attempts.ts';
import type { StoredDelivery } from './list-deliveries.ts';

/** One delivery of a notification, those of replays too, with whom it is for. */
export interface DeliveryOfEvent extends StoredDelivery {
  url: string;
  active: boolean;
  inactiveReason: string | null;
  /** The instance whose configuration makes the subscription; null: a replay's, or one that was made for its topics. */
  instanceId: number | null;
  replayId: number | null;
  /** Which events of the notification the replay sends. */
  filter: ReplayFilter | null;
  /** The subscription's own settings that are not secret; null: it has those of the instance. */
  config: Record<string, string> | null;
  /** The latest, oldest first. */
  exchanges: StoredAttempt[];
}

const mostDeliveries = 20;
const attemptsEach = 25;

/** The deliveries of a notification: that to the instance's own URL first, then those of the newest subscriptions; at most 20. */
export async function deliveriesOfEvent(db: Db, notificationId: number): Promise<DeliveryOfEvent[]> {
  const { rows } = await sql<Omit<DeliveryOfEvent, 'exchanges'>>`
    select d.notification_id "notificationId", d.subscription_id "subscriptionId", d.status, d.attempts,
      d.next_attempt_at_ms "nextAttemptAt", d.created_at_ms "createdAt", d.delivered_at_ms "deliveredAt",
      s.url, s.active, s.inactive_reason "inactiveReason", s.instance_id "instanceId", s.replay_id "replayId", r.filter, s.config
    from deliveries d join subscriptions s on s.id = d.subscription_id left join replays r on r.id = s.replay_id
    where d.notification_id = ${notificationId} and ${isOfSubscription}
    order by s.instance_id is null, s.id desc limit ${mostDeliveries}`.execute(db);
  const attempts = await sql<StoredAttempt & { subscriptionId: number }>`
    select a.id, a.subscription_id "subscriptionId", a.attempt, a.started_at_ms "startedAt", a.duration_ms "durationMs",
      a.outcome, a.status_code "statusCode", a.detail, a.url, a.request_headers "requestHeaders",
      a.response_headers "responseHeaders", a.response_body "responseBody"
    from unnest(${rows.map(({ subscriptionId }) => subscriptionId)}::bigint[]) s(id)
    cross join lateral (
      select * from delivery_attempts where subscription_id = s.id and notification_id = ${notificationId}
      order by id desc limit ${attemptsEach}) a
    order by a.id`.execute(db);
  const attemptsOf = Map.groupBy(attempts.rows, ({ subscriptionId }) => subscriptionId);
  return rows.map((row) => ({ ...row, exchanges: attemptsOf.get(row.subscriptionId) ?? [] }));
}
