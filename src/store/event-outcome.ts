import { sql } from 'kysely';
import { isAttempted } from './is-attempted.ts';
import { isOfSubscription } from './is-of-subscription.ts';

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

/** Of the deliveries of a notification `n`: what a list of events may be asked for. */
export const deliveriesAre = {
  /** There are some, and all were acknowledged. */
  delivered: sql`(exists (${deliveries}) and not exists (${deliveries} and d.status <> 'delivered'))`,
  /** At least one was not acknowledged yet. */
  outstanding: sql`exists (${deliveries} and d.status <> 'delivered')`,
  /** At least one was attempted, and was not acknowledged yet. */
  failed: sql`exists (${deliveries} and d.status <> 'delivered' and ${isAttempted})`,
};

export type DeliveryState = keyof typeof deliveriesAre;
export const deliveryStates = ['delivered', 'outstanding', 'failed'] as const satisfies DeliveryState[];
