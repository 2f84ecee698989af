import type { Instant } from '../lib/instant.ts';
import type { FieldChanges } from '../model/change.ts';
import type { NoticeKind } from '../model/notice.ts';
import type { VersionBasis } from './cursor.ts';

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
  /** Where cursors stand after this commit. */
  cursors: CursorMove[];
  lateness?: LatenessCount[];
  notices?: NewNotice[];
  /** The provider has forgotten where its feed was left: all records are to be compared. */
  feedReset?: boolean;
  swept?: SweptRecords;
  /** How far the reconciliation is whose step this commit belongs to. */
  reconciliation?: ReconciliationProgress;
  /** Present in the last commit of a poll: its outcome, and when it is due again. */
  settle?: PollSettlement;
}

export interface VersionSeen {
  cursorId: number;
  recordId: string;
  /** `deletedVersion` for a record that was told as deleted. */
  version: string;
  /** Counts the states of a record that has no date, and the returns of one that was deleted. */
  revision: number;
  /** Of a deleted record: until when it may have been deleted. One of revision 0 is forgotten by it; without a date none is. */
  date: Instant | undefined;
  /** The number of sweeps begun when it was seen; absent: 0. */
  sweep?: number;
  /** Fingerprints of its fields, where they are kept: path → hash. */
  fields?: Record<string, string>;
  /** The record as JSON text, where it is kept. */
  record?: string;
}

/** Stands in place of a version: the record was told as deleted. */
export const deletedVersion = 'deleted';

export interface NewNotification {
  /** Under which name its events are told; absent: that of the commit's resource. */
  resource?: string;
  /** The part of the resource that the records are of; empty for the whole. */
  scope?: string;
  pollDate: Instant;
  initial: boolean;
  /** The webhook from whose content the events are told; absent: they are of records that were read. */
  receivedId?: number;
  events: NewEvent[];
}

export interface NewEvent {
  eventId: string;
  recordId: string;
  /** Of what webhooks tell of other objects: any word. */
  type: string;
  date: Instant;
  /** JSON text. */
  record: string;
  /** What differs from the version before, where that is kept. */
  changes?: FieldChanges;
  /** Where a file was and is. */
  paths?: { oldPath?: string; newPath?: string };
}

/** Where a cursor stands after a commit. Absent members stay as they are. */
export interface CursorMove {
  cursorId: number;
  /** Provider clock minus ours, as measured; undefined: not measured. */
  clockSkew: number | undefined;
  /** Present when a complete scan counts. */
  reached?: CursorReach | undefined;
  /** A complete scan, whether it counts or not: what it did not return was not there. */
  baseline?: boolean;
  /** A scan that broke off and can be gone on with; null: there is none. */
  scan?: object | null;
  /** Where a change feed goes on; null: from its beginning. */
  feed?: object | null;
  /** What an unchanged list is recognised by. */
  validator?: object | null;
  /** What versions are computed by from now on, and were before. */
  bases?: VersionBasis[];
  newestSeen?: Instant;
}

/** Up to where a complete scan has read. */
export interface CursorReach {
  watermark: Instant;
  /** When the scan began, by our clock. */
  scannedAt: Instant;
  /** Undefined after a scan of the fast lane. */
  completeUpTo: Instant | undefined;
  /** Versions dated before this can no longer be returned by the next query and are forgotten. Undefined: none is. */
  forgetBefore: Instant | undefined;
}

/** Records that became visible late: bucket b holds those of up to 2^b seconds. */
export interface LatenessCount {
  bucket: number;
  count: number;
}

/** Something that whoever looks after the instance should know. */
export interface NewNotice {
  kind: NoticeKind;
  message: string;
}

export interface PollSettlement {
  outcome: PollOutcome;
  fault: { code: string; message: string } | undefined;
  counts: PollCounts;
  /** Epoch milliseconds; undefined: not by itself. */
  nextPollAt: number | undefined;
  /** The resource as a whole is complete up to here; undefined: nothing new is known. */
  completeUpTo?: Instant | undefined;
  /** The rate of changes, as far as it is known now; undefined: as it was. */
  changesPerHour?: number | undefined;
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
  deleted: number;
  ignored: number;
  deferred: number;
}

/** Records of one scope that a sweep met; `sweep` is its number. */
export interface SweptRecords {
  cursorId: number;
  recordIds: string[];
  sweep: number;
  /** With the last page of the scope. */
  isEnd?: boolean;
}

/** What a step of a reconciliation writes of itself. If its own claim does not hold any more, nothing of the commit is written. */
export interface ReconciliationProgress {
  id: number;
  fence: number;
  /** JSON: where the next step goes on. */
  progress: object;
  counts: object;
}
