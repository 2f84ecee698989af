import { printInstantSeconds, type Instant } from '../lib/instant.ts';
import type { FieldChanges } from '../model/change.ts';
import type { EventPaths } from '../model/event.ts';

/** What an event is told by, wherever it stands. */
export interface ToldEvent {
  eventId: string;
  type: string;
  recordId: string;
  date: Instant;
  changes?: FieldChanges | null;
  paths?: EventPaths | null;
}

/** Where it comes from, and which poll found it, if it was one. */
export interface EventOrigin {
  connectorKey: string;
  hub: string;
  resource: string;
  /** Undefined: a webhook told of it. */
  pollDate: Instant | undefined;
}

/** An event as the contract has it, where a file was and is with it, with its id and the fields that changed as additions. Dates are cut to seconds. */
export const eventFields = ({ connectorKey, hub, resource, pollDate }: EventOrigin, event: ToldEvent) => ({
  date: printInstantSeconds(event.date),
  elementKey: connectorKey,
  ...(pollDate !== undefined && { pollDate: printInstantSeconds(pollDate) }),
  eventType: event.type,
  hubKey: hub,
  objectId: event.recordId,
  objectType: resource,
  eventId: event.eventId,
  ...event.paths,
  ...(event.changes && fieldChanges(event.changes)),
});

const fieldChanges = ({ changed, previous, previousOmitted }: FieldChanges) => ({
  changedFields: changed,
  ...(previous && { previousValues: previous }),
  ...(previousOmitted && { previousValuesOmitted: true }),
});
