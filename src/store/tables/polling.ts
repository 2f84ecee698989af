import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** What is polled, and how far. */

export interface PollsTable {
  id: Generated<number>;
  instance_id: number;
  resource: string;
  definition: Json<unknown>;
  identity: string;
  interval_ms: number;
  start_us: number;
  initial_before_us: number;
  silent_initial: Generated<boolean>;
  fence: Generated<number>;
  lease_until_ms: number | null;
  enabled: Generated<boolean>;
  next_poll_at_ms: number | null;
  last_started_at_ms: number | null;
  last_finished_at_ms: number | null;
  last_outcome: string | null;
  last_fault: Json<unknown> | null;
  last_counts: Json<unknown> | null;
  consecutive_failures: Generated<number>;
  complete_up_to_us: number | null;
  remembers_all: Generated<boolean>;
  sweeps: Generated<number>;
  last_sweep: Generated<number>;
  reconcile_every_ms: number | null;
  next_reconciliation_at_ms: number | null;
  least_interval_ms: number | null;
  greatest_interval_ms: number | null;
  changes_per_hour: number | null;
  consecutive_throttles: Generated<number>;
  paused_at_ms: number | null;
  overdue_since_ms: number | null;
  received: Generated<boolean>;
  wanted_at_ms: number | null;
  runs: Generated<number>;
  idle_since_ms: number | null;
}

export interface CursorsTable {
  id: Generated<number>;
  poll_id: number;
  scope: string;
  watermark_us: number | null;
  scanned_at_us: number | null;
  complete_up_to_us: number | null;
  clock_skew_us: number | null;
  least_clock_skew_us: number | null;
  baseline_complete: Generated<boolean>;
  newest_seen_us: number | null;
  scan: Json<unknown> | null;
  feed: Json<unknown> | null;
  validator: Json<unknown> | null;
  bases: Json<unknown> | null;
  settled_us: number | null;
  read_sweep: Generated<number>;
  last_sweep: Generated<number>;
}

export interface RecordVersionsTable {
  cursor_id: number;
  record_id: string;
  version: string;
  revision: Generated<number>;
  date_us: number | null;
  sweep: Generated<number>;
  fields: Json<Record<string, string>> | null;
  record: string | null;
}

export interface RecordLatenessTable {
  poll_id: number;
  bucket: number;
  count: number;
  last_at_ms: number;
}

export interface ReconciliationsTable {
  id: Generated<number>;
  instance_id: number;
  poll_id: number;
  reason: 'requested' | 'scheduled' | 'feedReset';
  status: 'waiting' | 'running' | 'held' | 'completed' | 'failed' | 'cancelled';
  progress: Json<unknown>;
  counts: Json<unknown>;
  fault: Json<unknown> | null;
  next_step_at_ms: number | null;
  lease_until_ms: number | null;
  fence: Generated<number>;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
}

export interface NoticesTable {
  id: Generated<number>;
  instance_id: number;
  resource: string | null;
  kind: string;
  message: string;
  created_at_ms: number;
}
