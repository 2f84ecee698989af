import { microsPerDay } from './civil.ts';
import type { PatternToken } from './pattern-tokens.ts';

/** From the finest unit to the coarsest; months and years at their longest. */
const units: readonly (readonly [letters: string, micros: number])[] = [
  ['s', 1_000_000],
  ['m', 60_000_000],
  ['HkKh', 3_600_000_000],
  ['a', microsPerDay / 2],
  ['dDEuF', microsPerDay],
  ['wW', 7 * microsPerDay],
  ['M', 31 * microsPerDay],
];

/** The smallest step of time that a pattern can tell apart, in microseconds. */
export function granularityOf(tokens: readonly PatternToken[]): number {
  const fields = tokens.filter((token) => token.kind === 'field');
  const fraction = fields.find(({ letter }) => letter === 'S');
  if (fraction) return 10 ** Math.max(0, 6 - fraction.count);
  const finest = units.find(([letters]) => fields.some(({ letter }) => letters.includes(letter)));
  return finest ? finest[1] : 366 * microsPerDay;
}
