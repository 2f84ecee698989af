import type { Instant } from '../lib/instant.ts';
import type { Change } from '../model/change.ts';
import { eventId } from '../model/event-id.ts';
import type { NewEvent, NewNotification } from '../store/poll-commit.ts';

/** A polled notification holds at most this many events (contract: events overview). */
export const eventsPerNotification = 10;

export interface NotificationSource {
  instanceId: number;
  resource: string;
  scope: string;
  pollDate: Instant;
}

/** Changes in their order, ten by ten; old data of a first read goes apart from what is new. */
export const toNotifications = (source: NotificationSource, changes: Change[]): NewNotification[] =>
  [true, false].flatMap((initial) =>
    chunks(changes.filter((change) => change.initial === initial)).map((group) => ({
      scope: source.scope,
      pollDate: source.pollDate,
      initial,
      events: group.map((change) => toEvent(source, change)),
    })),
  );

const toEvent = (source: NotificationSource, change: Change): NewEvent => ({
  eventId: eventId({ ...source, recordId: change.recordId, version: change.version }),
  recordId: change.recordId,
  type: change.type,
  date: change.date ?? source.pollDate,
  record: JSON.stringify(change.record),
  ...(change.changes && { changes: change.changes }),
});

const chunks = (changes: Change[]): Change[][] =>
  Array.from({ length: Math.ceil(changes.length / eventsPerNotification) }, (_, index) =>
    changes.slice(index * eventsPerNotification, (index + 1) * eventsPerNotification),
  );
