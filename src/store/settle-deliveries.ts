import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import { bigints, booleans, ints, texts } from './columns.ts';
import type { Db } from './database.ts';

/** What came of one claimed subscription. */
export interface SubscriptionSettlement {
  subscriptionId: number;
  fence: number;
  /** Epoch milliseconds. */
  now: number;
  deliveries: DeliverySettlement[];
  /** Set: the subscription is switched off; what is outstanding waits, queued, until it is switched on again. */
  deactivate: string | undefined;
  /** The endpoint is down: nothing is sent before `retryAt`, whatever comes in the meantime. */
  resting: boolean;
  /** Outstanding deliveries that wait for `retryAt`. If there are more than these, they are due at once. */
  waiting: number;
  retryAt: number | undefined;
}

export interface DeliverySettlement {
  notificationId: number;
  status: 'delivered' | 'retry';
  attempts: number;
  nextAttemptAt: number | undefined;
  attempt: {
    startedAt: number;
    durationMs: number;
    outcome: string;
    statusCode: number | undefined;
    detail: string | undefined;
  };
}

export type SettleDeliveries = (settlement: SubscriptionSettlement) => Promise<void>;

const batchLimit = 200;

/**
 * Writes attempts, statuses and what is due next, for many subscriptions in one statement. A delivery that was
 * acknowledged is marked so even if the claim has passed to another worker in the meantime.
 */
export function createSettleDeliveries(db: Db): SettleDeliveries {
  return createBatcher({ limit: batchLimit }, async (settlements: SubscriptionSettlement[]) => {
    await statement(settlements).execute(db);
    const deactivated = settlements.filter((settlement) => settlement.deactivate !== undefined);
    if (deactivated.length > 0) await queueOutstanding(db, deactivated);
    return settlements.map(() => undefined);
  });
}

function statement(settlements: SubscriptionSettlement[]) {
  const deliveries = settlements.flatMap(({ subscriptionId, now, deliveries }) =>
    deliveries.map((delivery) => ({ ...delivery, subscriptionId, now })),
  );
  return sql`
  with held as (
    select id from subscriptions where id = any(${bigints(settlements, (s) => s.subscriptionId)})
    order by id for no key update),
  settled as (
    update deliveries d set
      status = r.status, attempts = r.attempts, next_attempt_at_ms = r.next_attempt_at,
      delivered_at_ms = case when r.status = 'delivered' then r.now end
    from unnest(
      ${bigints(deliveries, (d) => d.subscriptionId)}, ${bigints(deliveries, (d) => d.notificationId)},
      ${texts(deliveries, (d) => d.status)}, ${bigints(deliveries, (d) => d.attempts)},
      ${bigints(deliveries, (d) => d.nextAttemptAt ?? null)}, ${bigints(deliveries, (d) => d.now)}
    ) r(subscription_id, notification_id, status, attempts, next_attempt_at, now)
    join held on held.id = r.subscription_id
    where d.subscription_id = r.subscription_id and d.notification_id = r.notification_id and d.status <> 'delivered'
    returning d.subscription_id, d.status),
  attempted as (
    insert into delivery_attempts
      (subscription_id, notification_id, attempt, started_at_ms, duration_ms, outcome, status_code, detail)
    select r.* from unnest(
      ${bigints(deliveries, (d) => d.subscriptionId)}, ${bigints(deliveries, (d) => d.notificationId)},
      ${ints(deliveries, (d) => d.attempts)}, ${bigints(deliveries, (d) => d.attempt.startedAt)},
      ${ints(deliveries, (d) => Math.round(d.attempt.durationMs))}, ${texts(deliveries, (d) => d.attempt.outcome)},
      ${ints(deliveries, (d) => d.attempt.statusCode ?? null)}, ${texts(deliveries, (d) => d.attempt.detail ?? null)}
    ) r(subscription_id, notification_id, attempt, started_at_ms, duration_ms, outcome, status_code, detail)
    join deliveries d using (subscription_id, notification_id)),
  delivered as (
    select subscription_id, count(*) n from settled where status = 'delivered' group by subscription_id)
  update subscriptions s set
    pending = s.pending - coalesce(delivered.n, 0),
    active = s.active and (r.deactivate is null or s.fence <> r.fence),
    inactive_reason = case when s.fence = r.fence then coalesce(r.deactivate, s.inactive_reason) else s.inactive_reason end,
    lease_until_ms = case when s.fence = r.fence then null else s.lease_until_ms end,
    resting = case when s.fence = r.fence then r.resting else s.resting end,
    next_due_at_ms = case
      when s.fence <> r.fence then s.next_due_at_ms
      when not s.active or r.deactivate is not null then null
      when s.pending - coalesce(delivered.n, 0) > r.waiting then r.now
      else r.retry_at end
  from unnest(
    ${bigints(settlements, (s) => s.subscriptionId)}, ${bigints(settlements, (s) => s.fence)},
    ${bigints(settlements, (s) => s.now)}, ${texts(settlements, (s) => s.deactivate ?? null)},
    ${bigints(settlements, (s) => s.waiting)}, ${bigints(settlements, (s) => s.retryAt ?? null)},
    ${booleans(settlements, (s) => s.resting)}
  ) r(subscription_id, fence, now, deactivate, waiting, retry_at, resting)
  left join delivered on delivered.subscription_id = r.subscription_id
  where s.id = r.subscription_id`;
}

/** Under the lock of the subscription: one that is on, because the claim was lost or its owner was quick, is left alone. */
async function queueOutstanding(db: Db, settlements: SubscriptionSettlement[]): Promise<void> {
  await sql`
  with off as (
    select id from subscriptions
    where id = any(${bigints(settlements, (s) => s.subscriptionId)}) and not active order by id for no key update)
  update deliveries d set status = 'queued', next_attempt_at_ms = null
  from off where d.subscription_id = off.id and d.status in ('created', 'retry')`.execute(db);
}
