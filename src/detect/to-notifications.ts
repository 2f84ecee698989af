import type { Instant } from '../lib/instant.ts';
import type { ToldChange } from '../model/change.ts';
import { eventId } from '../model/event-id.ts';
import type { NewEvent, NewNotification } from '../store/poll-commit.ts';

export interface NotificationSource {
  instanceId: number;
  resource: string;
  scope: string;
  pollDate: Instant;
  /** At most. */
  eventsPerNotification: number;
  /** The webhook from whose content they are told. */
  receivedId?: number;
}

/**
 * Changes in their order, so many at a time; old data of a first read goes apart from what is new, and so does what is told
 * under another name.
 */
export const toNotifications = (source: NotificationSource, changes: ToldChange[]): NewNotification[] =>
  [true, false].flatMap((initial) => {
    const byName = Map.groupBy(
      changes.filter((change) => change.initial === initial),
      ({ toldAs }) => toldAs,
    );
    return [...byName].flatMap(([toldAs, named]) =>
      chunks(named, source.eventsPerNotification).map((group) => ({
        ...(toldAs !== undefined && { resource: toldAs }),
        scope: source.scope,
        pollDate: source.pollDate,
        initial,
        ...(source.receivedId !== undefined && { receivedId: source.receivedId }),
        events: group.map((change) => toEvent(source, change)),
      })),
    );
  });

const toEvent = (source: NotificationSource, change: ToldChange): NewEvent => ({
  eventId: eventId({ ...source, recordId: change.recordId, version: change.version }),
  recordId: change.recordId,
  type: change.type,
  date: change.date ?? source.pollDate,
  record: JSON.stringify(change.record),
  ...(change.changes && { changes: change.changes }),
  ...(change.paths && { paths: change.paths }),
});

const chunks = (changes: ToldChange[], size: number): ToldChange[][] =>
  Array.from({ length: Math.ceil(changes.length / size) }, (_, index) =>
    changes.slice(index * size, (index + 1) * size),
  );
