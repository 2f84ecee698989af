import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { ReplayOfInstance } from './replay-list.ts';

type ReplayChange = ReplayOfInstance & {
  /** Epoch milliseconds. */
  now: number;
};

/**
 * Ends a replay for good: what it has outstanding is not sent any more, except what is under way at this moment. False: it
 * has ended already.
 */
export async function cancelReplay(db: Db, { instanceId, id, now }: ReplayChange): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`
      update replays set status = 'cancelled', next_step_at_ms = null, finished_at_ms = ${now}
      where instance_id = ${instanceId} and id = ${id}
        and status in ('waiting', 'running', 'delivering', 'failed')`.execute(trx);
    if (numAffectedRows !== 1n) return false;
    await sql`
      update subscriptions set
        active = false, inactive_reason = 'The replay was cancelled.', inactive_since_ms = ${now},
        given_up = given_up + pending, pending = 0, next_due_at_ms = null, lease_until_ms = null, fence = fence + 1
      where replay_id = ${id}`.execute(trx);
    await sql`
      delete from deliveries
      where subscription_id = (select id from subscriptions where replay_id = ${id}) and status <> 'delivered'`.execute(
      trx,
    );
    return true;
  });
}

/**
 * Lets a failed replay go on where it stopped, with all attempts before each delivery again. False: it has not failed.
 */
export async function resumeReplay(db: Db, { instanceId, id, now }: ReplayChange): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`
      update replays set
        status = case when after_id < up_to_id then 'running' else 'delivering' end,
        next_step_at_ms = case when after_id < up_to_id then ${now}::bigint end, fault = null, finished_at_ms = null
      where instance_id = ${instanceId} and id = ${id} and status = 'failed'`.execute(trx);
    if (numAffectedRows !== 1n) return false;
    await sql`
      update subscriptions set
        active = true, inactive_reason = null, inactive_since_ms = null, resting = false, slow = false,
        lease_until_ms = null, fence = fence + 1, next_due_at_ms = case when pending > 0 then ${now}::bigint end
      where replay_id = ${id}`.execute(trx);
    await sql`
      update deliveries set status = 'created', attempts = 0, next_attempt_at_ms = null
      where subscription_id = (select id from subscriptions where replay_id = ${id}) and status in ('queued', 'retry')`.execute(
      trx,
    );
    return true;
  });
}
