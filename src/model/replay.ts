import type { Notification, StoredEvent } from './event.ts';

/** Which stored events are sent again. What is undefined selects all. */
export interface ReplayFilter {
  /** Stored at this moment or later; epoch milliseconds. */
  from?: number;
  /** Stored at this moment or earlier. */
  to?: number;
  resources?: string[];
  types?: string[];
  eventIds?: string[];
  recordIds?: string[];
}

/**
 * Whether a replay sends this event of a notification that it has selected: the time of storing and the resource are the
 * same for all events of one, so that they are not asked about again.
 */
export const matchesReplay = (
  { types, eventIds, recordIds }: ReplayFilter,
  event: Pick<StoredEvent, 'type' | 'eventId' | 'recordId'>,
): boolean =>
  (types?.includes(event.type) ?? true) &&
  (eventIds?.includes(event.eventId) ?? true) &&
  (recordIds?.includes(event.recordId) ?? true);

/** What a replay sends of a notification. */
export const restrictToReplay = (notification: Notification, filter: ReplayFilter): Notification =>
  notification.kind === 'message'
    ? notification
    : { ...notification, events: notification.events.filter((event) => matchesReplay(filter, event)) };

export const replayStatuses = ['waiting', 'running', 'delivering', 'completed', 'failed', 'cancelled'] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

/** One job that sends stored events again. Times are epoch milliseconds. */
export interface Replay {
  id: number;
  instanceId: number;
  status: ReplayStatus;
  filter: ReplayFilter;
  /** Where they are sent. */
  url: string;
  /** Notifications that hold an event which the filter selects, as far as it has looked. */
  found: number;
  /** Those of them that are not sent, as their records are no longer kept. */
  skipped: number;
  /** Those that have not been acknowledged yet. */
  pending: number;
  /** Those that are not sent any more, as the replay was cancelled or the notification deleted. */
  givenUp: number;
  /** Why it failed. */
  fault: { code: string; message: string } | null;
  /** The last attempt, where it failed and something is outstanding. */
  lastFailure: { at: number; statusCode: number | null; detail: string | null } | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
}
