import type { EventNotification, StoredEvent, TopicMessage } from '../model/event.ts';
import { members } from './json-members.ts';
import { eventFields } from './event-fields.ts';
import { defaultSender, originOf, type EventContext } from './render-notification.ts';

/**
 * What the formats that tell one event at a time have as `data`: the fields of the event, whose it is, and its record as
 * stored text. Without `record` where that is no longer kept.
 */
export function eventPayload(context: EventContext, notification: EventNotification, event: StoredEvent): string {
  const { instance, test } = context;
  const fields = {
    ...eventFields(originOf(context, notification), event),
    companyId: instance.organizationId,
    accountId: instance.accountId,
    userId: instance.userId,
    instanceId: instance.id,
    instanceName: instance.name,
    instanceTags: instance.tags,
    notificationId: String(notification.id),
    ...(notification.initial && { initial: true }),
    ...(test && { test }),
  };
  const record = event.record === undefined ? '' : `,"record":${event.record}`;
  return `{${members(fields)}${record}}`;
}

/** What they have as `data` of a message. */
export const messagePayload = ({ id, topic, severity, message, sender }: TopicMessage): string =>
  JSON.stringify({ notificationId: String(id), topic, severity, message, user: sender ?? defaultSender });

/** `contacts.updated`: letters, digits and underscores between the dots, which is all that type names may have. */
export const eventTypeName = ({ resource }: EventNotification, { type }: StoredEvent): string =>
  `${inTypeName(resource)}.${inTypeName(type.toLowerCase())}`;

const inTypeName = (word: string): string => word.replaceAll(/\W/g, '_');
