import { shortHash } from '../lib/canonical-json.ts';

/** Which state of which record an event tells. */
export interface RecordVersion {
  instanceId: number;
  resource: string;
  /** The part of the resource that the record id is unique in, e.g. one of several lists; empty for the whole. */
  scope: string;
  recordId: string;
  version: string;
}

/**
 * The id of the one event that a record version may have: the same wherever and however often it is computed, so that a
 * unique index is all it takes to store an event once. 20 characters, like the ids that consumers know.
 */
export const eventId = ({ instanceId, resource, scope, recordId, version }: RecordVersion): string =>
  shortHash(JSON.stringify([instanceId, resource, scope, recordId, version]));
