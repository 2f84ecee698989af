import { microsPerSecond, type Instant } from '../lib/instant.ts';

/** Clocks are read to a second over a network: a smaller difference says nothing. */
const skewNoise = 2 * microsPerSecond;

/** A clock that is read twice may differ by this without having been set. */
const stepNoise = 5 * microsPerSecond;

export interface WindowInput {
  /** The moment from which changes are told, by our clock. */
  start: Instant;
  /** The last scan that counted: by the provider's clock of that time, and by ours. */
  watermark: Instant | undefined;
  scannedAt: Instant | undefined;
  pollDelaySeconds: number;
  /** A record may become visible this long after its date. */
  settleSeconds: number;
  /** Provider clock minus ours, if it was measured: the last time, and at the least. */
  clockSkew: number | undefined;
  leastClockSkew: number | undefined;
}

/**
 * The lower bound of a query, by the provider's clock. It reaches back from the last scan by the poll delay and by the
 * time that records take to become visible, but never before the moment from which the customer wants to be told.
 */
export function lowerBound(input: WindowInput): Instant {
  const begin = input.start + significantSkew(leastSkew(input));
  const last = lastScan(input);
  if (last === undefined) return begin;
  return Math.max(begin, last - (input.pollDelaySeconds + input.settleSeconds) * microsPerSecond);
}

/** A clock that was set forward since does not move the dates that it wrote before. */
const leastSkew = ({ clockSkew, leastClockSkew }: WindowInput): number | undefined =>
  clockSkew === undefined ? undefined : Math.min(clockSkew, leastClockSkew ?? clockSkew);

/** A provider whose clock was set back dates new records before the watermark: then our own clock tells how far to go. */
function lastScan({ watermark, scannedAt, clockSkew }: WindowInput): Instant | undefined {
  if (watermark === undefined || scannedAt === undefined || clockSkew === undefined) return watermark;
  const byOurClock = scannedAt + clockSkew;
  return byOurClock < watermark - stepNoise ? byOurClock : watermark;
}

export const significantSkew = (skew: number | undefined): number =>
  skew === undefined || Math.abs(skew) < skewNoise ? 0 : skew;

/**
 * Whether a scan that asked by one skew counts when another was measured. If the provider's clock is further behind than
 * assumed, the query began too late in its time; the next one knows better.
 */
export const skewHeld = (assumed: number | undefined, measured: number): boolean =>
  measured >= significantSkew(assumed) - stepNoise;
