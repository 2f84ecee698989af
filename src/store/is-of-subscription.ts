import { sql } from 'kysely';

/** A delivery `d` is not one of a subscription that was deleted, and whose deliveries are still to go. */
export const isOfSubscription = sql`
  d.subscription_id not in (select owner_id from leftovers where kind = 'deliveries')`;
