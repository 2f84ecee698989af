import { sql } from 'kysely';
import { judgeHealth, webhookFailureMs, type InstanceFacts, type InstanceHealth } from '../model/instance-health.ts';
import type { Db } from './database.ts';
import { switchedOff } from './insert-subscription.ts';
import { eventsAreOn } from './instance-events.ts';

/** How these instances are, by their ids: one statement, whatever their number. One that does not exist is left out. */
export async function readHealth(
  db: Db,
  instanceIds: readonly number[],
  now: number,
): Promise<Map<number, InstanceHealth>> {
  if (instanceIds.length === 0) return new Map();
  const { rows } = await sql<InstanceFacts>`
    select i.id "instanceId", i.disabled, ${eventsAreOn} "eventsEnabled",
      case when i.connection = 'reconnect' then coalesce(i.connection_reason, 'it gave no reason') end "refusedBecause",
      ${polls} polls, ${subscriptions} subscriptions,
      (select count(*) from webhook_registrations r where r.instance_id = i.id and r.status = 'failed')
        "failedRegistrations",
      (select count(*) from received_webhooks w
        where w.instance_id = i.id and w.status = 'failed' and w.received_at_ms > ${now - webhookFailureMs}) "failedWebhooks",
      (select n.created_at_ms from notifications n where n.instance_id between i.id and i.id
        order by n.instance_id desc, n.id desc limit 1) "lastEventAt"
    from instances i where i.id = any(${[...instanceIds]}::bigint[])`.execute(db);
  return new Map(rows.map((facts) => [facts.instanceId, judgeHealth(facts, now)]));
}

const polls = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'resource', p.resource, 'enabled', p.enabled, 'intervalMs', greatest(p.interval_ms, p.greatest_interval_ms),
    'completeUpTo', p.complete_up_to_us, 'nextPollAt', p.next_poll_at_ms, 'failures', p.consecutive_failures,
    'fault', p.last_fault, 'throttles', p.consecutive_throttles, 'pausedAt', p.paused_at_ms,
    'overdueSince', p.overdue_since_ms, 'heldReconciliationId', (
      select r.id from reconciliations r where r.poll_id = p.id and r.status = 'held')) order by p.id), '[]')
  from polls p where p.instance_id = i.id)`;

/**
 * When the oldest delivery was made that a subscription `s` has outstanding. `between`: so that the index of what is
 * outstanding is used, whatever the planner knows of the subscription.
 */
export const oldestOutstanding = sql<number | null>`(
  select d.created_at_ms from deliveries d
  where d.subscription_id between s.id and s.id and d.status <> 'delivered'
  order by d.subscription_id, d.notification_id limit 1)`;

/** Whether a delivery of a subscription `s` has failed and is tried again. */
export const isRetrying = sql<boolean>`exists (
  select from deliveries d where d.subscription_id = s.id and d.status = 'retry')`;

const subscriptions = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', s.id, 'own', s.instance_id is not null, 'url', s.url, 'active', s.active, 'resting', s.resting,
    'retrying', ${isRetrying},
    'offByOwner', coalesce(s.inactive_reason = ${switchedOff}, false), 'reason', s.inactive_reason, 'pending', s.pending,
    'oldestAt', case when s.pending > 0 then ${oldestOutstanding} end) order by s.id), '[]')
  from subscriptions s
  where s.replay_id is null and s.id in (select subscription_id from subscription_topics t where t.instance_id = i.id))`;
