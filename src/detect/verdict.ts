import type { DateReading } from '../lib/date-pattern/read-date.ts';
import type { Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';

/** The rules that settle a record. docs/reference/change-detection.md says what each means. */
export const detectionRuleNames = [
  'before-window',
  'after-scan-start',
  'version-known',
  'baseline',
  'dates-equal',
  'dates-differ',
  'created-date-only',
  'updated-date-only',
  'created-when-new',
  'record-known',
  'identity-new',
  'content-new',
  'content-same',
  'deleted',
  'restored',
  'deleted-later',
  'returned-later',
  'older-than-received',
  'settles-later',
  'stale',
  'received-created',
] as const;
export type Rule = (typeof detectionRuleNames)[number];

/** A record that its dates do not rule out; whether it is a change depends on what was seen before. */
export interface Candidate {
  recordId: string;
  record: JsonRecord;
  updated: DateReading;
  created: DateReading;
  /** The date that decides; undefined for a record without one. */
  date: Instant | undefined;
  /** Updated (or created) value as sent, and content hash. */
  version: string;
  /** The record says of itself that it was deleted. */
  deleted: boolean;
}

/** What decides of what is remembered of a record. */
export interface Remembered {
  version: string;
  revision: number;
  date?: Instant | undefined;
  /** As JSON text, where it is kept; of a version that a webhook brought it always is. */
  record?: string;
}

export interface Verdict {
  outcome: 'created' | 'updated' | 'deleted' | 'ignored' | 'deferred';
  rule: Rule;
  /** The version to remember; `revision` counts the states of a record without dates, and returns of a deleted one. */
  version: string;
  revision: number;
  /** A version that was told before is told again, as a state of its own. */
  isReturn?: true;
  /** The latest moment at which the record may have been deleted; only what is dated after it is a return. */
  deletedUntil?: Instant;
  /** Nothing new is to be remembered. */
  isKnown?: true;
}
