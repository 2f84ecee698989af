import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The delivery that has waited longest for somebody to acknowledge it. */
export interface OldestUndelivered {
  subscriptionId: number;
  instanceId: number | null;
  instanceName: string | null;
  url: string;
  /** Null: it is a message, or what it told is no longer kept. */
  eventId: string | null;
  attempts: number;
  resting: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** Of the subscriptions of an organisation that are on, replays not counted; one look at each that has anything to send. */
export async function readOldestUndelivered(db: Db, organizationId: number): Promise<OldestUndelivered | undefined> {
  const { rows } = await sql<OldestUndelivered>`
    with oldest as (
      select s.id, s.instance_id, s.url, s.resting, first.notification_id, first.attempts, first.created_at_ms
      from subscriptions s cross join lateral (
        select notification_id, attempts, created_at_ms from deliveries
        where subscription_id = s.id and status <> 'delivered'
        order by notification_id limit 1) first
      where s.organization_id = ${organizationId} and s.active and s.pending > 0 and s.replay_id is null
      order by first.created_at_ms, s.id limit 1)
    select o.id "subscriptionId", i.id "instanceId", i.name "instanceName", o.url,
      (select event_id from events e where e.notification_id = o.notification_id order by position limit 1) "eventId",
      o.attempts, o.resting, o.created_at_ms "createdAt"
    from oldest o left join notifications n on n.id = o.notification_id
    left join instances i on i.id = coalesce(o.instance_id, n.instance_id)`.execute(db);
  return rows[0];
}
