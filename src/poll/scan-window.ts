import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { ClaimedPoll, Cursor } from '../store/claim-polls.ts';
import type { CursorMove } from '../store/poll-commit.ts';
import type { DetectionWindow } from './detection-rules.ts';
import { lowerBound, significantSkew, skewHeld } from './window.ts';

export interface ScanWindow extends DetectionWindow {
  /** Provider clock minus ours. */
  clockSkew: number;
  /** Our clock when the scan began. */
  ourStart: Instant;
}

export interface FirstAnswer {
  poll: ClaimedPoll;
  cursor: Cursor;
  settleSeconds: number;
  /** The upper bound that stands in the query, if any. */
  until: Instant | undefined;
  /** Our clock, and the provider's if its first answer told it. */
  ourNow: Instant;
  providerNow: Instant | undefined;
}

/** The window of a scan, fixed by the provider's clock in the first answer of the scan. */
export function scanWindow({ poll, cursor, settleSeconds, until, ourNow, providerNow }: FirstAnswer): ScanWindow {
  const clockSkew = providerNow === undefined ? (cursor.clockSkew ?? 0) : providerNow - ourNow;
  const now = providerNow ?? ourNow + significantSkew(clockSkew);
  const { pollDelaySeconds } = poll.definition;
  const bounds = { ...cursor, start: poll.start, pollDelaySeconds, settleSeconds };
  // What was asked for is judged, even if the clock has been set forward since: only the beginning follows the clock.
  const asked = lowerBound(bounds);
  const measured = lowerBound({ ...bounds, clockSkew });
  return {
    clockSkew,
    from: cursor.watermark === undefined ? measured : Math.min(measured, asked),
    ourStart: ourNow,
    scanStart: Math.min(now, until ?? now),
    watermark: cursor.watermark,
    initialBefore: poll.initialBefore + significantSkew(clockSkew),
    baselineComplete: cursor.baselineComplete,
    fromBeginning: poll.start < poll.initialBefore,
  };
}

export interface ScanEnd {
  cursor: Cursor;
  window: ScanWindow;
  settleSeconds: number;
  pollDelaySeconds: number;
  granularity: number;
}

/**
 * Where the cursor stands after a complete scan: at the provider's clock when the scan began, never at the newest date
 * seen, which may lie in the future. What the next query cannot return again is forgotten. A query that began too late
 * because the provider's clock is behind what was assumed does not count: the next one repeats it with the skew measured.
 */
export function endOfScan({ cursor, window, settleSeconds, pollDelaySeconds, granularity }: ScanEnd): CursorMove {
  const { clockSkew, scanStart: watermark, ourStart: scannedAt } = window;
  const completeUpTo = watermark - settleSeconds * microsPerSecond;
  const forgetBefore = completeUpTo - pollDelaySeconds * microsPerSecond - granularity;
  const counts = skewHeld(cursor.clockSkew, clockSkew);
  return {
    cursorId: cursor.id,
    reached: counts ? { watermark, scannedAt, completeUpTo, forgetBefore } : undefined,
    clockSkew,
  };
}
