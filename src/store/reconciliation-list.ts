import { sql } from 'kysely';
import type { Db } from './database.ts';
import { reconciliationColumns, type Reconciliation } from './reconciliation-row.ts';

export interface ReconciliationSearch {
  instanceId: number;
  resource?: string | undefined;
  /** Only ids below this one; undefined: from the newest on. */
  beforeId?: number | undefined;
  limit: number;
}

/** The newest first, and how many there are on all pages. */
export async function listReconciliations(
  db: Db,
  { instanceId, resource, beforeId, limit }: ReconciliationSearch,
): Promise<{ reconciliations: Reconciliation[]; total: number }> {
  const matching = sql`
    from reconciliations r join polls p on p.id = r.poll_id
    where r.instance_id = ${instanceId} and (${resource ?? null}::text is null or p.resource = ${resource ?? null})`;
  const [page, count] = await Promise.all([
    sql<Reconciliation>`
      select ${reconciliationColumns} ${matching} and (${beforeId ?? null}::bigint is null or r.id < ${beforeId ?? null})
      order by r.id desc limit ${limit}`.execute(db),
    sql<{ total: number }>`select count(*) total ${matching}`.execute(db),
  ]);
  return { reconciliations: page.rows, total: count.rows[0]?.total ?? 0 };
}

export interface ReconciliationOfInstance {
  instanceId: number;
  id: number;
}

export async function findReconciliation(
  db: Db,
  { instanceId, id }: ReconciliationOfInstance,
): Promise<Reconciliation | undefined> {
  const { rows } = await sql<Reconciliation>`
    select ${reconciliationColumns} from reconciliations r join polls p on p.id = r.poll_id
    where r.instance_id = ${instanceId} and r.id = ${id}`.execute(db);
  return rows[0];
}

/** Lets a held one go on, what is missing counting as gone. False: it is not held. */
export async function releaseReconciliation(
  db: Db,
  { instanceId, id, now }: ReconciliationOfInstance & { now: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reconciliations set
      status = 'running', next_step_at_ms = ${now}, progress = progress || '{"released": true}'
    where instance_id = ${instanceId} and id = ${id} and status = 'held'`.execute(db);
  return numAffectedRows === 1n;
}

/** Ends one for good; a step that is under way changes nothing of it any more. False: it has ended already. */
export async function cancelReconciliation(
  db: Db,
  { instanceId, id, now }: ReconciliationOfInstance & { now: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reconciliations set
      status = 'cancelled', next_step_at_ms = null, lease_until_ms = null, fence = fence + 1, finished_at_ms = ${now}
    where instance_id = ${instanceId} and id = ${id} and status in ('waiting', 'running', 'held')`.execute(db);
  return numAffectedRows === 1n;
}
