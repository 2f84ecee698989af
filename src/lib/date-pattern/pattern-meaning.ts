import { DatePatternError } from './date-pattern-error.ts';
import type { FieldToken, PatternToken } from './pattern-tokens.ts';

/**
 * Takes letters for what their author meant, where Java's meaning gives wrong dates without a word: `YYYY` without a week
 * is the year, `hh` without AM or PM the hour of the day. Throws DatePatternError where the meaning cannot be known.
 */
export function meantTokens(source: string, tokens: readonly PatternToken[]): PatternToken[] {
  const fields = tokens.filter((token) => token.kind === 'field');
  const letters = new Set(fields.map(({ letter }) => letter));
  refuseContradictions(source, fields, letters);
  return tokens.map((token) =>
    token.kind === 'field' ? { ...token, letter: meantLetter(token.letter, letters) } : token,
  );
}

function meantLetter(letter: string, letters: ReadonlySet<string>): string {
  if (letter === 'L') return 'M';
  if (letter === 'Y' && !letters.has('w')) return 'y';
  if ((letter === 'h' || letter === 'K') && !letters.has('a')) return 'H';
  return letter;
}

function refuseContradictions(source: string, fields: readonly FieldToken[], letters: ReadonlySet<string>): void {
  const has = (...any: string[]) => any.some((letter) => letters.has(letter));
  const placeOf = (letter: string) => fields.find((field) => field.letter === letter)?.position ?? 0;
  if (fields.length === 0) {
    throw new DatePatternError(source, 0, `it names no part of a date; an example is yyyy-MM-dd'T'HH:mm:ssXXX`);
  }
  if (has('m') && !has('H', 'h', 'k', 'K')) {
    throw new DatePatternError(source, placeOf('m'), 'm is the minute, and there is no hour; the month is M');
  }
  if (has('D') && has('M', 'L') && !has('d')) {
    throw new DatePatternError(source, placeOf('D'), 'D is the day of the year; the day of the month is d');
  }
  const numeric = fields.filter(
    ({ letter, count }) => 'yYMLDdHkKhmsS'.includes(letter) && !(letter === 'M' && count > 2),
  );
  const repeated = numeric.find((field, place) => numeric.findIndex(({ letter }) => letter === field.letter) < place);
  if (repeated) {
    const meaning = repeated.letter === 'M' ? 'M is the month, m the minute' : 'each letter may stand for one number';
    throw new DatePatternError(source, repeated.position, `${repeated.letter} stands twice; ${meaning}`);
  }
}
