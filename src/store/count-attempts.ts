import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { EventScope } from './event-scope.ts';

export interface AttemptCountsWanted extends EventScope {
  /** Begun from this moment on, and up to that one, both included; epoch milliseconds. */
  from: number;
  to: number;
  /** Where the intervals begin, ascending; the first is not after `from`. */
  starts: number[];
}

export interface AttemptCount {
  /** Which of `starts`, from 0. */
  interval: number;
  delivered: number;
  failed: number;
}

/**
 * How many attempts to deliver were made in each interval, to all receivers, replays included; none where there were none.
 * Of an instance: those of its events; what else a subscription to several topics is sent does not count.
 */
export async function countAttempts(db: Db, { organizationId, instanceId, from, to, starts }: AttemptCountsWanted) {
  const sent = instanceId === undefined ? ofOrganization(organizationId) : ofInstance(instanceId);
  const { rows } = await sql<AttemptCount>`
    select width_bucket(a.started_at_ms, ${starts}::bigint[]) - 1 "interval",
      count(*) filter (where a.outcome = 'delivered') delivered, count(*) filter (where a.outcome <> 'delivered') failed
    from (${sent}) s join delivery_attempts a on a.subscription_id = s.id and a.started_at_ms between ${from} and ${to}
    where not s.shared or exists (
      select from notifications n where n.id = a.notification_id and n.instance_id = ${instanceId ?? null})
    group by 1 order by 1`.execute(db);
  return rows;
}

const ofOrganization = (organizationId: number) =>
  sql`select id, false shared from subscriptions where organization_id = ${organizationId}`;

/** `shared`: it may be sent what is not of the instance. */
const ofInstance = (instanceId: number) => sql`
  select id, false shared from subscriptions where instance_id = ${instanceId}
  union all
  select s.id, false from replays r join subscriptions s on s.replay_id = r.id where r.instance_id = ${instanceId}
  union all
  select s.id, true from subscription_topics t join subscriptions s on s.id = t.subscription_id
  where t.instance_id = ${instanceId} and s.instance_id is null`;
