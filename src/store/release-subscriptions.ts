import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Switches subscriptions on, as their endpoints are said to be back: all that is queued or waits for a retry is due at once,
 * oldest first, with all its attempts before it.
 */
export async function releaseSubscriptions(db: Db, ids: number[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await sql`select id from subscriptions where id = any(${ids}::bigint[]) order by id for no key update`.execute(db);
  await sql`
    update subscriptions set
      active = true, inactive_reason = null, inactive_since_ms = null, resting = false, slow = false,
      -- Who is sending now does not know of what is due again, and must not say when the next is.
      fence = fence + 1,
      next_due_at_ms = case when pending > 0 then ${now}::bigint end
    where id = any(${ids}::bigint[])`.execute(db);
  await sql`
    update deliveries set status = 'created', attempts = 0, next_attempt_at_ms = null
    where subscription_id = any(${ids}::bigint[]) and status in ('queued', 'retry')`.execute(db);
}
