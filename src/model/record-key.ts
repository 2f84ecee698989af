import type { Notification } from './event.ts';

/** What two notifications have in common when one must not overtake the other. */
export const recordKey = (instanceId: number, resource: string, recordId: string): string =>
  `${instanceId}\n${resource}\n${recordId}`;

/** The keys of all records that a notification tells of; none for a message, which waits for nothing. */
export const recordKeys = (notification: Notification): string[] =>
  notification.kind === 'message'
    ? []
    : notification.events.map(({ recordId }) => recordKey(notification.instanceId, notification.resource, recordId));
