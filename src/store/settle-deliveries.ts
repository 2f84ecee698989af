import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import { bigints, booleans, ints, jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import { isRefusedValue } from './refused-value.ts';

/** What came of one claimed subscription. */
export interface SubscriptionSettlement {
  subscriptionId: number;
  fence: number;
  /** Epoch milliseconds: until when it was claimed, and now. */
  leaseUntil: number;
  now: number;
  deliveries: DeliverySettlement[];
  /** Only the deliveries are written: the claim is held, and nothing else of this counts. */
  goesOn?: true;
  /** Set: the subscription is switched off; what is outstanding waits, queued, until it is switched on again. */
  deactivate: string | undefined;
  /** The endpoint is down: nothing is sent before `retryAt`, whatever comes in the meantime. */
  resting: boolean;
  /**
   * Outstanding deliveries that wait for `retryAt`. If there are more than these, or something came or went meanwhile, it is due
   * at once. `allWait`: whatever there is waits.
   */
  waiting: number;
  retryAt: number | undefined;
  /** In which lane it is sent to from now on. */
  slow: boolean;
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
    /** Without user info. */
    url: string;
    /** Secret values masked. */
    requestHeaders: Record<string, string>;
    responseHeaders: Record<string, string> | undefined;
    /** The first 16 KB. */
    responseBody: string | undefined;
  };
}

/** Stands in `waiting`. */
export const allWait = Number.MAX_SAFE_INTEGER;

/** Deliveries that were acknowledged, while the claim goes on. */
export const acknowledged = (
  { id: subscriptionId, fence, leaseUntil }: { id: number; fence: number; leaseUntil: number },
  deliveries: DeliverySettlement[],
  now: number,
): SubscriptionSettlement => ({
  subscriptionId,
  fence,
  leaseUntil,
  now,
  goesOn: true,
  deliveries,
  deactivate: undefined,
  resting: false,
  waiting: 0,
  retryAt: undefined,
  slow: false,
});

export type SettleDeliveries = (settlement: SubscriptionSettlement) => Promise<void>;

const batchLimit = 200;

/** So often a settlement goes with others, past whoever holds its subscription at that moment. Then it waits, alone. */
const triesTogether = 3;

/**
 * Writes attempts, statuses and what is due next, for many subscriptions in one statement. A delivery that was
 * acknowledged is marked so even if the claim has passed to another worker in the meantime; a failure then is kept as an
 * attempt only. A subscription that somebody holds for long keeps no other one waiting.
 */
export function createSettleDeliveries(db: Db): SettleDeliveries {
  const settle = createBatcher({ limit: batchLimit }, (settlements: SubscriptionSettlement[]) =>
    settleApart(db, settlements),
  );
  return async (settlement) => {
    for (let tries = 0; tries < triesTogether; tries++) {
      const outcome = await settle(settlement);
      if (outcome === 'settled') return;
      if (outcome !== 'locked') throw outcome;
    }
    // Not to be found means deleted now.
    await settleTogether(db, [settlement], { wait: true });
  };
}

type Outcome = 'settled' | 'locked' | Error;

/** A value that the database refuses spoils the statement for all. Then each goes alone, and only that one fails. */
async function settleApart(db: Db, settlements: SubscriptionSettlement[]): Promise<Outcome[]> {
  try {
    return await settleTogether(db, settlements, { wait: false });
  } catch (error) {
    if (settlements.length === 1 || !isRefusedValue(error)) throw error;
  }
  const outcomes: Outcome[] = [];
  for (const one of settlements) {
    const [outcome = 'locked'] = await settleTogether(db, [one], { wait: false }).catch((error: unknown) => [
      asError(error),
    ]);
    outcomes.push(outcome);
  }
  return outcomes;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

async function settleTogether(
  db: Db,
  settlements: SubscriptionSettlement[],
  { wait }: { wait: boolean },
): Promise<Outcome[]> {
  const { rows } = await statement(settlements, wait).execute(db);
  const held = new Set(rows.map(({ id }) => id));
  const deactivated = settlements.filter(
    ({ deactivate, subscriptionId }) => deactivate !== undefined && held.has(subscriptionId),
  );
  if (deactivated.length > 0) await queueOutstanding(db, deactivated);
  return settlements.map(({ subscriptionId }) => (held.has(subscriptionId) ? 'settled' : 'locked'));
}

/**
 * Rows are locked in the order of their ids, as everywhere; what was deleted meanwhile is left out. Calls go to the database in
 * the order in which they were made, one statement at a time: of two deliveries of a record the earlier is written first.
 */
const statement = (settlements: SubscriptionSettlement[], wait: boolean) => sql<{ id: number }>`
  with held as (
    select id, fence from subscriptions where id = any(${bigints(settlements, (s) => s.subscriptionId)})
    order by id for no key update ${wait ? sql`` : sql`skip locked`}),
  ${results(settlements)},
  kept as (
    select d.subscription_id, d.notification_id, held.fence
    from deliveries d join results r using (subscription_id, notification_id) join held on held.id = d.subscription_id
    order by d.subscription_id, d.notification_id for no key update of d),
  settled as (
    update deliveries d set
      status = r.status, attempts = r.attempts, next_attempt_at_ms = r.next_attempt_at,
      delivered_at_ms = case when r.status = 'delivered' then r.now end
    from results r join kept using (subscription_id, notification_id)
    where d.subscription_id = r.subscription_id and d.notification_id = r.notification_id and d.status <> 'delivered'
      and (r.status = 'delivered' or (kept.fence = r.fence and d.status <> 'queued'))
    returning d.subscription_id, d.status),
  attempted as (
    insert into delivery_attempts (subscription_id, notification_id, attempt, started_at_ms, duration_ms, outcome,
      status_code, detail, url, request_headers, response_headers, response_body)
    select subscription_id, notification_id, attempts, started_at, duration, outcome, status_code, detail, url,
      request_headers, response_headers, response_body
    from results join kept using (subscription_id, notification_id)),
  delivered as (
    select subscription_id, count(*) n from settled where status = 'delivered' group by subscription_id)
  ${updated(settlements)}`;

const results = (settlements: SubscriptionSettlement[]) => {
  const rows = settlements.flatMap(({ subscriptionId, fence, now, deliveries }) =>
    deliveries.map((delivery) => ({ ...delivery, subscriptionId, fence, now })),
  );
  return sql`
  results as (
    select * from unnest(
      ${bigints(rows, (d) => d.subscriptionId)}, ${bigints(rows, (d) => d.fence)}, ${bigints(rows, (d) => d.notificationId)},
      ${texts(rows, (d) => d.status)}, ${ints(rows, (d) => d.attempts)}, ${bigints(rows, (d) => d.nextAttemptAt ?? null)},
      ${bigints(rows, (d) => d.now)}, ${bigints(rows, (d) => d.attempt.startedAt)},
      ${ints(rows, (d) => Math.round(d.attempt.durationMs))}, ${texts(rows, (d) => d.attempt.outcome)},
      ${ints(rows, (d) => d.attempt.statusCode ?? null)}, ${texts(rows, (d) => d.attempt.detail ?? null)},
      ${texts(rows, (d) => d.attempt.url)}, ${jsons(rows, (d) => d.attempt.requestHeaders)},
      ${jsons(rows, (d) => d.attempt.responseHeaders ?? null)}, ${texts(rows, (d) => d.attempt.responseBody ?? null)}
    ) r(subscription_id, fence, notification_id, status, attempts, next_attempt_at, now, started_at, duration, outcome,
      status_code, detail, url, request_headers, response_headers, response_body))`;
};

/**
 * Whoever lost the claim, or holds it still, says nothing about the subscription but what was acknowledged; but a lease that
 * nobody else has taken ends with the work that it was for.
 */
const updated = (settlements: SubscriptionSettlement[]) => {
  const ends = settlements.filter(({ goesOn }) => goesOn === undefined);
  return sql`
  update subscriptions s set
    pending = s.pending - coalesce(delivered.n, 0),
    active = s.active and (r.fence is null or r.deactivate is null),
    inactive_reason = case when s.active and r.deactivate is not null then r.deactivate else s.inactive_reason end,
    inactive_since_ms = case when s.active and r.deactivate is not null then r.now else s.inactive_since_ms end,
    lease_until_ms = case when r.fence is null and s.lease_until_ms is distinct from ended.lease_until then s.lease_until_ms end,
    resting = coalesce(r.resting, s.resting),
    slow = coalesce(r.slow, s.slow),
    next_due_at_ms = case
      when r.fence is null then s.next_due_at_ms
      when not s.active or r.deactivate is not null or s.pending = coalesce(delivered.n, 0) then null
      when r.waiting < ${allWait}::bigint
        and (s.next_due_at_ms < s.lease_until_ms or s.pending - coalesce(delivered.n, 0) > r.waiting) then r.now
      else r.retry_at end
  from held
  left join delivered on delivered.subscription_id = held.id
  left join unnest(
    ${bigints(ends, (s) => s.subscriptionId)}, ${bigints(ends, (s) => s.fence)},
    ${bigints(ends, (s) => s.now)}, ${texts(ends, (s) => s.deactivate ?? null)},
    ${bigints(ends, (s) => s.waiting)}, ${bigints(ends, (s) => s.retryAt ?? null)},
    ${booleans(ends, (s) => s.resting)}, ${booleans(ends, (s) => s.slow)}
  ) r(subscription_id, fence, now, deactivate, waiting, retry_at, resting, slow)
    on r.subscription_id = held.id and r.fence = held.fence
  left join (
    select subscription_id, max(lease_until) lease_until from unnest(
      ${bigints(ends, (s) => s.subscriptionId)}, ${bigints(ends, (s) => s.leaseUntil)}
    ) e(subscription_id, lease_until) group by subscription_id) ended on ended.subscription_id = held.id
  where s.id = held.id
  returning s.id`;
};

/** Under the lock of the subscription: one that is on, because the claim was lost or its owner was quick, is left alone. */
async function queueOutstanding(db: Db, settlements: SubscriptionSettlement[]): Promise<void> {
  await sql`
  with off as (
    select id from subscriptions
    where id = any(${bigints(settlements, (s) => s.subscriptionId)}) and not active order by id for no key update)
  update deliveries d set status = 'queued', next_attempt_at_ms = null
  from off where d.subscription_id = off.id and d.status in ('created', 'retry')`.execute(db);
}
