import { sql } from 'kysely';
import type { Db } from './database.ts';
import { switchedOff } from './insert-subscription.ts';

/** A subscription that is switched off, or whose endpoint is down. */
export interface StoppedSubscription {
  id: number;
  instanceId: number | null;
  instanceName: string | null;
  /** Whether the instance is disabled. */
  instanceDisabled: boolean;
  url: string;
  active: boolean;
  /** Null where it is active. */
  inactiveReason: string | null;
  /** Epoch milliseconds. */
  inactiveSince: number | null;
  /** Deliveries that wait. */
  pending: number;
  /** When an endpoint that is down is tried again. */
  nextDueAt: number | null;
}

/**
 * Those with most that waits first, and how many there are in all. Replays are none of them, nor is what its owner switched
 * off and nothing waits for.
 */
export async function listStoppedSubscriptions(
  db: Db,
  { organizationId, limit }: { organizationId: number; limit: number },
): Promise<{ subscriptions: StoppedSubscription[]; total: number }> {
  const { rows } = await sql<StoppedSubscription & { total: number }>`
    select s.id, s.instance_id "instanceId", i.name "instanceName",
      coalesce(i.disabled, false) "instanceDisabled", s.url, s.active, s.inactive_reason "inactiveReason",
      s.inactive_since_ms "inactiveSince", s.pending, s.next_due_at_ms "nextDueAt", count(*) over () total
    from subscriptions s left join instances i on i.id = s.instance_id
    where s.organization_id = ${organizationId} and s.replay_id is null and (
      s.resting or not s.active and (s.pending > 0 or s.inactive_reason is distinct from ${switchedOff}))
    order by s.active, s.pending desc, s.id limit ${limit}`.execute(db);
  return { subscriptions: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
