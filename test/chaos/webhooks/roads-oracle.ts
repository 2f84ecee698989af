import type { Change } from '../../../simulator/types.ts';
import { resourceOf } from './signals-account.ts';

/** An event of a resource that is watched by both roads. */
export interface RoadEvent {
  eventId: string;
  resource: string;
  recordId: string;
  type: string;
  /** Microseconds since 1970. */
  date: number;
  record: Readonly<Record<string, unknown>>;
}

export interface RoadFindings {
  changes: number;
  told: number;
  missed: string[];
  /** One entry for each event too many. */
  duplicated: string[];
  /** What never was, old after new, a deleted record that comes back. */
  wrong: string[];
}

/**
 * Compares what was told with the provider's own log. No state of a record may occur twice in `history`. Polls see what is
 * there, so the last state of every record is due, whatever webhooks were lost; deletions only webhooks tell, so those of
 * `dropped` are not due.
 */
export function judgeRoads(
  history: readonly Change[],
  dropped: readonly Change[],
  told: readonly RoadEvent[],
): RoadFindings {
  const changesOf = Map.groupBy(history, ({ resource, id }) => `${resourceOf[resource]} ${id}`);
  const toldOf = Map.groupBy(told, ({ resource, recordId }) => `${resource} ${recordId}`);
  const states = new Set(history.map((change) => formOfChange(change)));
  const lost = new Set(dropped.map((change) => formOfChange(change)));
  const toldForms = told.map(formOfEvent);
  const there = new Set(toldForms);
  const last = [...changesOf.values()].map((changes) => formOfChange(changes.at(-1) as Change));
  return {
    changes: history.length,
    told: told.length,
    missed: last.filter((form) => !there.has(form) && !(form.endsWith('deleted') && lost.has(form))),
    duplicated: [...repeated(toldForms), ...repeated(told.map(({ eventId }) => eventId))],
    wrong: [
      ...toldForms.filter((form) => !states.has(form)).map((form) => `never was: ${form}`),
      ...[...toldOf.values()].flatMap(outOfOrder),
    ],
  };
}

const formOfChange = ({ resource, id, type, record }: Change): string =>
  formOf({ resource: resourceOf[resource] ?? '', id, type, record });

const formOfEvent = ({ resource, recordId, type, record }: RoadEvent): string =>
  formOf({ resource, id: recordId, type, record });

/** What makes a state one of its own: the content, without the dates and counters that say nothing. */
const formOf = (of: { resource: string; id: string; type: string; record: Readonly<Record<string, unknown>> }) =>
  `${of.resource} ${of.id} ${of.type === 'DELETED' ? 'deleted' : JSON.stringify(of.record['name'])}`;

/** Nothing older is told after something newer, and nothing at all after the end. Dates count to the millisecond. */
function outOfOrder(events: readonly RoadEvent[]): string[] {
  return events.flatMap((event, place) => {
    const before = events[place - 1];
    if (!before) return [];
    const what = `${event.resource} ${event.recordId} ${event.type} of ${event.date}`;
    if (before.type === 'DELETED') return [`after its deletion: ${what}`];
    return millis(event.date) < millis(before.date) ? [`after that of ${before.date}: ${what}`] : [];
  });
}

const millis = (micros: number) => Math.floor(micros / 1000);

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}
