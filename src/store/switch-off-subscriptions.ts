import { sql, type RawBuilder } from 'kysely';
import { bigints } from './columns.ts';
import type { Db } from './database.ts';

/** Stops them, for the reason that is given in words or as an expression; all that is outstanding waits, queued. */
export async function switchOffSubscriptions(
  db: Db,
  ids: number[],
  { reason, now }: { reason: string | RawBuilder<string>; now: number },
): Promise<void> {
  const selected = bigints(ids, (id) => id);
  await sql`
    update subscriptions set
      active = false, inactive_reason = ${reason}, inactive_since_ms = ${now}, next_due_at_ms = null
    where id = any(${selected})`.execute(db);
  await sql`
    update deliveries set status = 'queued', next_attempt_at_ms = null
    where subscription_id = any(${selected}) and status in ('created', 'retry')`.execute(db);
}
