import type { Instant } from '../lib/instant.ts';
import type { Change } from '../model/change.ts';
import { eventId } from '../model/event-id.ts';
import type { NewEvent, NewNotification } from '../store/poll-commit.ts';

export interface NotificationSource {
  instanceId: number;
  resource: string;
  scope: string;
  pollDate: Instant;
  /** At most. */
  eventsPerNotification: number;
}

/** Changes in their order, so many at a time; old data of a first read goes apart from what is new. */
export const toNotifications = (source: NotificationSource, changes: Change[]): NewNotification[] =>
  [true, false].flatMap((initial) =>
    chunks(
      changes.filter((change) => change.initial === initial),
      source.eventsPerNotification,
    ).map((group) => ({
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

const chunks = (changes: Change[], size: number): Change[][] =>
  Array.from({ length: Math.ceil(changes.length / size) }, (_, index) =>
    changes.slice(index * size, (index + 1) * size),
  );
