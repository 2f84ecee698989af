import { datePattern } from '../date-pattern/date-pattern.ts';
import type { Instant } from '../instant.ts';

/**
 * The moment that a text tells without being asked for a format: an ISO date (UTC where it names no zone), or a whole
 * number of seconds (10 digits), milliseconds (13) or microseconds (16) since 1970. Undefined for anything else.
 */
export function readInstant(text: string): Instant | undefined {
  if (isoStart.test(text)) return datePattern(text.length > 10 ? isoDateTime : 'yyyy-MM-dd', 'UTC').parse(text);
  const unit = /^\d+$/.test(text) ? microsByDigits.get(text.length) : undefined;
  return unit === undefined ? undefined : Number(text) * unit;
}

/** As readInstant, for moments that callers of our own API name: 0, the beginning of 1970, is one too. */
export const readMoment = (text: string): Instant | undefined => (text === '0' ? 0 : readInstant(text));

export const isIsoDate = (text: string): boolean => isoStart.test(text);

const isoStart = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const isoDateTime = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
const microsByDigits = new Map([
  [10, 1_000_000],
  [13, 1_000],
  [16, 1],
]);
