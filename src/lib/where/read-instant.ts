import { datePattern } from '../date-pattern/date-pattern.ts';
import type { Instant } from '../instant.ts';

/**
 * The moment that a text tells without being asked for a format: an ISO date (of this zone where it names none), or a whole
 * number of seconds (10 digits), milliseconds (13) or microseconds (16) since 1970. Undefined for anything else.
 */
export function readInstant(text: string, timezone = 'UTC'): Instant | undefined {
  if (isoStart.test(text)) return datePattern(text.length > 10 ? isoDateTime : 'yyyy-MM-dd', timezone).parse(text);
  const unit = /^\d+$/.test(text) ? microsByDigits.get(text.length) : undefined;
  return unit === undefined ? undefined : Number(text) * unit;
}

/** As readInstant, for moments that callers of our own API name: 0, the beginning of 1970, is one too. */
export const readMoment = (text: string): Instant | undefined => (text === '0' ? 0 : readInstant(text));

/**
 * The moment that a value of a record tells: as readInstant, and in the forms of other APIs that can be taken in one way
 * only, `Sun, 06 Nov 1994 08:49:37 GMT` and `/Date(784111777000)/`. Undefined for anything else, such as `06/11/1994`.
 */
export function readRecordInstant(text: string): Instant | undefined {
  const read = readInstant(text);
  if (read !== undefined) return read;
  const count = /^\/Date\((?<ms>-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.groups?.['ms'];
  if (count !== undefined) return Number(count) * 1_000;
  return mailDate.test(text) ? datePattern(mailDateTime, 'UTC').parse(text) : undefined;
}

export const isIsoDate = (text: string): boolean => isoStart.test(text);

const isoStart = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const mailDate = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} /;
const mailDateTime = 'EEE, dd MMM yyyy HH:mm:ss Z';
const isoDateTime = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
const microsByDigits = new Map([
  [10, 1_000_000],
  [13, 1_000],
  [16, 1],
]);
