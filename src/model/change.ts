import type { Instant } from '../lib/instant.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';

export const eventTypes = ['CREATED', 'UPDATED', 'DELETED', 'UNKNOWN'] as const;
export type EventType = (typeof eventTypes)[number];

/** A created, updated or deleted record, decided but not yet stored. */
export interface Change {
  type: EventType;
  recordId: string;
  /** What makes this state of the record one of its own: updated value as sent, and content hash. */
  version: string;
  /** Date of the change by the provider, if it tells one. */
  date: Instant | undefined;
  record: JsonRecord;
  /** True for old data told by a first read from the beginning. */
  initial: boolean;
  /** What differs from the version before, where that is kept. */
  changes?: FieldChanges;
}

/** A change as it is told: an event hook may have had its say. */
export interface ToldChange extends Omit<Change, 'type'> {
  /** One of `eventTypes`, or a word of a hook. */
  type: string;
  /** Under which name of a resource; absent: its own. */
  toldAs?: string;
  /** Where a file was and is, as hooks tell it. */
  paths?: { oldPath?: string; newPath?: string };
}

/** What differs between two versions of a record. Fields are dotted paths. */
export interface FieldChanges {
  changed: string[];
  /** The values before, where the records themselves are kept; absent for fields that were not there. */
  previous?: Record<string, JsonValue>;
  /** The values before are too long together to be told. */
  previousOmitted?: true;
}
