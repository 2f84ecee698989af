import { datePattern } from '../lib/date-pattern/date-pattern.ts';
import { printBound } from '../lib/date-pattern/print-bound.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { Literal } from '../lib/where/expression.ts';
import { readInstant } from '../lib/where/read-instant.ts';
import type { WhereValue } from '../model/connector-where.ts';
import { Fault } from '../model/fault.ts';

export type BoundSide = 'lower' | 'upper' | undefined;

export interface VendorValue {
  text: string;
  /** The moment that the vendor will understand, when the value is a date. */
  instant: Instant | undefined;
}

/**
 * How a literal is written for the vendor. Where the vendor's form is coarser than the literal, a lower bound is rounded
 * down and an upper bound up, so that the query asks for too much rather than too little.
 */
export function vendorValue(
  rule: WhereValue | undefined,
  literal: Literal,
  column: string,
  side: BoundSide,
): VendorValue {
  const instant = readInstant(literal.text);
  if (!rule) return { text: literal.text, instant };
  if (instant === undefined) {
    throw new Fault(
      'query.invalid',
      `where: ${column}: found ${JSON.stringify(literal.text)}, allowed: an ISO date such as 2026-11-22T10:00:00Z, or seconds, milliseconds or microseconds since 1970`,
    );
  }
  const pattern = datePattern(rule.pattern, rule.timezone);
  const margin = rule.marginSeconds * microsPerSecond;
  const wanted = side === 'lower' ? instant - margin : side === 'upper' ? instant + margin : instant;
  const text = side === undefined ? pattern.print(wanted) : printBound(pattern, wanted, side);
  return { text, instant: pattern.parse(text) };
}
