import { sql } from 'kysely';

/**
 * Of a delivery `d`: an attempt was made. One that was released counts its attempts anew; those before are rows as long as
 * they are kept.
 */
export const isAttempted = sql`
  (d.attempts > 0 or exists (
    select from delivery_attempts a where a.subscription_id = d.subscription_id and a.notification_id = d.notification_id))`;
