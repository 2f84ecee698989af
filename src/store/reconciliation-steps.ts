import { sql } from 'kysely';
import {
  newCounts,
  newProgress,
  type ReconciliationReason,
  type SweepCounts,
  type SweepProgress,
} from '../model/reconciliation.ts';
import { jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import type { NewNotice } from './poll-commit.ts';
import { reconciliationColumns, type Reconciliation } from './reconciliation-row.ts';

/** A reconciliation whose next step this process may do, alone, until its lease runs out. */
export interface ClaimedReconciliation extends Reconciliation {
  fence: number;
  /** The number of the last sweep of the poll that was completed; 0: none. */
  lastSweep: number;
}

export interface ReconciliationsDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  limit: number;
}

/** Claims what is due, the longest due first. A poll that has never run, is paused or is switched off, is not swept. */
export async function claimReconciliations(
  db: Db,
  { now, leaseUntil, limit }: ReconciliationsDue,
): Promise<ClaimedReconciliation[]> {
  const { rows } = await sql<ClaimedReconciliation>`
    with due as (
      select r.id from reconciliations r join polls p on p.id = r.poll_id
      where r.next_step_at_ms <= ${now} and (r.lease_until_ms is null or r.lease_until_ms <= ${now})
        and p.enabled and p.paused_at_ms is null and p.last_finished_at_ms is not null
      order by r.next_step_at_ms limit ${limit} for update of r skip locked)
    update reconciliations r set
      lease_until_ms = ${leaseUntil}, fence = r.fence + 1, status = 'running',
      started_at_ms = coalesce(r.started_at_ms, ${now})
    from due, polls p where r.id = due.id and p.id = r.poll_id
    returning ${reconciliationColumns}, r.fence, p.last_sweep "lastSweep"`.execute(db);
  return rows;
}

/** Who writes: a step whose claim has passed on changes nothing. */
interface Step {
  id: number;
  fence: number;
}

/** Gives the sweep of a claimed poll its number. Undefined: one of the claims has passed on. */
export async function beginSweep(
  db: Db,
  {
    id,
    fence,
    poll,
    progress,
    counts,
  }: Step & {
    poll: { id: number; fence: number };
    progress: SweepProgress;
    counts: SweepCounts;
  },
): Promise<number | undefined> {
  const { rows } = await sql<{ sweep: number }>`
    with begun as (
      update polls set sweeps = sweeps + 1, remembers_all = true where id = ${poll.id} and fence = ${poll.fence} returning sweeps)
    update reconciliations r set
      progress = ${asJson(progress)} || jsonb_build_object('sweep', begun.sweeps),
      counts = ${asJson(counts)}
    from begun where r.id = ${id} and r.fence = ${fence}
    returning begun.sweeps sweep`.execute(db);
  return rows[0]?.sweep;
}

export interface StepSettlement extends Step {
  status: 'running' | 'held' | 'completed' | 'failed';
  progress: SweepProgress;
  counts: SweepCounts;
  fault: { code: string; message: string } | undefined;
  /** Epoch milliseconds; undefined: no further step. */
  nextStepAt: number | undefined;
  now: number;
  notices: NewNotice[];
}

/** Ends a step and gives its claim back; a sweep that is completed counts from now on. */
export async function settleStep(db: Db, step: StepSettlement): Promise<void> {
  const { status, now } = step;
  const isFinal = status === 'completed' || status === 'failed';
  await db.transaction().execute(async (trx) => {
    // The poll before its reconciliation, as everywhere, so that two transactions never wait for each other.
    await sql`
      select from polls where id = (select poll_id from reconciliations where id = ${step.id})
      for no key update`.execute(trx);
    const { rows } = await sql<{ pollId: number; instanceId: number; reason: ReconciliationReason }>`
      update reconciliations r set
        status = ${status}, progress = ${asJson(step.progress)}, counts = ${asJson(step.counts)},
        fault = ${asJson(step.fault ?? null)}, next_step_at_ms = ${step.nextStepAt ?? null},
        lease_until_ms = null, finished_at_ms = ${isFinal ? now : null}
      where id = ${step.id} and fence = ${step.fence}
      returning poll_id "pollId", instance_id "instanceId", reason`.execute(trx);
    const [settled] = rows;
    if (!settled) return;
    if (status === 'completed') await countSweep(trx, settled.pollId, step.progress.sweep ?? 0);
    const unsure = status === 'completed' && settled.reason === 'feedReset' && step.counts.missingOnce > 0;
    if (unsure) await sweepAgain(trx, settled, now);
    for (const { kind, message } of step.notices)
      await sql`
        insert into notices (instance_id, resource, kind, message, created_at_ms)
        select ${settled.instanceId}, resource, ${kind}, ${asText(message)}, ${now} from polls where id = ${settled.pollId}`.execute(
        trx,
      );
  });
}

/** For the poll, and for the scopes that it has read to their ends; what was skipped has not been read. */
async function countSweep(db: Db, pollId: number, sweep: number): Promise<void> {
  await sql`
    with counted as (update cursors set last_sweep = ${sweep} where poll_id = ${pollId} and read_sweep = ${sweep})
    update polls set last_sweep = greatest(last_sweep, ${sweep}) where id = ${pollId}`.execute(db);
}

/** What one sweep alone has not seen needs another; after a feed was lost nobody else may ever ask for it. */
const sweepAgainAfterMs = 10 * 60_000;

async function sweepAgain(db: Db, of: { pollId: number; instanceId: number }, now: number): Promise<void> {
  await sql`
    insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, next_step_at_ms, created_at_ms)
    values (${of.instanceId}, ${of.pollId}, 'feedReset', 'waiting', ${asJson(newProgress())}, ${asJson(newCounts())},
      ${now + sweepAgainAfterMs}, ${now})`.execute(db);
}

/** As in the columns of a batch: what the database cannot hold is replaced. */
const asJson = (value: object | null) => sql`(${jsons([value], (one) => one)})[1]`;
const asText = (value: string) => sql`(${texts([value], (one) => one)})[1]`;
