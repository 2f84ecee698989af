import { printInstantSeconds, type Instant } from '../lib/instant.ts';
import type { EventType, FieldChanges } from '../model/change.ts';

/** What an event is told by, wherever it stands. */
export interface ToldEvent {
  eventId: string;
  type: EventType;
  recordId: string;
  date: Instant;
  changes?: FieldChanges | null;
}

/** Where it comes from, and which poll found it. */
export interface EventOrigin {
  connectorKey: string;
  hub: string;
  resource: string;
  pollDate: Instant;
}

/** An event as the contract has it, with its id and the fields that changed as additions. Dates are cut to seconds. */
export const eventFields = ({ connectorKey, hub, resource, pollDate }: EventOrigin, event: ToldEvent) => ({
  date: printInstantSeconds(event.date),
  elementKey: connectorKey,
  pollDate: printInstantSeconds(pollDate),
  eventType: event.type,
  hubKey: hub,
  objectId: event.recordId,
  objectType: resource,
  eventId: event.eventId,
  ...(event.changes && fieldChanges(event.changes)),
});

const fieldChanges = ({ changed, previous, previousOmitted }: FieldChanges) => ({
  changedFields: changed,
  ...(previous && { previousValues: previous }),
  ...(previousOmitted && { previousValuesOmitted: true }),
});
