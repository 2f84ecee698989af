import type { Notification, StoredEvent } from '../../src/model/event.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../../src/store/claim-deliveries.ts';
import { anInstance } from './claimed-poll.ts';

/** The events of a notification; none of a message. */
export const eventsOf = (notification: Notification | undefined): StoredEvent[] =>
  notification?.kind === 'events' ? notification.events : [];

/** A delivery of one notification about these records; its events are called `<notification>/<record>`. */
export const anOutstanding = (id: number, recordIds: string[], attempts = 0): OutstandingDelivery => ({
  attempts,
  instance: anInstance(),
  notification: {
    kind: 'events',
    id,
    instanceId: 1000,
    resource: 'contacts',
    pollDate: 0,
    initial: false,
    createdAt: 0,
    events: recordIds.map((recordId) => ({
      eventId: `${id}/${recordId}`,
      type: 'UPDATED',
      recordId,
      date: 0,
      record: JSON.stringify({ id: recordId }),
    })),
  },
});

/** Of the instance 1000, quick so far, with nothing but these deliveries outstanding. */
export const aClaimedSubscription = (
  url: string,
  deliveries: OutstandingDelivery[],
  values: Partial<ClaimedSubscription> = {},
): ClaimedSubscription => ({
  id: 6,
  url,
  fence: 3,
  leaseUntil: 90_000,
  organizationId: 1,
  slow: false,
  instanceId: 1000,
  replayId: undefined,
  configuration: {},
  accountSettings: {},
  pending: deliveries.length,
  deliveries,
  held: 0,
  heldUntil: undefined,
  ...values,
});
