import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';

/** Why the polls of an instance rest. */
export interface Pause {
  instanceId: number;
  /** Epoch milliseconds. */
  pausedAt: number;
  /** The resource that failed too often, and how its last poll failed. */
  resource: string;
  lastFault: { code: string; message: string } | null;
}

/** The pauses of these instances, one for each whose polls rest. */
export async function findPauses(db: Db, instanceIds: readonly number[]): Promise<Pause[]> {
  const kind: NoticeKind = 'polling.paused';
  const { rows } = await sql<Pause>`
    select distinct on (n.instance_id)
      n.instance_id "instanceId", p.paused_at_ms "pausedAt", p.resource, p.last_fault "lastFault"
    from notices n join polls p on p.instance_id = n.instance_id and p.resource = n.resource
    where n.instance_id = any(${instanceIds}::bigint[]) and n.kind = ${kind} and p.paused_at_ms is not null
    order by n.instance_id, n.id desc`.execute(db);
  return rows;
}
