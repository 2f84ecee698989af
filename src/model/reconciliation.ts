import type { Instant } from '../lib/instant.ts';
import type { EventType } from './change.ts';

/**
 * `waiting`: not begun. `held`: so much is missing that somebody has to say whether it is gone. The last three are final.
 */
export const reconciliationStatuses = ['waiting', 'running', 'held', 'completed', 'failed', 'cancelled'] as const;
export type ReconciliationStatus = (typeof reconciliationStatuses)[number];

export const reconciliationReasons = ['requested', 'scheduled', 'feedReset'] as const;
export type ReconciliationReason = (typeof reconciliationReasons)[number];

/** Where a sweep stands; plain JSON, stored with each page. */
export interface SweepProgress {
  /** The number of the sweep within its poll; absent until it begins. */
  sweep?: number;
  /** What must be the same for it to be gone on with. */
  query?: string;
  phase: 'reading' | 'deleting';
  /** The scope that is read at present. */
  scope?: string;
  /** The last scope that was read; scopes are read in the order of their names. */
  done?: string;
  /** Where its next page begins; absent: at its beginning. */
  position?: object;
  /** Parts of the scope still to be read, by their dates, the first being read; absent: all of it in one query. */
  slices?: { since: Instant; until?: Instant }[];
  /** Rows that the query has given so far, and the newest date among them. */
  rows: number;
  newest?: Instant;
  scopesDone: number;
  /** How many there are; absent until they are listed. */
  scopes?: number;
  /** Faults since the last page. */
  failures: number;
  /** Scopes that the provider refused, up to 20 by name; their records count as seen. */
  skipped: number;
  skippedScopes: string[];
  /** Somebody has said that what is missing is gone. */
  released?: boolean;
  /** The last record that was told as deleted, or passed over. */
  deletedUpTo?: { cursorId: number; recordId: string };
}

/** What a sweep has found so far. */
export interface SweepCounts {
  requests: number;
  pages: number;
  records: number;
  /** Records known when it began. */
  known: number;
  unchanged: number;
  /** Seen for the first time, and dated before what is told, or told before its version was remembered. */
  remembered: number;
  /** Told, and no poll had reached them yet. */
  ahead: number;
  /** Told, and a poll should have found them. */
  missedCreated: number;
  missedUpdated: number;
  /** Told as deleted before, and there again. */
  restored: number;
  /** In neither of the last two sweeps: told as deleted. */
  deleted: number;
  /** Not in this sweep, but in the one before. */
  missingOnce: number;
  /** Up to 20 records that were missed, restored, deleted or missing. */
  sample: DriftedRecord[];
}

export type Drift = 'missedCreated' | 'missedUpdated' | 'restored' | 'deleted' | 'missingOnce';

export interface DriftedRecord {
  drift: Drift;
  scope: string;
  recordId: string;
  /** The event that tells it; absent for a record that is missing once. */
  type?: EventType;
  /** Date as sent and content hash: as known before, and as it is. */
  knownVersion?: string;
  version?: string;
}

export const sampleLimit = 20;

export const newProgress = (): SweepProgress => ({
  phase: 'reading',
  rows: 0,
  scopesDone: 0,
  failures: 0,
  skipped: 0,
  skippedScopes: [],
});

export const newCounts = (): SweepCounts => ({
  requests: 0,
  pages: 0,
  records: 0,
  known: 0,
  unchanged: 0,
  remembered: 0,
  ahead: 0,
  missedCreated: 0,
  missedUpdated: 0,
  restored: 0,
  deleted: 0,
  missingOnce: 0,
  sample: [],
});
