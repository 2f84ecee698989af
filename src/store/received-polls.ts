import { sql } from 'kysely';
import { settleFor } from '../model/lateness.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import { latenessMemoryMs, storedDefinition, type ClaimedPoll } from './claim-polls.ts';
import { bigints } from './columns.ts';
import { cursorColumns, toCursor, type Cursor, type CursorRow } from './cursor.ts';
import type { Db } from './database.ts';

/** A poll of an instance, as far as webhooks look at it. */
export interface ReceivedPoll {
  id: number;
  instanceId: number;
  definition: PollDefinition;
  /** Webhooks tell of the resource as well; false: only the poll does. */
  received: boolean;
}

/** The polls of instances; those without any are absent. */
export async function readReceivedPolls(db: Db, instanceIds: number[]): Promise<Map<number, ReceivedPoll[]>> {
  const { rows } = await sql<ReceivedPoll>`
    select id, instance_id "instanceId", definition, received from polls
    where instance_id = any(${bigints(instanceIds, (id) => id)}) order by id`.execute(db);
  const polls = rows.map((row) => ({ ...row, definition: storedDefinition(row.definition) }));
  return Map.groupBy(polls, ({ instanceId }) => instanceId);
}

/** The same with how far it is, read under its lock. */
export interface LockedPoll
  extends
    Omit<ReceivedPoll, 'received'>,
    Pick<ClaimedPoll, 'start' | 'initialBefore' | 'silentInitial' | 'sweeps' | 'learnedSettleSeconds' | 'cursors'> {}

type LockedRow = Omit<LockedPoll, 'cursors' | 'learnedSettleSeconds'> & { lateness: number | null };

/**
 * Locks these polls in the order of their ids, as everywhere, and reads them and their cursors, which nobody moves from now
 * on. Those that are gone, or take no webhooks any more, are absent.
 */
export async function lockReceivedPolls(trx: Db, ids: number[], now: number): Promise<Map<number, LockedPoll>> {
  if (ids.length === 0) return new Map();
  const wanted = bigints(ids, (id) => id);
  await sql`select id from polls where id = any(${wanted}) order by id for no key update`.execute(trx);
  const { rows } = await sql<LockedRow>`
    select p.id, p.instance_id "instanceId", p.definition, p.start_us "start", p.initial_before_us "initialBefore",
      p.silent_initial "silentInitial", p.sweeps,
      (select max(bucket) from record_lateness l
        where l.poll_id = p.id and l.last_at_ms > ${now - latenessMemoryMs}) lateness
    from polls p where p.id = any(${wanted}) and p.received`.execute(trx);
  const cursors = await sql<CursorRow & { poll_id: number }>`
    select poll_id, ${cursorColumns} from cursors where poll_id = any(${wanted})`.execute(trx);
  const cursorsByPoll = Map.groupBy(cursors.rows, (row) => row.poll_id);
  return new Map(rows.map((row) => [row.id, toLocked(row, cursorsByPoll.get(row.id) ?? [])]));
}

const toLocked = ({ lateness, ...row }: LockedRow, cursors: CursorRow[]): LockedPoll => ({
  ...row,
  definition: storedDefinition(row.definition),
  learnedSettleSeconds: settleFor(lateness),
  cursors: cursors.map(toCursor),
});

/** The cursor of the whole resource, for a poll that has not run yet. */
export async function makeWholeCursor(trx: Db, poll: LockedPoll): Promise<Cursor> {
  const { rows } = await sql<CursorRow>`
    insert into cursors (poll_id, scope) values (${poll.id}, '')
    on conflict (poll_id, scope) do update set scope = excluded.scope
    returning ${cursorColumns}`.execute(trx);
  return toCursor(rows[0] as CursorRow);
}
