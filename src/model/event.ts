import type { Instant } from '../lib/instant.ts';
import type { EventType, FieldChanges } from './change.ts';

/** A stored change. */
export interface StoredEvent {
  eventId: string;
  type: EventType;
  recordId: string;
  /** Provider's date of the change; the poll date where it has none. */
  date: Instant;
  /** The record as JSON text, as polled. */
  record: string;
  /** What differs from the version before, where that is known. */
  changes?: FieldChanges;
}

/** Up to ten events of one resource that are delivered together. */
export interface Notification {
  id: number;
  instanceId: number;
  resource: string;
  /** Provider time of the poll that found them. */
  pollDate: Instant;
  initial: boolean;
  createdAt: number;
  events: StoredEvent[];
}
