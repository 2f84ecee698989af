import type { Instant } from '../lib/instant.ts';
import type { Explain } from '../model/explain.ts';
import type { PollCounts, PollOutcome } from '../store/poll-commit.ts';
import type { Decision } from '../detect/decision.ts';
import type { Lane } from '../detect/window.ts';

/** What one poll of one resource did, for people. */
export interface PollReport {
  resource: string;
  dryRun: boolean;
  outcome: PollOutcome;
  fault: { code: string; message: string } | undefined;
  /** What was thrown, where it is a fault of ours: for the log alone. */
  cause?: unknown;
  counts: PollCounts;
  /** It failed so often that no resource of its instance is polled any more. */
  paused: boolean;
  /** One per value that the resource fans out by; one in all otherwise. */
  scans: ScanReport[];
}

export interface ScanReport {
  scope: string;
  /** The hub URL with its dates filled in. */
  query: string;
  lane: Lane;
  /** The vendor requests, secrets removed. */
  requests: { url: string; status: number; durationMs: number; records: number }[];
  /** Records dated before `from` are ignored; `scanStart` is the provider's clock when the scan began. */
  from: Instant | undefined;
  scanStart: Instant | undefined;
  watermark: Instant | undefined;
  /** What an operator should know: an ignored filter, dates that do not parse, rows that moved. */
  notes: string[];
  /** With `explain`: the first 1,000 decisions. */
  decisions: Decision[] | undefined;
}

export const decisionLimit = 1_000;

export const newPollReport = (resource: string): PollReport => ({
  resource,
  dryRun: false,
  outcome: 'completed',
  fault: undefined,
  counts: { requests: 0, pages: 0, records: 0, created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 },
  paused: false,
  scans: [],
});

export const newScanReport = (
  { scope, lane, query }: Pick<ScanReport, 'scope' | 'lane' | 'query'>,
  explain: Explain,
): ScanReport => ({
  scope,
  query,
  lane,
  requests: [],
  from: undefined,
  scanStart: undefined,
  watermark: undefined,
  notes: [],
  decisions: explain === false ? undefined : [],
});
