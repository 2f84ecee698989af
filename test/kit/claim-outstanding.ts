import { claimDeliveries, type ClaimedSubscription, type DeliveriesDue } from '../../src/store/claim-deliveries.ts';
import type { Db } from '../../src/store/database.ts';
import { eventsOf } from './claimed-subscription.ts';
import { storeNow, storeSealer } from './stored-instance.ts';

/** Claims what is due at `storeNow` in the lane of the quick ones, for a minute. */
export const claimOutstanding = (db: Db, values: Partial<DeliveriesDue> = {}): Promise<ClaimedSubscription[]> =>
  claimDeliveries(db, storeSealer, {
    now: storeNow,
    leaseUntil: storeNow + 60_000,
    slow: false,
    subscriptions: 10,
    deliveriesEach: 50,
    exceptEndpoints: [],
    ...values,
  });

export async function claimOneOutstanding(db: Db, values: Partial<DeliveriesDue> = {}): Promise<ClaimedSubscription> {
  const [claimed] = await claimOutstanding(db, values);
  if (!claimed) throw new Error('not claimed');
  return claimed;
}

/** Event ids of what was claimed, in order. */
export const claimedEventIds = ({ deliveries }: ClaimedSubscription): string[] =>
  deliveries.flatMap(({ notification }) => eventsOf(notification).map(({ eventId }) => eventId));

export const claimedNotificationIds = ({ deliveries }: ClaimedSubscription): number[] =>
  deliveries.map(({ notification }) => notification.id);
