import { instantFromMs, printInstant } from '../../lib/instant.ts';
import type { ListedEvent } from '../../store/list-events.ts';

interface TellingEvent {
  eventType: string;
  objectId: string;
  /** ISO; undefined: it does not matter. */
  date?: string | undefined;
}

/** What is missing and what is too much, a line each. */
export function compareEvents(expected: readonly TellingEvent[], told: readonly ListedEvent[]): string[] {
  const left = [...told];
  const missing = expected.filter((event) => {
    const index = left.findIndex((one) => isTold(event, one));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((event) => `an event is missing: ${shown(event)}`),
    ...left.map((event) => `an event too many: ${event.type} ${event.recordId} ${printInstant(event.date)}`),
  ];
}

const isTold = ({ eventType, objectId, date }: TellingEvent, told: ListedEvent): boolean =>
  told.type === eventType &&
  told.recordId === objectId &&
  (date === undefined || instantFromMs(Date.parse(date)) === Math.floor(told.date / 1000) * 1000);

const shown = ({ eventType, objectId, date }: TellingEvent): string =>
  [eventType, objectId, ...(date === undefined ? [] : [date])].join(' ');
