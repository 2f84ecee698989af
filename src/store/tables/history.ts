import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** What polls did, and what was changed of instances. */

export interface PollRunsTable {
  poll_id: number;
  /** The number modulo the size of the ring. */
  slot: number;
  number: number;
  /** More than one: polls that found nothing, one after the other; the rest is that of the last. */
  polls: number;
  begun_at_ms: number;
  started_at_ms: number;
  finished_at_ms: number;
  outcome: string;
  fault: Json<unknown> | null;
  counts: Json<unknown>;
  next_poll_at_ms: number | null;
  changes_per_hour: number | null;
}

export interface InstanceChangesTable {
  id: Generated<number>;
  instance_id: number;
  kind: string;
  /** Null: the server. */
  user_id: number | null;
  user_email: string | null;
  changes: Json<unknown>;
  reason: string | null;
  changed_at_ms: number;
}
