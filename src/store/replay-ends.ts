import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A replay that has ended. */
export interface EndedReplay {
  replayId: number;
  instanceId: number;
  status: 'completed' | 'failed';
}

const endedAtOnce = 100;

/**
 * Ends the replays that have nothing outstanding any more, and those whose subscription was deactivated: these wait, with
 * what they have outstanding, until they are resumed.
 */
export async function endReplays(db: Db, now: number): Promise<EndedReplay[]> {
  await stopDisabled(db, now);
  const { rows } = await sql<EndedReplay>`
    with ended as (
      select r.id, s.active, s.inactive_reason from replays r join subscriptions s on s.replay_id = r.id
      where r.status in ('waiting', 'running', 'delivering')
        and (not s.active or (r.status = 'delivering' and s.pending = 0))
      order by r.id limit ${endedAtOnce} for no key update of r skip locked)
    update replays r set
      status = case when ended.active then 'completed' else 'failed' end,
      fault = case when not ended.active then jsonb_build_object(
        'code', 'replay.failed', 'message', coalesce(ended.inactive_reason, 'Its subscription was deactivated.')) end,
      next_step_at_ms = null, finished_at_ms = ${now}, started_at_ms = coalesce(r.started_at_ms, ${now})
    from ended where r.id = ended.id
    returning r.id "replayId", r.instance_id "instanceId", r.status`.execute(db);
  return rows;
}

/** Who disables an instance wants nothing of it to be sent. */
async function stopDisabled(db: Db, now: number): Promise<void> {
  await sql`
    with disabled as (
      select s.id from replays r join instances i on i.id = r.instance_id join subscriptions s on s.replay_id = r.id
      where r.status in ('waiting', 'running', 'delivering') and i.disabled and s.active
      order by s.id limit ${endedAtOnce} for no key update of s skip locked),
    stopped as (
      update subscriptions s set
        active = false, inactive_reason = 'The instance was disabled.', inactive_since_ms = ${now}, next_due_at_ms = null,
        lease_until_ms = null, fence = fence + 1
      from disabled where s.id = disabled.id
      returning s.id)
    update deliveries d set status = 'queued', next_attempt_at_ms = null
    from stopped where d.subscription_id = stopped.id and d.status in ('created', 'retry')`.execute(db);
}
