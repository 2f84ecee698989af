import type { Instant } from '../instant.ts';
import type { JsonValue } from '../json.ts';
import type { DatePattern } from './date-pattern.ts';

export type DateReading =
  /** `text` is the record's own value: its version down to the last digit. */
  { kind: 'instant'; instant: Instant; text: string } | { kind: 'none' } | { kind: 'unparsable'; text: string };

/**
 * The date in a record's field. `none` for what systems store instead of a date: nothing, null, "", "null", and the zero
 * dates `0000-00-00…`, `00/00/0000`, `0001-01-01T00:00:00…` and `1970-01-01T00:00:00…`.
 */
export function readDate(value: JsonValue | undefined, pattern: DatePattern): DateReading {
  if (value === undefined || value === null) return { kind: 'none' };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value !== 'string' && typeof value !== 'number') return { kind: 'unparsable', text };
  if (isNone(text)) return { kind: 'none' };
  const instant = pattern.parse(text);
  return instant === undefined ? { kind: 'unparsable', text } : { kind: 'instant', instant, text };
}

const zeroDate = /^(?:0000([-/])00\1(?:00)|00([-/.])00\2(?:00)00)|^0001-01-01[T ]00:00:00/;
const epochDate = /^1970-01-01[T ]00:00(?::00(?:[.,]0+)?)? ?(?:Z|[+-]00:?00|UTC|GMT)?$/i;
const zeroTime = /^(?:[T ]?00:00(?::00)?(?:[.,]0+)?)? ?(?:Z|[+-]\d\d:?\d\d|UTC|GMT)?$/i;

/** Ordinary values start with another digit than 0, or are too short, so that one look settles it. */
function isNone(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 48 && first <= 57) return text.startsWith('1970-01-01') && epochDate.test(text);
  const word = text.trim();
  if (word === '' || word.toLowerCase() === 'null') return true;
  const zero = zeroDate.exec(word);
  return zero !== null && zeroTime.test(word.slice(zero[0].length));
}
