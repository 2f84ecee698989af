import type { Instant } from '../lib/instant.ts';
import type { PollCounts, PollOutcome } from '../store/poll-commit.ts';
import type { Rule } from './detect.ts';

/** What one poll of one resource did, for people. */
export interface PollReport {
  resource: string;
  dryRun: boolean;
  outcome: PollOutcome;
  fault: { code: string; message: string } | undefined;
  counts: PollCounts;
  /** One per value that the resource fans out by; one in all otherwise. */
  scans: ScanReport[];
}

export interface ScanReport {
  scope: string;
  /** The hub URL with its dates filled in. */
  query: string;
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

/** Why a record is, or is not, an event. */
export interface Decision {
  recordId: string;
  outcome: 'created' | 'updated' | 'ignored' | 'deferred';
  rule: Rule;
  /** The values compared, as the record shows them. */
  updated: string | undefined;
  created: string | undefined;
  version: string | undefined;
  knownVersion: string | undefined;
}

export const decisionLimit = 1_000;

export const newPollReport = (resource: string): PollReport => ({
  resource,
  dryRun: false,
  outcome: 'completed',
  fault: undefined,
  counts: { requests: 0, pages: 0, records: 0, created: 0, updated: 0, ignored: 0, deferred: 0 },
  scans: [],
});

export const newScanReport = (scope: string, query: string, explain: boolean): ScanReport => ({
  scope,
  query,
  requests: [],
  from: undefined,
  scanStart: undefined,
  watermark: undefined,
  notes: [],
  decisions: explain ? [] : undefined,
});
