import { instantFromMs, type Instant } from '../instant.ts';

const jsonDate = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;

/** `/Date(1573755038314)/` and `/Date(1573755038314+0100)/`: milliseconds in UTC; the offset is only for display. */
export function parseJsonDate(text: string): Instant | undefined {
  const [, ms] = jsonDate.exec(text) ?? [];
  return ms === undefined ? undefined : instantFromMs(Number(ms));
}
