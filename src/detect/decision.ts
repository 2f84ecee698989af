import type { Rule } from './detect.ts';

/** Why a record is, or is not, an event. */
export interface Decision {
  recordId: string;
  outcome: 'created' | 'updated' | 'deleted' | 'ignored' | 'deferred';
  rule: Rule;
  /** The values compared, as the record shows them. */
  updated: string | undefined;
  created: string | undefined;
  version: string | undefined;
  knownVersion: string | undefined;
  /** Seconds, at the least, by which it became visible late: the scan before should have returned it. */
  lateSeconds: number | undefined;
}
