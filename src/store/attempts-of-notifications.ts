import { sql } from 'kysely';
import type { Db } from './database.ts';
import { isOfSubscription } from './is-of-subscription.ts';

/** One attempt to deliver a notification, as dispositions tell of it. */
export interface AttemptOfNotification {
  notificationId: number;
  subscriptionId: number;
  attempt: number;
  /** Epoch milliseconds. */
  startedAt: number;
  durationMs: number;
  outcome: string;
  statusCode: number | null;
  detail: string | null;
  url: string | null;
}

/** The latest attempts of each of these notifications, whatever their subscription, oldest first. */
export async function attemptsOfNotifications(
  db: Db,
  { notificationIds, limitEach }: { notificationIds: number[]; limitEach: number },
): Promise<AttemptOfNotification[]> {
  if (notificationIds.length === 0) return [];
  const { rows } = await sql<AttemptOfNotification>`
    select a.notification_id "notificationId", a.subscription_id "subscriptionId", a.attempt, a.started_at_ms "startedAt",
      a.duration_ms "durationMs", a.outcome, a.status_code "statusCode", a.detail, a.url
    from unnest(${notificationIds}::bigint[]) n(id)
    cross join lateral (
      select a.* from deliveries d join delivery_attempts a using (subscription_id, notification_id)
      where d.notification_id = n.id and ${isOfSubscription} order by a.id desc limit ${limitEach}) a
    order by a.notification_id, a.id`.execute(db);
  return rows;
}
