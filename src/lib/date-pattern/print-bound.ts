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
  return outside(pattern, isCutOff(pattern, instant) ? instant + pattern.granularityMicros : instant, 1);
}

/** True when the text of an instant, in whichever of its readings is nearest, stands for less than the instant. */
function isCutOff(pattern: DatePattern, instant: Instant): boolean {
  const understood = pattern.parse(pattern.print(instant));
  if (understood === undefined) return false;
  const shifts = [0, ...foldsMicros, ...foldsMicros.map((micros) => -micros)];
  const missing = shifts.map((shift) => instant - (understood + shift));
  return missing.some((micros) => micros > 0 && micros < pattern.granularityMicros);
}

function outside(pattern: DatePattern, instant: Instant, direction: -1 | 1): string {
  const text = pattern.print(instant);
  const fold = foldsMicros.find(
    (micros) => pattern.granularityMicros <= micros && pattern.print(instant - direction * micros) === text,
  );
  return fold === undefined ? text : pattern.print(instant + direction * fold);
}
