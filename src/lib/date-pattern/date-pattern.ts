import type { Instant } from '../instant.ts';
import { compileFields } from './compile-fields.ts';
import { DatePatternError } from './date-pattern-error.ts';
import { granularityOf } from './granularity.ts';
import { parseIso } from './iso.ts';
import { parseJsonDate } from './json-date.ts';
import { localTime } from './local-time.ts';
import { numberPattern } from './number-pattern.ts';
import { meantTokens } from './pattern-meaning.ts';
import { type PatternToken, patternTokens } from './pattern-tokens.ts';
import { type Field, newReading } from './reading.ts';
import { localMicrosOf } from './resolve.ts';
import { findZone, utc, type Zone } from './zone.ts';

export { DatePatternError };

/** A compiled date format. docs/reference/dates.md has its letters and what it forgives. */
export interface DatePattern {
  source: string;
  /** The moment that a value names; undefined when it is not such a date. Never throws. */
  parse: (text: string) => Instant | undefined;
  /** The moment as the pattern writes it; what is finer than the pattern is cut off. */
  print: (instant: Instant) => string;
  /**
   * The smallest step that the pattern can tell apart: 1 for `.SSSSSS`, 1000 for `.SSS`, 86400e6 for a date. Days are those
   * of the pattern's zone: to round a moment down, parse what was printed.
   */
  granularityMicros: number;
}

export interface DatePatternOptions {
  /** Two-digit years are taken from the 80 years before this one to the 19 after it. Default 2030: 1950 to 2049. */
  referenceYear?: number;
}

/** Of a pattern, in characters. Those of providers have 40 at most. */
export const longestPattern = 200;

/**
 * Compiles a Java SimpleDateFormat pattern, or `milliseconds`, `seconds`, `microseconds`. `timezone` is the zone of values
 * that name none: an IANA name, an offset, or an abbreviation (see findZone). Throws DatePatternError.
 */
export function compileDatePattern(source: string, timezone = 'UTC', options: DatePatternOptions = {}): DatePattern {
  if (source.length > longestPattern) throw tooLong(source);
  const zone = zoneNamed(source, timezone);
  const count = numberPattern(source.trim());
  if (count) return { ...count, source, parse: trimmed((text) => count.parse(text) ?? parseOther(text, zone)) };
  const tokens = meantTokens(source, patternTokens(source.trim()));
  return compiled(source, tokens, writtenZone(tokens) ?? zone, options);
}

const tooLong = (source: string): DatePatternError =>
  new DatePatternError(
    `${source.slice(0, 40)}…`,
    0,
    `found ${source.length} characters; allowed: ${longestPattern} at most`,
  );

const maxPatterns = 1000;
const patterns = new Map<string, DatePattern>();

/** As compileDatePattern; each pattern and zone is compiled once. */
export function datePattern(source: string, timezone = 'UTC'): DatePattern {
  const key = `${timezone}\n${source}`;
  const known = patterns.get(key);
  if (known) return known;
  const pattern = compileDatePattern(source, timezone);
  if (patterns.size >= maxPatterns) patterns.clear();
  patterns.set(key, pattern);
  return pattern;
}

function compiled(
  source: string,
  tokens: PatternToken[],
  zone: Zone,
  { referenceYear = 2030 }: DatePatternOptions,
): DatePattern {
  const fields = compileFields(tokens, referenceYear);
  const parseSlowly = trimmed((text) => parseFields(fields, text, zone) ?? parseOther(text, zone));
  return {
    source,
    granularityMicros: granularityOf(tokens),
    parse: isIso(source, zone) ? (text) => parseIso(text, zone) ?? parseSlowly(text) : parseSlowly,
    print(instant) {
      const local = localTime(instant, zone);
      let text = '';
      for (const field of fields) text += field.print(local);
      return text;
    },
  };
}

const trimmed = (parse: (text: string) => Instant | undefined) => (text: string) => parse(text.trim());

function parseFields(fields: readonly Field[], text: string, home: Zone): Instant | undefined {
  const reading = newReading(text, home);
  for (const field of fields) {
    if (!field.read(reading)) return undefined;
  }
  const local = localMicrosOf(reading);
  if (reading.at !== text.length || Number.isNaN(local)) return undefined;
  return (reading.zone ?? home).instantOf(local);
}

/** What a value may be instead of what its format says, where there is no doubt about it. */
const parseOther = (text: string, zone: Zone) => parseIso(text, zone) ?? parseJsonDate(text);

const iso = /^yyyy-MM-dd(?:'T'|'? '?)HH:mm(?::ss(?:[.,]?S+)?)?(?: ?(?:X{1,3}|Z+|z+|('Z')))?'?$/;

/** Whether values of a pattern may be read by their fixed places at once, because that cannot mean anything else. */
function isIso(source: string, zone: Zone): boolean {
  const [matched, quotedZ] = iso.exec(source) ?? [];
  return matched !== undefined && (quotedZ === undefined || zone === utc);
}

/** An offset in the literal text at the end (`yyyy-MM-dd HH:mm:ss -0800`) says which zone the rest is in. */
function writtenZone(tokens: readonly PatternToken[]): Zone | undefined {
  const last = tokens.at(-1);
  const namesZone = tokens.some((token) => token.kind === 'field' && 'zZX'.includes(token.letter));
  if (namesZone || last?.kind !== 'text') return undefined;
  const [offset] = /[+-]\d\d:?\d\d$/.exec(last.text) ?? [];
  return offset === undefined ? undefined : findZone(offset);
}

function zoneNamed(source: string, timezone: string): Zone {
  const zone = timezone.trim() === '' ? utc : findZone(timezone);
  if (zone) return zone;
  const allowed =
    'an IANA name such as Europe/Berlin, UTC, GMT, an offset such as -8:00 or +0530, or PST, MST, CST, EST, HST, JST';
  throw new DatePatternError(
    source,
    0,
    `the time zone ${JSON.stringify(timezone)} is not known; allowed are ${allowed}`,
  );
}
