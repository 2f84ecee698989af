import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import { bigints, texts } from './columns.ts';
import type { Db } from './database.ts';

/** A poll that should have run and did not. Times are epoch milliseconds. */
export interface OverduePoll {
  instanceId: number;
  resource: string;
  why: 'notRun' | 'notScheduled' | 'hanging';
  /** When it was due; null: nobody has said when. */
  dueAt: number | null;
  startedAt: number | null;
}

/** A poll is overdue when it is late by two of its intervals, and by this at least. */
const leastLatenessMs = 5 * 60_000;
/** A poll that was due longer ago than this, and has not ended since, is taken to hang. */
const longestPollMs = 6 * 3_600_000;
const most = 5_000;

/**
 * Marks the polls that are overdue and not yet marked, and writes a notice for each; answers them. A poll is marked once
 * until it has run again. What somebody writes at this moment is passed over.
 */
export const reportOverduePolls = (db: Db, now: number): Promise<OverduePoll[]> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await markOverdue(now).execute(trx);
    if (rows.length > 0) await writeNotices(trx, rows, now);
    return rows;
  });

/** The index of due polls holds everything that is late, also a poll that hangs: it was due before it began. */
export const markOverdue = (now: number) => sql<OverduePoll>`
  with late as (
    select id from polls
    where next_poll_at_ms < ${now - leastLatenessMs} and overdue_since_ms is null
      and case when lease_until_ms > ${now} then next_poll_at_ms < ${now - longestPollMs}
        else next_poll_at_ms < ${now} - 2 * interval_ms end
    union all
    select id from polls
    where next_poll_at_ms is null and enabled and paused_at_ms is null and overdue_since_ms is null
      and (lease_until_ms is null or lease_until_ms <= ${now}) and last_outcome is distinct from 'reconnect'
    limit ${most}),
  due as (select id from polls where id in (select id from late) for no key update skip locked)
  update polls p set overdue_since_ms = ${now}
  from due where p.id = due.id
  returning p.instance_id "instanceId", p.resource, p.next_poll_at_ms "dueAt", p.last_started_at_ms "startedAt",
    case when p.lease_until_ms > ${now} then 'hanging' when p.next_poll_at_ms is null then 'notScheduled'
      else 'notRun' end why`;

async function writeNotices(db: Db, rows: OverduePoll[], now: number): Promise<void> {
  const kind: NoticeKind = 'polling.overdue';
  await sql`
    insert into notices (instance_id, resource, kind, message, created_at_ms)
    select n.instance_id, n.resource, ${kind}, n.message, ${now}
    from unnest(
      ${bigints(rows, (row) => row.instanceId)}, ${texts(rows, (row) => row.resource)}, ${texts(rows, messageOf)}
    ) n(instance_id, resource, message)`.execute(db);
}

function messageOf({ why, dueAt, startedAt }: OverduePoll): string {
  if (why === 'hanging') return `The poll that began at ${isoDate(startedAt)} has not ended.`;
  if (why === 'notScheduled') return 'It is polled, but nothing says when it is polled next.';
  return `It was due at ${isoDate(dueAt)} and has not been polled since.`;
}

const isoDate = (ms: number | null): string => (ms === null ? 'an unknown time' : new Date(ms).toISOString());
