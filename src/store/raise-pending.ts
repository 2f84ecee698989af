import { sql, type RawBuilder } from 'kysely';

/**
 * The update that counts new deliveries where their subscriptions are counted, and wakes those that are active: one that
 * rests goes on resting. `made` gives `subscription_id`, `n` deliveries and `now`, for each subscription one row; the
 * rows of the subscriptions are locked already.
 */
export const raisePending = (made: RawBuilder<unknown>) => sql`
  update subscriptions s set
    pending = s.pending + made.n,
    next_due_at_ms = case
      when not s.active then null
      when s.resting then coalesce(s.next_due_at_ms, made.now)
      else least(s.next_due_at_ms, made.now) end
  from (${made}) made
  where s.id = made.subscription_id`;
