import type { Instant } from '../instant.ts';
import type { DatePattern } from './date-pattern.ts';

/** By how much clocks are set back anywhere. */
const foldsMicros = [1_800_000_000, 3_600_000_000];

/**
 * Prints the bound of a query so that whoever reads the text never understands less than is meant: a lower bound is cut
 * off and an upper bound rounded up to the step of the pattern. A local time without its offset, in the hour that clocks
 * show twice, may be read as either: then the bound is moved out of that hour.
 */
export function printBound(pattern: DatePattern, instant: Instant, side: 'lower' | 'upper'): string {
  if (side === 'lower') return outside(pattern, instant, -1);
  const understood = pattern.parse(pattern.print(instant));
  const later = understood !== undefined && understood < instant ? instant + pattern.granularityMicros : instant;
  return outside(pattern, later, 1);
}

function outside(pattern: DatePattern, instant: Instant, direction: -1 | 1): string {
  const text = pattern.print(instant);
  const fold = foldsMicros.find(
    (micros) => pattern.granularityMicros <= micros && pattern.print(instant - direction * micros) === text,
  );
  return fold === undefined ? text : pattern.print(instant + direction * fold);
}
