import { printInstant } from '../lib/instant.ts';
import type { Notification } from '../model/event.ts';
import { eventPayload, eventTypeName, messagePayload } from './event-payload.ts';
import { members } from './json-members.ts';
import { contextOfEvents, type NotificationContext } from './render-notification.ts';

/**
 * A body as Standard Webhooks recommends it: `type`, `timestamp` (when it happened) and `data`. A notification of several
 * events is one of the type `events.batch`, whose `data.events` holds such an object for each.
 */
export function renderStandardWebhook(context: NotificationContext, notification: Notification): string {
  const createdAt = new Date(notification.createdAt).toISOString();
  if (notification.kind === 'message') return typed('message', createdAt, messagePayload(notification));
  const known = contextOfEvents(context);
  const events = notification.events.map((event) =>
    typed(eventTypeName(notification, event), printInstant(event.date), eventPayload(known, notification, event)),
  );
  const [only] = events;
  return only !== undefined && events.length === 1
    ? only
    : typed('events.batch', createdAt, `{"events":[${events.join(',')}]}`);
}

const typed = (type: string, timestamp: string, data: string) => `{${members({ type, timestamp })},"data":${data}}`;
