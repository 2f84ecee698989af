import { sql, type RawBuilder } from 'kysely';
import { behindAfterMs, failingAfter, lateAfterMs, webhookFailureMs } from '../model/instance-health.ts';
import { switchedOff } from './insert-subscription.ts';
import { eventsAreOn } from './instance-events.ts';
import { isRetrying, oldestOutstanding } from './instance-health.ts';

/**
 * What instances can be asked for by: what their health says. An instance may be in several of reconnect, paused and
 * failing, and is then in attention, too; one that is disabled is in no other.
 */
export const instanceStates = ['healthy', 'attention', 'reconnect', 'paused', 'failing', 'disabled'] as const;
export type InstanceState = (typeof instanceStates)[number];

export interface InstancesAsked {
  organizationId: number;
  /** Epoch milliseconds. */
  now: number;
}

type Condition = RawBuilder<boolean>;

/** Of the instances of the organisation in the table `instances`: which are in this state. */
export function isInState(state: InstanceState, asked: InstancesAsked): Condition {
  const { disabled, ...troubles } = stateConditions(asked);
  if (state === 'disabled') return disabled;
  const { reconnect, paused, failing, other } = troubles;
  const attention = sql<boolean>`(${reconnect} or ${paused} or ${failing} or ${other})`;
  if (state === 'healthy') return sql`(not ${disabled} and not ${attention})`;
  return sql`(not ${disabled} and ${state === 'attention' ? attention : troubles[state]})`;
}

/**
 * By condition, also of instances that are disabled; `other` is what needs attention besides. They say what judgeHealth
 * says of the facts of one instance.
 */
export function stateConditions({ organizationId, now }: InstancesAsked) {
  const failingDeliveries = told(organizationId, isFailing);
  const waitingDeliveries = told(organizationId, needsPatience(now));
  return {
    disabled: sql<boolean>`instances.disabled`,
    reconnect: sql<boolean>`(instances.connection = 'reconnect')`,
    paused: polled(sql`p.paused_at_ms is not null`),
    failing: sql<boolean>`(
      ${polled(sql`p.paused_at_ms is null and p.consecutive_failures >= ${failingAfter}`)} or ${failingDeliveries})`,
    other: sql<boolean>`(${polled(isTroubled(now))} or ${waitingDeliveries} or ${isRefused(now)})`,
  };
}

/** Of instances whose polls are like this. */
const polled = (condition: Condition): Condition =>
  sql`instances.id in (select p.instance_id from polls p where p.enabled and ${condition})`;

const isTroubled = (now: number): Condition => sql`(
  p.consecutive_failures > 0 or p.consecutive_throttles >= ${failingAfter} or p.overdue_since_ms is not null
  or p.id in (select r.poll_id from reconciliations r where r.status = 'held')
  or (p.next_poll_at_ms is not null and p.complete_up_to_us
    < (${now - behindAfterMs}::bigint - 3 * greatest(p.interval_ms, p.greatest_interval_ms)) * 1000))`;

/** Of instances whose events are sent by subscriptions that are like this, replays aside. */
const told = (organizationId: number, condition: Condition): Condition => sql`instances.id in (
  select t.instance_id from subscriptions s
  join subscription_topics t on t.subscription_id = s.id join instances i on i.id = t.instance_id
  where s.organization_id = ${organizationId} and s.replay_id is null and ${condition})`;

/** One that its owner switched off, or that waits as events are off, does not fail. */
const isFailing: Condition = sql`(case when s.active then s.resting
  else s.pending > 0 and s.inactive_reason is distinct from ${switchedOff}
    and (s.instance_id is null or ${eventsAreOn}) end)`;

/** What waits is counted by the subscription, so that deliveries are looked for only where there are any. */
const needsPatience = (now: number): Condition => sql`(case when s.active and s.pending > 0
  then ${isRetrying} or ${oldestOutstanding} <= ${now - lateAfterMs}::bigint else false end)`;

/** Of instances whose webhooks were not agreed to, or not read. */
const isRefused = (now: number): Condition => sql`(
  instances.id in (select w.instance_id from webhook_registrations w where w.status = 'failed')
  or exists (select from received_webhooks w
    where w.instance_id = instances.id and w.status = 'failed' and w.received_at_ms > ${now - webhookFailureMs}))`;
