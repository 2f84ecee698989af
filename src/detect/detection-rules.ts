import { datePattern, type DatePattern } from '../lib/date-pattern/date-pattern.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { DeletedWhen } from '../model/connector-polling.ts';
import type { DateField, PollDefinition } from '../model/poll-definition.ts';

/** A poll definition made ready to judge records with. */
export interface DetectionRules {
  idField: string;
  updated: CompiledDateField | undefined;
  created: CompiledDateField | undefined;
  filterByUpdatedDate: boolean;
  filterByCurrentDate: boolean;
  tolerance: number;
  createdWhenNew: boolean;
  ignoredFields: ReadonlySet<string>;
  /** What was left out before: versions that are remembered may be of that time. */
  formerIgnored: readonly ReadonlySet<string>[];
  /** An updated date that moves alone is no change. */
  contentOnly: boolean;
  /** Events tell which fields changed; and with the records kept, their values before. */
  changedFields: boolean;
  keepRecords: boolean;
  deletedWhen: DeletedWhen | undefined;
  /** Records are deletions out of a list of such: they may be older than what is known of the record. */
  listsDeleted: boolean;
  feed: boolean;
  /** A shown date stands for any moment of this many microseconds after it. At least a second. */
  granularity: number;
}

export interface CompiledDateField {
  field: string;
  pattern: DatePattern;
}

export interface ResourceRules {
  ignoredFields: readonly string[];
  /** Default false. */
  contentOnly?: boolean;
  deletedWhen: DeletedWhen | undefined;
  /** Default false. */
  listsDeleted?: boolean;
  /** The provider itself tells what changed: no date rules a record out. */
  feed: boolean;
}

export function detectionRules(
  definition: PollDefinition,
  { ignoredFields, contentOnly = false, deletedWhen, listsDeleted = false, feed }: ResourceRules,
): DetectionRules {
  const updated = compile(definition.updated);
  const created = compile(definition.created);
  const deciding = definition.filterByUpdatedDate ? (updated ?? created) : (created ?? updated);
  return {
    idField: definition.idField.trim(),
    updated,
    created,
    filterByUpdatedDate: definition.filterByUpdatedDate,
    filterByCurrentDate: definition.filterByCurrentDate,
    tolerance: definition.createdCheckToleranceSeconds * microsPerSecond,
    createdWhenNew: definition.createdWhenNew,
    changedFields: definition.changedFields,
    keepRecords: definition.keepRecords,
    ignoredFields: new Set(
      contentOnly && definition.updated ? [...ignoredFields, definition.updated.field] : ignoredFields,
    ),
    contentOnly,
    formerIgnored: [],
    deletedWhen,
    listsDeleted,
    feed,
    granularity: Math.max(deciding?.pattern.granularityMicros ?? 0, microsPerSecond),
  };
}

const compile = (date: DateField | undefined): CompiledDateField | undefined =>
  date && { field: date.field, pattern: datePattern(date.format, date.timezone) };

/** The window that one scan looks at, all in the provider's time. */
export interface DetectionWindow {
  /** Records dated before are not ours to tell: told before, or older than the instance. */
  from: Instant;
  /** The provider's clock when the scan began. */
  scanStart: Instant;
  /** The last completed scan; null on the first. */
  watermark: Instant | null;
  /** Scans before have covered the dates from the one up to the watermark, and all dates up to the other; null: none. */
  overlapFrom: Instant | null;
  settledAt: Instant | null;
  /** Dated before and told nevertheless: old data of a first read. */
  initialBefore: Instant;
  /** False while the first scan of this cursor is not complete. */
  baselineComplete: boolean;
  /** The customer asked for what was there before the instance. */
  fromBeginning: boolean;
  /** Records dated up to here are listed as they are; of a later one the list may still show a former state. */
  settledTo: Instant;
}
