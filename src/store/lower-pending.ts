import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database.ts';

/**
 * Takes deliveries that are about to be deleted off what their subscriptions have outstanding. `deliveries` selects
 * `subscription_id` of those that are not delivered. No other of them can come: the caller holds the event feed of their
 * instance, or their instance is gone.
 */
export async function lowerPending(db: Db, deliveries: RawBuilder<{ subscription_id: number }>): Promise<void> {
  await sql`
    select id from subscriptions where id in (select subscription_id from (${deliveries}) d)
    order by id for no key update`.execute(db);
  await sql`
    update subscriptions s set
      pending = s.pending - gone.n,
      given_up = s.given_up + gone.n,
      next_due_at_ms = ${dueWithout(sql`gone.n`)}
    from (select subscription_id, count(*) n from (${deliveries}) d group by subscription_id) gone
    where s.id = gone.subscription_id`.execute(db);
}

/** When subscription `s` is due without so many of its deliveries: what they held back may go at once, unless it rests or is off. */
export const dueWithout = (count: RawBuilder<unknown>) => sql`
  case
    when s.pending = ${count} then null
    when s.next_due_at_ms is null or s.resting then s.next_due_at_ms
    else 0 end`;
