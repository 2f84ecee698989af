import { sql } from 'kysely';
import { isOfSubscription } from './is-of-subscription.ts';

/** A delivery that was released counts its attempts anew; those before are rows as long as they are kept. */
const isAttempted = sql`
  (d.attempts > 0 or exists (
    select from delivery_attempts a where a.subscription_id = d.subscription_id and a.notification_id = d.notification_id))`;

const deliveries = sql`select from deliveries d where d.notification_id = n.id and ${isOfSubscription}`;

/** The EventStatus of the events of a notification `n`. Looks at its deliveries only as far as it has to. */
export const statusOfNotification = sql`
  case
    when n.acknowledged_at_ms is not null then 'CONSUMED'
    when exists (${deliveries} and d.status = 'delivered') then 'NOTIFIED'
    when exists (${deliveries} and ${isAttempted}) then 'DISPATCHED'
    when exists (${deliveries}) then 'RECEIVED'
    else 'NEW'
  end`;
