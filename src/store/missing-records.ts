import { sql } from 'kysely';
import type { Instant } from '../lib/instant.ts';
import type { Db } from './database.ts';
import { deletedVersion } from './poll-commit.ts';

/** The sweep that has just read everything, and the completed one before it; 0: there was none. */
export interface SweepsCompared {
  pollId: number;
  sweep: number;
  lastSweep: number;
}

export interface MissingCounts {
  /** Records that are known by an id, and not told as deleted. */
  known: number;
  /** Of these, seen in this sweep or by a poll since it began. */
  seen: number;
  /** Not in this sweep, but seen since the one before began. */
  missingOnce: number;
}

/** A record that is known by its content alone, whose hash ends its version, is another one when it is changed. */
const recordsOf = (pollId: number) => sql`
  record_versions v join cursors c on c.id = v.cursor_id
  where c.poll_id = ${pollId} and v.version <> ${deletedVersion} and split_part(v.version, '|', -1) <> v.record_id`;

export async function countMissing(db: Db, { pollId, sweep, lastSweep }: SweepsCompared): Promise<MissingCounts> {
  const { rows } = await sql<MissingCounts>`
    select count(*) known, count(*) filter (where v.sweep >= ${sweep}) seen,
      count(*) filter (where v.sweep >= ${lastSweep} and v.sweep < ${sweep}) "missingOnce"
    from ${recordsOf(pollId)}`.execute(db);
  return rows[0] ?? { known: 0, seen: 0, missingOnce: 0 };
}

export interface MissingRecord {
  cursorId: number;
  scope: string;
  recordId: string;
  version: string;
  revision: number;
  /** As JSON text, where it is kept. */
  record: string | null;
}

const missingColumns = sql`
  v.cursor_id "cursorId", c.scope, v.record_id "recordId", v.version, v.revision, v.record`;

/** A few of the records that this sweep alone has not seen. */
export async function someMissingOnce(
  db: Db,
  { pollId, sweep, lastSweep }: SweepsCompared,
  limit: number,
): Promise<MissingRecord[]> {
  const { rows } = await sql<MissingRecord>`
    select ${missingColumns} from ${recordsOf(pollId)} and v.sweep >= ${lastSweep} and v.sweep < ${sweep}
    limit ${limit}`.execute(db);
  return rows;
}

/** Records that neither this sweep nor the one before it has seen, in the order of their keys after `after`. */
export async function missingTwice(
  db: Db,
  {
    pollId,
    lastSweep,
    after,
    limit,
  }: Omit<SweepsCompared, 'sweep'> & {
    after: { cursorId: number; recordId: string } | undefined;
    limit: number;
  },
): Promise<MissingRecord[]> {
  const { cursorId = 0, recordId = '' } = after ?? {};
  const { rows } = await sql<MissingRecord>`
    select ${missingColumns} from ${recordsOf(pollId)}
      and v.sweep < ${lastSweep} and (v.cursor_id, v.record_id) > (${cursorId}::bigint, ${recordId}::text collate "C")
    order by v.cursor_id, v.record_id limit ${limit}`.execute(db);
  return rows;
}

export interface SeenUnread {
  /** The step that says so: one whose claim has passed on changes nothing. */
  id: number;
  fence: number;
  cursorId: number;
  sweep: number;
  /** Only records whose version has no date, or one before this; undefined: all. */
  datedBefore?: Instant | undefined;
}

/** What could not be read says nothing: such records of a scope count as seen. */
export async function countAsSeen(db: Db, { id, fence, cursorId, sweep, datedBefore }: SeenUnread): Promise<void> {
  const before = datedBefore ?? null;
  await sql`
    with going as (
      select id from reconciliations where id = ${id} and fence = ${fence} and status = 'running' for no key update)
    update record_versions set sweep = ${sweep} from going
    where cursor_id = ${cursorId} and sweep < ${sweep}
      and (${before}::bigint is null or date_us is null or date_us < ${before})`.execute(db);
}
