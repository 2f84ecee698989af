import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { Cursor } from '../store/cursor.ts';
import type { CursorMove } from '../store/poll-commit.ts';
import type { DetectionWindow } from '../detect/detection-rules.ts';
import type { Horizon } from '../detect/horizon.ts';
import { lowerBound, significantSkew, skewHeld, type Lane } from '../detect/window.ts';

/** Plain values, so that a scan that broke off can be stored and gone on with. */
export interface ScanWindow extends DetectionWindow {
  lane: Lane;
  /** Provider clock minus ours. */
  clockSkew: number;
  /** Our clock when the scan began. */
  ourStart: Instant;
}

export interface FirstAnswer {
  poll: ClaimedPoll;
  cursor: Cursor;
  horizon: Horizon;
  lane: Lane;
  /** The upper bound that stands in the query, if any. */
  until: Instant | undefined;
  /** Our clock, and the provider's if its first answer told it. */
  ourNow: Instant;
  providerNow: Instant | undefined;
  /** How long the answer took, in microseconds: the provider may have read its clock that much later. */
  answerTook: number;
}

/** The window of a scan, fixed by the provider's clock in the first answer of the scan. */
export function scanWindow(answer: FirstAnswer): ScanWindow {
  const { poll, cursor, horizon, lane, until, ourNow, providerNow } = answer;
  const clockSkew = skewOf(answer);
  const now = providerNow ?? ourNow + significantSkew(clockSkew);
  const { pollDelaySeconds } = poll.definition;
  const bounds = { start: poll.start, pollDelaySeconds, horizon, lane };
  // What was asked for is judged, even if the clock has been set forward since: only the beginning follows the clock.
  const asked = lowerBound({ ...bounds, cursor });
  const measured = lowerBound({ ...bounds, cursor: { ...cursor, clockSkew } });
  return {
    lane,
    clockSkew,
    from: cursor.watermark === undefined ? measured : Math.min(measured, asked),
    ourStart: ourNow,
    scanStart: Math.min(now, until ?? now),
    watermark: cursor.watermark ?? null,
    overlapFrom: cursor.watermark === undefined ? null : cursor.watermark - horizon.overlap,
    settledAt: cursor.settledAt ?? null,
    initialBefore: poll.initialBefore + significantSkew(clockSkew),
    baselineComplete: cursor.baselineComplete,
    fromBeginning: poll.start < poll.initialBefore,
    settledTo: now - horizon.settle,
  };
}

/**
 * What a slow answer leaves open is taken to be as it was measured before, if that is possible. A clock that must have been
 * set back since is taken to be as far back as it can be: too little would begin the window too late.
 */
function skewOf({ cursor: { clockSkew: known }, ourNow, providerNow, answerTook }: FirstAnswer): number {
  if (providerNow === undefined) return known ?? 0;
  const least = providerNow - ourNow;
  return known === undefined || known > least + answerTook ? least : Math.max(known, least);
}

export interface ScanEnd {
  cursor: Cursor;
  window: ScanWindow;
  horizon: Horizon;
  pollDelaySeconds: number;
  /** How far a date may lie before the moment that it stands for, in microseconds. */
  granularity: number;
  /** Versions of all records are kept. */
  remembersAll: boolean;
}

/** Clocks are not read exactly: versions are kept a little longer than the next query should need them. */
const rememberedLonger = 60 * microsPerSecond;

/**
 * Where the cursor stands after a complete scan: at the provider's clock when the scan began, never at the newest date
 * seen, which may lie in the future. What the next query cannot return again is forgotten. A query that began too late
 * because the provider's clock is behind what was assumed does not count: the next one repeats it with the skew measured.
 */
export function endOfScan(end: ScanEnd): CursorMove {
  const { cursor, window, horizon, pollDelaySeconds, granularity } = end;
  const { clockSkew, scanStart: watermark, ourStart: scannedAt, lane } = window;
  const move: CursorMove = { cursorId: cursor.id, clockSkew, baseline: true };
  if (!skewHeld(cursor.clockSkew, clockSkew)) return move;
  const completeUpTo = lane === 'settle' ? watermark - horizon.settle : undefined;
  const forgetBefore =
    completeUpTo === undefined || end.remembersAll
      ? undefined
      : completeUpTo - pollDelaySeconds * microsPerSecond - granularity - rememberedLonger;
  return { ...move, reached: { watermark, scannedAt, completeUpTo, forgetBefore } };
}
