import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Who is told the events of an instance, and how it stands. Times are epoch milliseconds. */
export interface Receiver {
  subscriptionId: number;
  /** It is the instance's own callback URL; otherwise a subscription that was made for its topic. */
  own: boolean;
  /** Empty: the instance has none. */
  url: string;
  active: boolean;
  inactiveReason: string | null;
  inactiveSince: number | null;
  /** Deliveries that are not acknowledged yet, and when the oldest of them was made. */
  outstanding: number;
  oldestOutstandingAt: number | null;
  /** At least one of them waits for its retry. */
  retries: boolean;
  nextAttemptAt: number | null;
  lastDeliveredAt: number | null;
  /** The first attempt that failed after that; null: none did. */
  failingSince: number | null;
  failuresSince: number;
  lastFailure: { at: number; statusCode: number | null; detail: string | null } | null;
}

/** The instance's own first, then by age. Replays are none. */
export async function listReceivers(db: Db, instanceId: number): Promise<Receiver[]> {
  const { rows } = await sql<Receiver>`
    select s.id "subscriptionId", s.instance_id is not null own, s.url, s.active, s.inactive_reason "inactiveReason",
      s.inactive_since_ms "inactiveSince", s.pending outstanding, s.next_due_at_ms "nextAttemptAt",
      (select d.created_at_ms from deliveries d where d.subscription_id = s.id and d.status <> 'delivered'
        order by d.notification_id limit 1) "oldestOutstandingAt",
      exists (select from deliveries d where d.subscription_id = s.id and d.status = 'retry') retries,
      delivered.at "lastDeliveredAt", failed.since "failingSince", failed.n "failuresSince", failed.last "lastFailure"
    from subscriptions s
    left join lateral (
      select started_at_ms at from delivery_attempts
      where subscription_id = s.id and outcome = 'delivered' order by started_at_ms desc limit 1) delivered on true
    cross join lateral (
      select min(started_at_ms) since, count(*) n, (
        select json_build_object('at', started_at_ms, 'statusCode', status_code, 'detail', detail) from delivery_attempts
        where subscription_id = s.id and started_at_ms = max(a.started_at_ms) and outcome <> 'delivered'
        order by id desc limit 1) last
      from delivery_attempts a
      where subscription_id = s.id and outcome <> 'delivered' and started_at_ms > coalesce(delivered.at, 0)) failed
    where s.replay_id is null and (
      s.instance_id = ${instanceId}
      or s.id in (select subscription_id from subscription_topics where instance_id = ${instanceId}))
    order by s.instance_id is null, s.id`.execute(db);
  return rows;
}
