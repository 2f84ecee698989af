import { printInstant } from '../lib/instant.ts';
import type { EventNotification, Notification, StoredEvent, TopicMessage } from '../model/event.ts';
import { eventPayload, eventTypeName, messagePayload } from './event-payload.ts';
import { members } from './json-members.ts';
import { contextOfEvents, type EventContext, type NotificationContext } from './render-notification.ts';

/** Where events come from: a path of the API, relative so that it stays the same wherever the server moves. */
const instanceSource = (instanceId: number) => `/elements/api-v2/instances/${instanceId}`;
const messageSource = '/elements/api-v2/notifications';

/** CloudEvents 1.0, one for each event of the notification, as JSON texts. */
export function renderCloudEvents(context: NotificationContext, notification: Notification): string[] {
  if (notification.kind === 'message') return [renderMessage(notification)];
  const known = contextOfEvents(context);
  return notification.events.map((event) => renderEvent(known, notification, event));
}

const renderEvent = (context: EventContext, notification: EventNotification, event: StoredEvent) =>
  cloudEvent(
    {
      id: event.eventId,
      source: instanceSource(context.instance.id),
      type: `tidings.${eventTypeName(notification, event)}`,
      // An attribute may be absent, but never empty.
      ...(event.recordId !== '' && { subject: event.recordId }),
      time: printInstant(event.date),
      tidingsinstance: String(context.instance.id),
      tidingsnotification: String(notification.id),
      ...(notification.initial && { tidingsinitial: true }),
      ...(context.replayId !== undefined && { tidingsreplay: String(context.replayId) }),
    },
    eventPayload(context, notification, event),
  );

const renderMessage = (message: TopicMessage) =>
  cloudEvent(
    {
      id: String(message.id),
      source: messageSource,
      type: 'tidings.message',
      subject: message.topic,
      time: new Date(message.createdAt).toISOString(),
      tidingsnotification: String(message.id),
    },
    messagePayload(message),
  );

const cloudEvent = (attributes: object, data: string) =>
  `{${members({ specversion: '1.0', ...attributes, datacontenttype: 'application/json' })},"data":${data}}`;
