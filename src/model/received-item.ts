import type { Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';

/** What one webhook says of one record, or of a resource as a whole. */
export type ReceivedItem = ReceivedChange | PollSignal;

export interface ReceivedChange {
  /** `fetch`: the record is to be read from the provider first. */
  then: 'tell' | 'fetch';
  resource: string;
  recordId: string;
  /** CREATED, UPDATED, DELETED, UNKNOWN, or any word of a hook. */
  type: string;
  /** When it happened, as far as the webhook says it. */
  date: Instant | undefined;
  /** The whole record in the form in which the resource shows it; undefined: the webhook does not hold it. */
  record: JsonRecord | undefined;
  /** What the webhook says of it: told where there is no record. */
  element: JsonRecord;
  /** The parameters in the path of the resource. */
  parameters: Readonly<Record<string, string>>;
  delaySeconds: number;
  /** Where a file was and is, as hooks tell it. */
  paths?: { oldPath?: string; newPath?: string };
}

export interface PollSignal {
  then: 'poll';
  resource: string;
  delaySeconds: number;
}
