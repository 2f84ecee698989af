import { sql } from 'kysely';
import type { ClaimedPoll } from './claim-polls.ts';
import { cursorColumns, toCursor, type Cursor, type CursorRow } from './cursor.ts';
import type { Db } from './database.ts';

/** The cursor of a poll for one scope, made if the scope is new. */
export async function ensureCursor(db: Db, poll: ClaimedPoll, scope: string): Promise<Cursor> {
  const known = poll.cursors.find((cursor) => cursor.scope === scope);
  if (known) return known;
  const { rows } = await sql<CursorRow>`
    insert into cursors (poll_id, scope) values (${poll.id}, ${scope})
    on conflict (poll_id, scope) do update set scope = excluded.scope
    returning ${cursorColumns}`.execute(db);
  return toCursor(rows[0] as CursorRow);
}
