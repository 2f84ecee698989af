import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { Cursor } from '../store/cursor.ts';
import type { Horizon } from './horizon.ts';

/** Clocks are read to a second over a network: a smaller difference says nothing. */
const skewNoise = 2 * microsPerSecond;

/** A clock that is read twice may differ by this without having been set. */
const stepNoise = 5 * microsPerSecond;

/**
 * A scan of the fast lane reads what is new and a short overlap. One of the settle lane reads everything again that was
 * not yet complete; only these make more complete.
 */
export type Lane = 'fast' | 'settle';

/** The settle lane runs each time that this share of its horizon has passed: a record is read again about four times. */
const settleShare = 1 / 4;

export type CursorBounds = Pick<
  Cursor,
  'watermark' | 'scannedAt' | 'completeUpTo' | 'settledAt' | 'clockSkew' | 'leastClockSkew'
>;

export interface WindowInput {
  cursor: CursorBounds;
  /** The moment from which changes are told, by our clock. */
  start: Instant;
  pollDelaySeconds: number;
  horizon: Horizon;
  lane: Lane;
}

/**
 * The lane of a scan that begins at `now` by the provider's clock. A short horizon needs no lane of its own; and until a
 * clock that was set back has caught up, what is complete cannot tell when the settle lane is due.
 */
export function laneOf(cursor: CursorBounds, { settle, overlap }: Horizon, now: Instant): Lane {
  const { watermark, completeUpTo, settledAt } = cursor;
  if (watermark === undefined || completeUpTo === undefined || settle <= overlap) return 'settle';
  if (clockSetBack(cursor, watermark) > 0) return 'settle';
  return now - (settledAt ?? completeUpTo + settle) >= settle * settleShare ? 'settle' : 'fast';
}

/**
 * The lower bound of a query, by the provider's clock. It reaches back from the last scan by the poll delay and by the
 * overlap, or to where it is complete, but never before the moment from which the customer wants to be told.
 */
export function lowerBound({ cursor, start, pollDelaySeconds, horizon, lane }: WindowInput): Instant {
  const begin = start + significantSkew(leastSkew(cursor));
  const { watermark, completeUpTo } = cursor;
  if (watermark === undefined) return begin;
  const setBack = clockSetBack(cursor, watermark);
  const reach = lane === 'fast' ? horizon.overlap : horizon.settle;
  const from = lane === 'fast' ? watermark - reach : Math.min(watermark - reach, completeUpTo ?? Infinity);
  return Math.max(begin, from - setBack - pollDelaySeconds * microsPerSecond);
}

/** A clock that was set forward since does not move the dates that it wrote before. */
const leastSkew = ({ clockSkew, leastClockSkew }: CursorBounds): number | undefined =>
  clockSkew === undefined ? undefined : Math.min(clockSkew, leastClockSkew ?? clockSkew);

/** A provider whose clock was set back dates new records before the watermark: our own clock tells by how much. */
function clockSetBack({ scannedAt, clockSkew }: CursorBounds, watermark: Instant): number {
  if (scannedAt === undefined || clockSkew === undefined) return 0;
  const byOurClock = scannedAt + clockSkew;
  return byOurClock < watermark - stepNoise ? watermark - byOurClock : 0;
}

export const significantSkew = (skew: number | undefined): number =>
  skew === undefined || Math.abs(skew) < skewNoise ? 0 : skew;

/**
 * Whether a scan that asked by one skew counts when another was measured. If the provider's clock is further behind than
 * assumed, the query began too late in its time; the next one knows better.
 */
export const skewHeld = (assumed: number | undefined, measured: number): boolean =>
  measured >= significantSkew(assumed) - stepNoise;
