import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';

/** How far one scope of a resource is read. */
export interface Cursor {
  id: number;
  /** Empty, or the value that the resource is fanned out by. */
  scope: string;
  /** The provider's clock when the last complete scan began. */
  watermark: Instant | undefined;
  /** When the scan of the watermark began, by our clock. */
  scannedAt: Instant | undefined;
  /** Every change dated up to here is stored, unless it became visible later than the settle horizon. */
  completeUpTo: Instant | undefined;
  /** The watermark of the last scan of the settle lane: it covered all that was not yet complete. */
  settledAt: Instant | undefined;
  /** Provider clock minus ours: as measured last, and the least ever measured. */
  clockSkew: number | undefined;
  leastClockSkew: number | undefined;
  /** A scan of this cursor has been completed before. */
  baselineComplete: boolean;
  /** The newest date that a scan has returned. */
  newestSeen: Instant | undefined;
  /** A scan that broke off. */
  scan: object | undefined;
  /** Where a change feed goes on. */
  feed: object | undefined;
  /** What an unchanged list is recognised by. */
  validator: object | undefined;
  /** What the versions remembered were computed by, the present way first; undefined: not known. */
  bases: VersionBasis[] | undefined;
  /** The number of the last completed sweep that read it to its end; 0: none. */
  lastSweep: number;
}

/** What goes into the version of a record. */
export interface VersionBasis {
  /** Whether records are told by their dates, by their content, or by the provider itself. */
  kind: 'dates' | 'content' | 'feed';
  /** Fields left out of the content hash. */
  ignored: string[];
}

export interface CursorRow {
  id: number;
  scope: string;
  watermark_us: number | null;
  scanned_at_us: number | null;
  complete_up_to_us: number | null;
  settled_us: number | null;
  clock_skew_us: number | null;
  least_clock_skew_us: number | null;
  baseline_complete: boolean;
  newest_seen_us: number | null;
  scan: object | null;
  feed: object | null;
  validator: object | null;
  bases: VersionBasis[] | null;
  last_sweep: number;
}

export const cursorColumns = sql`
  id, scope, watermark_us, scanned_at_us, complete_up_to_us, settled_us, clock_skew_us, least_clock_skew_us, baseline_complete,
  newest_seen_us, scan, feed, validator, bases, last_sweep`;

export const toCursor = (row: CursorRow): Cursor => ({
  id: row.id,
  scope: row.scope,
  watermark: row.watermark_us ?? undefined,
  scannedAt: row.scanned_at_us ?? undefined,
  completeUpTo: row.complete_up_to_us ?? undefined,
  settledAt: row.settled_us ?? undefined,
  clockSkew: row.clock_skew_us ?? undefined,
  leastClockSkew: row.least_clock_skew_us ?? undefined,
  baselineComplete: row.baseline_complete,
  newestSeen: row.newest_seen_us ?? undefined,
  scan: row.scan ?? undefined,
  feed: row.feed ?? undefined,
  validator: row.validator ?? undefined,
  bases: row.bases ?? undefined,
  lastSweep: row.last_sweep,
});

/** The cursor of a scope that was never scanned. */
export const newCursor = (id: number, scope: string): Cursor => ({
  id,
  scope,
  watermark: undefined,
  scannedAt: undefined,
  completeUpTo: undefined,
  settledAt: undefined,
  clockSkew: undefined,
  leastClockSkew: undefined,
  baselineComplete: false,
  newestSeen: undefined,
  scan: undefined,
  feed: undefined,
  validator: undefined,
  bases: undefined,
  lastSweep: 0,
});
