import type { Baseline } from './baseline.ts';

/** When a poll began and ended, by our clock, and up to which of the provider's dates it says that nothing is missing. */
export interface Claim {
  begunAt: number;
  endedAt: number;
  upTo: number;
}

/** What was noticed while a history was played. */
export interface WatchRecord {
  /** The polls that were complete, in order. */
  complete: Claim[];
  baseline: Baseline | undefined;
  completeUpTo: number | undefined;
  movedBack: string[];
  /** States that were not told though the poll said that nothing is missing, and what it said. */
  early: Map<string, string>;
}
