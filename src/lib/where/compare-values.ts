import type { JsonValue } from '../json.ts';
import type { Literal } from './expression.ts';
import { isIsoDate, readInstant, readRecordInstant } from './read-instant.ts';

/**
 * Orders a record's value against a literal: negative, zero or positive. Numbers, also numbers in quotes, compare as
 * numbers, but a text with leading zeros is no number; two dates, or a date and an epoch number, as moments; everything
 * else as text. Undefined for a date of the clause against a value that tells no moment: which of them is earlier cannot
 * be known.
 */
export type Compare = (value: string | number | boolean, literal: Literal, column: string) => number | undefined;

export const compareValues: Compare = (value, literal) => {
  const text = String(value);
  if (text === literal.text) return 0;
  if (numeric.test(text) && numeric.test(literal.text)) return compareNumbers(text, literal.text);
  const right = isIsoDate(literal.text) || isIsoDate(text) ? readInstant(literal.text) : undefined;
  if (right !== undefined) {
    const left = readRecordInstant(text);
    if (left !== undefined) return left - right;
    if (isIsoDate(literal.text)) return undefined;
  }
  return text < literal.text ? -1 : 1;
};

/** A value that conditions other than IS NULL can be true of. */
export const isComparable = (value: JsonValue | undefined): value is string | number | boolean =>
  value !== undefined && value !== null && typeof value !== 'object';

function compareNumbers(left: string, right: string): number {
  if (!wholeNumber.test(left) || !wholeNumber.test(right)) return Number(left) - Number(right);
  if (left.length < 16 && right.length < 16) return Number(left) - Number(right);
  const difference = BigInt(left) - BigInt(right);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const wholeNumber = /^-?\d+$/;
