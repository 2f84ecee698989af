import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';
import { changeRow } from './instance-changes.ts';

export interface PollsToPause {
  instanceId: number;
  /** The resource that fails. */
  resource: string;
  /** How often it has failed in a row, as this poller knows: somebody may have resumed it since. */
  failures: number;
  /** Says why, to people. */
  message: string;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * All polls of an instance rest until somebody resumes them; their cursors stay where they are. One that runs at this
 * moment ends as always. False when they rest already.
 */
export async function pauseFailingPolls(
  db: Db,
  { instanceId, resource, failures, message, now }: PollsToPause,
): Promise<boolean> {
  const kind: NoticeKind = 'polling.paused';
  const change = { instanceId, kind: 'paused', by: undefined, reason: message, now } as const;
  const pausedRow = changeRow(change, sql`exists (select from paused)`);
  const { rows } = await sql`
    with held as (select id from polls where instance_id = ${instanceId} order by id for no key update),
    paused as (
      update polls p set paused_at_ms = ${now}, next_poll_at_ms = null, overdue_since_ms = null
      from held where p.id = held.id and p.paused_at_ms is null and p.enabled and exists (
        select from polls f where f.instance_id = ${instanceId} and f.resource = ${resource}
          and f.consecutive_failures >= ${failures})
      returning p.id),
    recorded as (${pausedRow})
    insert into notices (instance_id, resource, kind, message, created_at_ms)
    select ${instanceId}, ${resource}, ${kind}, ${message}, ${now} where exists (select from paused)
    returning id`.execute(db);
  return rows.length > 0;
}
