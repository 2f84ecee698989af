import { sql } from 'kysely';
import { newCounts, newProgress, type ReconciliationReason } from '../model/reconciliation.ts';
import type { Db } from './database.ts';
import { reconciliationColumns, type Reconciliation } from './reconciliation-row.ts';

export interface ReconciliationRequest {
  instanceId: number;
  /** Undefined: every polled resource. */
  resource: string | undefined;
  reason: ReconciliationReason;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Asks for a reconciliation of each resource; one that is under way is answered instead of another. From now on the
 * versions of all records of these resources are remembered. None: nothing of that name is polled.
 */
export async function requestReconciliations(db: Db, request: ReconciliationRequest): Promise<Reconciliation[]> {
  const { instanceId, resource, reason, now } = request;
  return db.transaction().execute(async (trx) => {
    const polls = await sql<{ id: number }>`
      with wanted as (
        select id from polls
        where instance_id = ${instanceId} and (${resource ?? null}::text is null or resource = ${resource ?? null})
        order by id for no key update)
      update polls p set remembers_all = true from wanted where p.id = wanted.id
      returning p.id`.execute(trx);
    const pollIds = polls.rows.map(({ id }) => id);
    await sql`
      insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, next_step_at_ms, created_at_ms)
      select ${instanceId}, id, ${reason}, 'waiting', ${asJson(newProgress())}, ${asJson(newCounts())}, ${now}, ${now}
      from unnest(${pollIds}::bigint[]) id order by id
      on conflict (poll_id) where status in ('waiting', 'running', 'held') do nothing`.execute(trx);
    const { rows } = await sql<Reconciliation>`
      select distinct on (r.poll_id) ${reconciliationColumns}
      from reconciliations r join polls p on p.id = r.poll_id
      where r.poll_id = any(${pollIds}::bigint[]) order by r.poll_id, r.id desc`.execute(trx);
    return rows;
  });
}

/** Polls whose schedule says so, whatever the number of processes that ask. */
const scheduledAtOnce = 100;

/** Makes the reconciliations that are due by schedule, for polls that are switched on and not paused. */
export async function scheduleReconciliations(db: Db, now: number): Promise<void> {
  await sql`
    with due as (
      select id from polls where next_reconciliation_at_ms <= ${now} and enabled and paused_at_ms is null
      order by id limit ${scheduledAtOnce} for no key update skip locked),
    moved as (
      update polls p set
        next_reconciliation_at_ms = ${now} + p.reconcile_every_ms,
        remembers_all = true
      from due where p.id = due.id
      returning p.id, p.instance_id)
    insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, next_step_at_ms, created_at_ms)
    select instance_id, id, 'scheduled', 'waiting', ${asJson(newProgress())}, ${asJson(newCounts())}, ${now}, ${now}
    from moved order by id
    on conflict (poll_id) where status in ('waiting', 'running', 'held') do nothing`.execute(db);
}

const asJson = (value: object) => sql`${JSON.stringify(value)}::jsonb`;
