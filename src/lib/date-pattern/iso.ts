import type { Instant } from '../instant.ts';
import { daysFromCivil, daysInMonth, microsPerDay } from './civil.ts';
import { digitAt, digitsEnd, fractionMicros, twoDigitsAt } from './digits.ts';
import { offsetMicrosFrom } from './offset.ts';
import type { Zone } from './zone.ts';
import { zoneOfText } from './zone-text.ts';

// The form that nearly every record has, read by its fixed places: no regular expression, no Date, no allocation.

const dash = 45;
const colon = 58;
const letterZ = 90;

/**
 * Reads `2019-05-09T13:37:30.123456-07:00` and its relatives: a blank for the T, seconds and fraction optional, a fraction of
 * any length, any zone that a value may name or none, which is then `zone`. Undefined for everything else.
 */
export function parseIso(text: string, zone: Zone): Instant | undefined {
  const seconds = secondsOfDay(text);
  const days = daysOf(text);
  if (seconds < 0 || Number.isNaN(days)) return undefined;
  const timeEnd = text.charCodeAt(16) === colon ? 19 : 16;
  const end = timeEnd === 19 ? fractionEnd(text, timeEnd) : timeEnd;
  const micros = end === timeEnd ? 0 : fractionMicros(text, timeEnd + 1, end);
  if (seconds === 86_400 && micros !== 0) return undefined;
  return atZone(days * microsPerDay + seconds * 1_000_000 + micros, text, end, zone);
}

function daysOf(text: string): number {
  const century = twoDigitsAt(text, 0);
  const yearOfCentury = twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  if (century < 0 || yearOfCentury < 0 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return Number.NaN;
  const year = century * 100 + yearOfCentury;
  if (year === 0 || month < 1 || month > 12 || day < 1) return Number.NaN;
  return day > 28 && day > daysInMonth(year, month) ? Number.NaN : daysFromCivil(year, month, day);
}

/** -1 when there is no time of day at its place. Hour 24 is the end of the day; second 60 runs on into the next minute. */
function secondsOfDay(text: string): number {
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = text.charCodeAt(16) === colon ? twoDigitsAt(text, 17) : 0;
  if (!separatesTime(text.charCodeAt(10)) || text.charCodeAt(13) !== colon) return -1;
  if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  const seconds = hour * 3600 + minute * 60 + second;
  return hour < 24 || seconds === 86_400 ? seconds : -1;
}

/** T, t or a blank. */
const separatesTime = (code: number) => code === 84 || code === 116 || code === 32;

/** Where a dot or comma and its digits end; `from` when there are none. */
function fractionEnd(text: string, from: number): number {
  const separator = text.charCodeAt(from);
  if ((separator !== 46 && separator !== 44) || digitAt(text, from + 1) < 0) return from;
  return digitsEnd(text, from + 1);
}

function atZone(localMicros: number, text: string, end: number, zone: Zone): Instant | undefined {
  if (end === text.length) return zone.instantOf(localMicros);
  if (text.charCodeAt(end) === letterZ && end + 1 === text.length) return localMicros;
  const offsetMicros = offsetMicrosFrom(text, end);
  if (!Number.isNaN(offsetMicros)) return localMicros - offsetMicros;
  return zoneOfText(text.slice(end).trim(), zone)?.instantOf(localMicros);
}
