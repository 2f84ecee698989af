import type { JsonValue } from '../json.ts';
import type { Literal } from './expression.ts';
import { isIsoDate, readInstant } from './read-instant.ts';

/**
 * Orders a record's value against a literal: negative, zero or positive, or undefined when they cannot be compared
 * (objects and arrays). Numbers, also numbers in quotes, compare as numbers; two dates, or a date and an epoch number,
 * as moments; everything else as text.
 */
export type Compare = (value: string | number | boolean, literal: Literal) => number;

export const compareValues: Compare = (value, literal) => {
  const text = String(value);
  if (text === literal.text) return 0;
  if (numeric.test(text) && numeric.test(literal.text)) return compareNumbers(text, literal.text);
  if (isIsoDate(text) || isIsoDate(literal.text)) {
    const left = readInstant(text);
    const right = readInstant(literal.text);
    if (left !== undefined && right !== undefined) return left - right;
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

const numeric = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const wholeNumber = /^-?\d+$/;
