import type { Change } from '../../simulator/types.ts';
import type { Receiver } from '../kit/receiver.ts';

export interface StoredEvent {
  eventId: string;
  recordId: string;
  /** JSON text. */
  record: string;
}

export interface Comparison {
  changes: number;
  eventsStored: number;
  requestsReceived: number;
  eventsReceived: number;
  /** Events that were received more than once: a kill between an acknowledgement and its record. */
  eventsRepeated: number;
  /** What does not agree with the promise; empty when all is well. */
  wrong: string[];
}

/** What was changed against what is stored against what was received. Every change must be a version of its own. */
export function compare(history: Change[], stored: StoredEvent[], receiver: Receiver): Comparison {
  const changed = history.map(({ id, record }) => `${id} ${String(record['updated_at'])}`);
  const versions = stored.map(({ recordId, record }) => `${recordId} ${updatedAt(record)}`);
  const ids = stored.map(({ eventId }) => eventId);
  const received = receiver.received.flatMap(({ message }) => message.events.map(({ eventId }) => eventId));
  return {
    changes: history.length,
    eventsStored: stored.length,
    requestsReceived: receiver.received.length,
    eventsReceived: received.length,
    eventsRepeated: new Set(duplicates(received)).size,
    wrong: [
      ...missing(changed, versions).map((version) => `changed and not stored: ${version}`),
      ...missing(versions, changed).map((version) => `stored and never changed: ${version}`),
      ...duplicates(versions).map((version) => `stored twice: ${version}`),
      ...duplicates(ids).map((id) => `event id stored twice: ${id}`),
      ...missing(ids, received).map((id) => `stored and never received: ${id}`),
      ...missing(received, ids).map((id) => `received and not stored: ${id}`),
    ],
  };
}

const updatedAt = (record: string) => (JSON.parse(record) as { updated_at: string }).updated_at;

function missing(wanted: string[], found: string[]): string[] {
  const there = new Set(found);
  return wanted.filter((value) => !there.has(value));
}

function duplicates(values: string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}
