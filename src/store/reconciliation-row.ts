import { sql } from 'kysely';
import type {
  ReconciliationReason,
  ReconciliationStatus,
  SweepCounts,
  SweepProgress,
} from '../model/reconciliation.ts';

/** One comparison of all records of a resource with what was told. Times are epoch milliseconds. */
export interface Reconciliation {
  id: number;
  instanceId: number;
  pollId: number;
  resource: string;
  reason: ReconciliationReason;
  status: ReconciliationStatus;
  progress: SweepProgress;
  counts: SweepCounts;
  /** Of a failed one, or of the last step while it is tried again. */
  fault: { code: string; message: string } | null;
  nextStepAt: number | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
}

/** Columns of `reconciliations r join polls p`, named as the members of Reconciliation. */
export const reconciliationColumns = sql`
  r.id, r.instance_id "instanceId", r.poll_id "pollId", p.resource, r.reason, r.status, r.progress, r.counts, r.fault,
  r.next_step_at_ms "nextStepAt", r.created_at_ms "createdAt", r.started_at_ms "startedAt",
  r.finished_at_ms "finishedAt"`;
