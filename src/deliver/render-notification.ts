import { msFromInstant, printInstantSeconds } from '../lib/instant.ts';
import type { FieldChanges } from '../model/change.ts';
import type { Notification } from '../model/event.ts';
import type { Instance } from '../model/instance.ts';
import { javaDate } from './java-date.ts';

/** The sender that consumers of the events framework know. */
const sender = 'notifications@cloud-elements.com';

export interface NotificationContext {
  instance: Instance;
  hub: string;
}

/**
 * The body of a notification, exactly as the events framework sends it: events that say what changed, and in `raw` the
 * polled records themselves. Records are put in as stored text, so that the same notification gives the same bytes
 * each time it is sent.
 */
export function renderNotification(context: NotificationContext, notification: Notification): string {
  const { instance } = context;
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
    events: renderEvents(context, notification),
    ...(notification.initial ? { initial: true } : {}),
  };
  const head = {
    severity: 'medium',
    createdDate: javaDate(notification.createdAt),
    topic: `instance-${instance.id}-${instance.connectorKey}-events`,
    action: 'create',
    id: String(notification.id),
  };
  const message = `{${members(open)},"raw":${renderRaw(notification)},${members(close)}}`;
  return `{${members(head)},"message":${message},${members({ user: sender })}}`;
}

/** The inside of a JSON object. */
const members = (object: object) => JSON.stringify(object).slice(1, -1);

const renderRaw = ({ resource, events, pollDate }: Notification) =>
  `{${JSON.stringify(resource)}:[${events.map((event) => event.record).join(',')}],` +
  `${members({ pollDate: msFromInstant(pollDate), objectType: resource })}}`;

function renderEvents({ instance, hub }: NotificationContext, { resource, pollDate, events }: Notification) {
  const polled = printInstantSeconds(pollDate);
  return events.map((event) => ({
    date: printInstantSeconds(event.date),
    elementKey: instance.connectorKey,
    pollDate: polled,
    eventType: event.type,
    hubKey: hub,
    objectId: event.recordId,
    objectType: resource,
    eventId: event.eventId,
    ...(event.changes && fieldChanges(event.changes)),
  }));
}

/** Additions of ours, where the resource asks for them. */
const fieldChanges = ({ changed, previous, previousOmitted }: FieldChanges) => ({
  changedFields: changed,
  ...(previous && { previousValues: previous }),
  ...(previousOmitted && { previousValuesOmitted: true }),
});
