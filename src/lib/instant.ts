/**
 * A moment as whole microseconds since 1970-01-01T00:00:00Z. A plain number: exact until the year 2255, and
 * fast to compare. Vendors stamp records down to the microsecond, which a JavaScript `Date` would cut off.
 */
export type Instant = number;

export const microsPerMs = 1_000;
export const microsPerSecond = 1_000_000;

export const instantFromMs = (ms: number): Instant => Math.round(ms * microsPerMs);

export const msFromInstant = (instant: Instant): number => Math.floor(instant / microsPerMs);

export const floorTo = (instant: Instant, step: number): Instant => Math.floor(instant / step) * step;

/** `2026-11-22T10:00:00.123456Z`, the fraction only where there is one. */
export function printInstant(instant: Instant): string {
  const whole = new Date(msFromInstant(floorTo(instant, microsPerSecond))).toISOString().slice(0, 19);
  const fraction = instant - floorTo(instant, microsPerSecond);
  return fraction === 0 ? `${whole}Z` : `${whole}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}Z`;
}

/** Whole seconds, the precision of the dates on the wire. */
export const printInstantSeconds = (instant: Instant): string => printInstant(floorTo(instant, microsPerSecond));
