import { compileDatePattern, DatePatternError, longestPattern } from '../lib/date-pattern/date-pattern.ts';
import { Fault } from './fault.ts';

/** The formats that people choose from: those of the table of the contract, then others that providers are known for. */
export const commonDateFormats: readonly string[] = [
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  "yyyy-MM-dd'T'HH:mm:ssZ",
  "yyyy-MM-dd'T'HH:mm:ss'Z'",
  'yyyy-MM-dd',
  'yyyy/MM/dd HH:mm:ss',
  "MM/dd/yyyy'T'HH:mm:ssXXX",
  'MM/dd/yyyy',
  "dd/MM/yyyy'T'HH:mm:ssXXX",
  'dd/MM/yyyy',
  'EEE, dd MMM yyyy HH:mm:ss Z',
  "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
  'yyyy-MM-dd HH:mm:ss',
  'EEE MMM dd HH:mm:ss z yyyy',
  'milliseconds',
  'seconds',
  'microseconds',
];

/** How many formats of its own an organisation keeps. */
export const mostOwnFormats = 200;

/** The format as it is kept. Throws `date_format.invalid`, which says what is wrong with it and where. */
export function checkedDateFormat(given: string): string {
  const format = given.trim();
  if (format === '' || format.length > longestPattern)
    throw invalid(
      `found ${format === '' ? 'nothing' : `${format.length} characters`}; allowed: 1 to ${longestPattern}`,
    );
  try {
    compileDatePattern(format);
  } catch (error) {
    if (error instanceof DatePatternError) throw invalid(error.message);
    throw error;
  }
  return format;
}

const invalid = (message: string): Fault =>
  new Fault('date_format.invalid', `format: ${message}`, { issues: [{ path: 'format', message }] });
