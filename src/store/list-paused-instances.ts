import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';

/** An instance that is not polled any more, as one of its resources failed too often. */
export interface PausedInstance {
  instanceId: number;
  instanceName: string;
  connectorKey: string;
  /** Epoch milliseconds. */
  pausedAt: number;
  /** The resource that failed too often, and how its last poll failed. */
  resource: string | null;
  lastFault: { code: string; message: string } | null;
}

/** Those that were paused last first, and how many there are in all. */
export async function listPausedInstances(
  db: Db,
  { organizationId, limit }: { organizationId: number; limit: number },
): Promise<{ instances: PausedInstance[]; total: number }> {
  const kind: NoticeKind = 'polling.paused';
  const { rows } = await sql<PausedInstance & { total: number }>`
    with paused as (
      select i.id, i.name, i.connector_key, max(p.paused_at_ms) paused_at_ms, count(*) over () total
      from polls p join instances i on i.id = p.instance_id
      where p.paused_at_ms is not null and i.organization_id = ${organizationId}
      group by i.id order by 4 desc, i.id limit ${limit})
    select x.id "instanceId", x.name "instanceName", x.connector_key "connectorKey", x.paused_at_ms "pausedAt", x.total,
      cause.resource, cause.last_fault "lastFault"
    from paused x left join lateral (
      select n.resource, p.last_fault
      from notices n left join polls p on p.instance_id = n.instance_id and p.resource = n.resource
      where n.instance_id = x.id and n.kind = ${kind} order by n.id desc limit 1) cause on true
    order by x.paused_at_ms desc, x.id`.execute(db);
  return { instances: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
