import { datePattern, type DatePattern } from '../lib/date-pattern/date-pattern.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
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
  /** A shown date stands for any moment of this many microseconds after it. At least a second. */
  granularity: number;
}

export interface CompiledDateField {
  field: string;
  pattern: DatePattern;
}

export function detectionRules(definition: PollDefinition, ignoredFields: readonly string[]): DetectionRules {
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
    ignoredFields: new Set(ignoredFields),
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
  /** The last completed scan; undefined on the first. */
  watermark: Instant | undefined;
  /** Dated before and told nevertheless: old data of a first read. */
  initialBefore: Instant;
  /** False while the first scan of this cursor is not complete. */
  baselineComplete: boolean;
  /** The customer asked for what was there before the instance. */
  fromBeginning: boolean;
}
