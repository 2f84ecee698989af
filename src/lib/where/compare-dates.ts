import type { DatePattern } from '../date-pattern/date-pattern.ts';
import { pathSteps } from '../field-path.ts';
import type { Instant } from '../instant.ts';
import { compareValues, type Compare } from './compare-values.ts';
import { readInstant, readRecordInstant } from './read-instant.ts';

/** How dates in records are written, as far as somebody says so. */
export interface RecordDates {
  /** The moment that a value in this field tells; undefined where it tells none. */
  read(column: string, value: string): Instant | undefined;
  compare: Compare;
}

export interface RecordDateField {
  /** As poller configurations name it. */
  field: string;
  pattern: DatePattern;
}

/**
 * Dates of these fields are read by their patterns, and so are the dates they are compared with, unless these are ISO dates or
 * epoch numbers, which tell a moment by themselves.
 */
export function recordDates(fields: readonly RecordDateField[]): RecordDates {
  const patterns = new Map(fields.map(({ field, pattern }) => [nameOf(field), pattern]));
  const read = (column: string, value: string) =>
    patterns.get(nameOf(column))?.parse(value) ?? readRecordInstant(value);
  return {
    read,
    compare(value, literal, column) {
      const pattern = patterns.get(nameOf(column));
      if (!pattern) return compareValues(value, literal, column);
      const left = read(column, String(value));
      const right = readInstant(literal.text) ?? pattern.parse(literal.text);
      return left === undefined || right === undefined ? compareValues(value, literal, column) : left - right;
    },
  };
}

/** `['Modified Time']` and `Modified Time` are the same field. */
const nameOf = (path: string): string => pathSteps(path).join('.');
