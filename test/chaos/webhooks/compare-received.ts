import type { Change } from '../../../simulator/types.ts';
import type { Receiver } from '../../kit/receiver.ts';
import { resourceOf } from './signals-account.ts';

export interface StoredReceived {
  eventId: string;
  resource: string;
  recordId: string;
  type: string;
  /** Microseconds since 1970. */
  date: number;
}

export interface ReceivedComparison {
  changes: number;
  eventsStored: number;
  /** Events that were delivered more than once: a kill between an acknowledgement and its record. */
  eventsRepeated: number;
  /** What does not agree with the promise; empty when all is well. */
  wrong: string[];
}

/** What was changed against what is stored against what was delivered. No record may have been changed twice. */
export function compareReceived(
  history: readonly Change[],
  stored: readonly StoredReceived[],
  receiver: Pick<Receiver, 'events'>,
): ReceivedComparison {
  const changed = history.map(({ resource, id, type }) => `${resourceOf[resource]} ${id} ${type}`);
  const told = stored.map(({ resource, recordId, type }) => `${resource} ${recordId} ${type}`);
  const ids = stored.map(({ eventId }) => eventId);
  const delivered = receiver.events().map(({ eventId }) => eventId);
  return {
    changes: changed.length,
    eventsStored: stored.length,
    eventsRepeated: new Set(repeated(delivered)).size,
    wrong: [
      ...missing(changed, told).map((change) => `changed and not stored: ${change}`),
      ...missing(told, changed).map((change) => `stored and never changed: ${change}`),
      ...repeated(told).map((change) => `stored twice: ${change}`),
      ...repeated(stored.map(({ resource, recordId, date }) => `${resource} ${recordId} of ${date}`)).map(
        (version) => `stored twice under one date: ${version}`,
      ),
      ...repeated(ids).map((id) => `event id stored twice: ${id}`),
      ...missing(ids, delivered).map((id) => `stored and never delivered: ${id}`),
      ...missing(delivered, ids).map((id) => `delivered and not stored: ${id}`),
    ],
  };
}

function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found);
  return wanted.filter((value) => !there.has(value));
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}
