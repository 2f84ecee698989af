import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';
import { changeRow } from './instance-changes.ts';

/** What lets polls that rest go on: a request to resume or enable, or a change of the instance. */
export type ResumedBy = 'resume' | 'enabled' | 'configuration' | 'credentials';

const messages: Record<ResumedBy, string> = {
  resume: 'Polling goes on from where it stopped: POST …/polls/resume asked for it.',
  enabled: 'Polling goes on from where it stopped: PUT …/enabled asked for it.',
  configuration: 'Polling goes on from where it stopped: the configuration was set anew.',
  credentials: 'Polling goes on from where it stopped: the provider was authorized anew.',
};

/**
 * Polls of an instance that rest because they failed too often are due again, from where their cursors are. False when
 * none rests. Where nothing else is changed, the history of the instance says who asked for it.
 */
export async function resumePolls(
  db: Db,
  { instanceId, by, userId, now }: { instanceId: number; by: ResumedBy; userId?: number; now: number },
): Promise<boolean> {
  const kind: NoticeKind = 'polling.resumed';
  const resumedRow = changeRow({ instanceId, kind: 'resumed', by: userId, now }, sql`exists (select from resumed)`);
  const { rows } = await sql`
    with held as (select id from polls where instance_id = ${instanceId} order by id for no key update),
    resumed as (
      update polls p set
        paused_at_ms = null,
        consecutive_failures = 0,
        next_poll_at_ms = case when p.enabled then ${now}::bigint end
      from held where p.id = held.id and p.paused_at_ms is not null
      returning p.id)
    ${by === 'resume' ? sql`, recorded as (${resumedRow})` : sql``}
    insert into notices (instance_id, kind, message, created_at_ms)
    select ${instanceId}, ${kind}, ${messages[by]}, ${now} where exists (select from resumed)
    returning id`.execute(db);
  return rows.length > 0;
}
