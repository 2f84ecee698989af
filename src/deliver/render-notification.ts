import { msFromInstant } from '../lib/instant.ts';
import { instanceTopic, type EventNotification, type Notification, type TopicMessage } from '../model/event.ts';
import type { InstanceIdentity } from '../model/instance.ts';
import { eventFields, type EventOrigin } from './event-fields.ts';
import { javaDate } from './java-date.ts';
import { members } from './json-members.ts';

/** The sender that consumers of the events framework know. */
export const defaultSender = 'notifications@cloud-elements.com';

export interface NotificationContext {
  /** Whose events these are; undefined for a message. */
  instance: InstanceIdentity | undefined;
  /** The hub of its connector; empty for a message. */
  hub: string;
  /** Set: this is a repetition, made by the replay with this id. */
  replayId?: number | undefined;
  /** Set: nothing has happened, somebody tries whether a callback URL answers. */
  test?: true;
}

/** The context of events: those of an instance. */
export type EventContext = NotificationContext & { instance: InstanceIdentity };

/**
 * The body of a notification, exactly as the events framework sends it: events that say what changed, and in `raw` the
 * polled records themselves, or the body of the webhook. Both are put in as stored text, so that the same notification gives
 * the same bytes each time it is sent.
 */
export const renderNotification = (context: NotificationContext, notification: Notification): string =>
  notification.kind === 'message'
    ? renderMessage(notification)
    : renderEventNotification(contextOfEvents(context), notification);

/** What all events of a notification have in common. */
export const originOf = (
  { instance, hub }: EventContext,
  { resource, pollDate, webhook }: EventNotification,
): EventOrigin => ({
  connectorKey: instance.connectorKey,
  hub,
  resource,
  pollDate: webhook ? undefined : pollDate,
});

/** Events without their instance do not exist: they are deleted with it. */
export function contextOfEvents(context: NotificationContext): EventContext {
  const { instance } = context;
  if (instance === undefined) throw new TypeError('The instance of the events is not given.');
  return { ...context, instance };
}

function renderEventNotification(context: EventContext, notification: EventNotification): string {
  const { instance, replayId, test } = context;
  const open = {
    elementKey: instance.connectorKey,
    accountId: instance.accountId,
    eventId: notification.events[0]?.eventId,
    companyId: instance.organizationId,
    instanceId: instance.id,
    instance_id: instance.id,
    instanceName: instance.name,
    instanceTags: instance.tags,
  };
  const close = {
    userId: instance.userId,
    events: notification.events.map((event) => eventFields(originOf(context, notification), event)),
    ...(notification.initial && { initial: true }),
    ...(replayId !== undefined && { replay: replayId }),
    ...(test && { test }),
  };
  const topic = instanceTopic(instance.id, instance.connectorKey);
  const message = `{${members(open)},"raw":${renderRaw(notification)},${members(close)}}`;
  return envelope(notification, { severity: 'medium', topic, message, sender: defaultSender });
}

const renderMessage = (notification: TopicMessage) =>
  envelope(notification, {
    severity: notification.severity,
    topic: notification.topic,
    message: JSON.stringify(notification.message),
    sender: notification.sender ?? defaultSender,
  });

interface Envelope {
  severity: string;
  topic: string;
  /** JSON text. */
  message: string;
  sender: string;
}

function envelope({ id, createdAt }: Notification, { severity, topic, message, sender }: Envelope): string {
  const head = { severity, createdDate: javaDate(createdAt), topic, action: 'create', id: String(id) };
  return `{${members(head)},"message":${message},${members({ user: sender })}}`;
}

/** Where the body of a webhook is no longer kept, `raw` is what is left of it: the records. */
function renderRaw({ resource, events, pollDate, webhook }: EventNotification): string {
  if (webhook?.raw === 'notRead') throw new TypeError('The body of the webhook was not read.');
  if (webhook?.raw) return webhook.raw.text;
  const records = events.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const rest = members({ ...(!webhook && { pollDate: msFromInstant(pollDate) }), objectType: resource });
  return `{${JSON.stringify(resource)}:[${records.join(',')}],${rest}}`;
}
