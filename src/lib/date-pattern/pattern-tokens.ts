import { DatePatternError } from './date-pattern-error.ts';

export type PatternToken =
  | { kind: 'text'; text: string }
  /** A run of one letter. `position` counts from 1. */
  | { kind: 'field'; letter: string; count: number; position: number };

export type FieldToken = Extract<PatternToken, { kind: 'field' }>;

const fieldLetters = 'GyYMLwWDdFEuaHkKhmsSzZX';

/** Splits a SimpleDateFormat pattern into runs of letters and the text between them. Throws DatePatternError. */
export function patternTokens(source: string): PatternToken[] {
  const tokens: PatternToken[] = [];
  let at = 0;
  while (at < source.length) {
    const { token, end } = tokenAt(source, at);
    const last = tokens.at(-1);
    if (token.kind === 'text' && last?.kind === 'text') last.text += token.text;
    else tokens.push(token);
    at = end;
  }
  return tokens.filter((token) => token.kind === 'field' || token.text !== '');
}

function tokenAt(source: string, at: number): { token: PatternToken; end: number } {
  const first = source.charAt(at);
  if (first === "'") return quotedText(source, at);
  if (/[A-Za-z]/.test(first)) return fieldRun(source, at);
  return { token: { kind: 'text', text: first }, end: at + 1 };
}

function quotedText(source: string, start: number): { token: PatternToken; end: number } {
  if (source.startsWith("''", start)) return { token: { kind: 'text', text: "'" }, end: start + 2 };
  // A lone quote at the very end is a slip of the pen that configurations carry on from one to the next.
  if (start === source.length - 1) return { token: { kind: 'text', text: '' }, end: source.length };
  const quoted = /'((?:[^']|'')*)'/y;
  quoted.lastIndex = start;
  const [whole, inner] = quoted.exec(source) ?? [];
  if (whole === undefined || inner === undefined) {
    throw new DatePatternError(
      source,
      start + 1,
      `the quote is not closed; literal text stands between quotes, like 'T'`,
    );
  }
  return { token: { kind: 'text', text: inner.replaceAll("''", "'") }, end: start + whole.length };
}

function fieldRun(source: string, start: number): { token: PatternToken; end: number } {
  const letter = source.charAt(start);
  if (!fieldLetters.includes(letter)) {
    const allowed = `allowed are ${fieldLetters.split('').join(' ')}; literal text stands between quotes, like '${letter}'`;
    throw new DatePatternError(source, start + 1, `${letter} is not a pattern letter; ${allowed}`);
  }
  let end = start;
  while (source.charAt(end) === letter) end += 1;
  if (letter === 'X' && end - start > 3) {
    throw new DatePatternError(source, start + 1, `${'X'.repeat(end - start)} is too long; allowed are X, XX and XXX`);
  }
  return { token: { kind: 'field', letter, count: end - start, position: start + 1 }, end };
}
