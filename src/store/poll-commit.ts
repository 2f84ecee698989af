import type { Instant } from '../lib/instant.ts';
import type { EventType } from '../model/change.ts';

/** What one page of a poll, or its end, writes. Everything of one commit is written, or nothing. */
export interface PollCommit {
  pollId: number;
  instanceId: number;
  resource: string;
  /** The fencing number of the claim: if another poller has claimed the poll since, nothing is written. */
  fence: number;
  /** Epoch milliseconds: now, and until when the claim is held after this commit. */
  now: number;
  leaseUntil: number;
  versions: VersionSeen[];
  notifications: NewNotification[];
  /** Where cursors stand after this commit; only a finished scan has any. */
  cursors: CursorMove[];
  /** Present in the last commit of a poll: its outcome, and when it is due again. */
  settle?: PollSettlement;
}

export interface VersionSeen {
  cursorId: number;
  recordId: string;
  version: string;
  /** Counts the states of a record that has no date. */
  revision: number;
  /** Undefined: kept until the record is known to be gone. */
  date: Instant | undefined;
}

export interface NewNotification {
  pollDate: Instant;
  initial: boolean;
  events: NewEvent[];
}

export interface NewEvent {
  eventId: string;
  recordId: string;
  type: EventType;
  date: Instant;
  /** JSON text. */
  record: string;
}

export interface CursorMove {
  cursorId: number;
  /** Undefined: the scan did not count; the next one begins where this one did. */
  reached: CursorReach | undefined;
  /** Provider clock minus ours, as measured. */
  clockSkew: number;
}

/** Up to where a complete scan has read. */
export interface CursorReach {
  watermark: Instant;
  /** When the scan began, by our clock. */
  scannedAt: Instant;
  completeUpTo: Instant;
  /** Versions dated before this can no longer be returned by the next query and are forgotten. */
  forgetBefore: Instant;
}

export interface PollSettlement {
  outcome: PollOutcome;
  fault: { code: string; message: string } | undefined;
  counts: PollCounts;
  /** Epoch milliseconds; undefined: not by itself. */
  nextPollAt: number | undefined;
}

/** `interrupted`: the server was stopped in the middle; the poll is due again at once. */
export const pollOutcomes = ['completed', 'failed', 'throttled', 'reconnect', 'interrupted'] as const;
export type PollOutcome = (typeof pollOutcomes)[number];

export interface PollCounts {
  requests: number;
  pages: number;
  records: number;
  created: number;
  updated: number;
  ignored: number;
  deferred: number;
}
