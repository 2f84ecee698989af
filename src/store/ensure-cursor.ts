import { sql } from 'kysely';
import { toCursor, type ClaimedPoll, type Cursor } from './claim-polls.ts';
import type { Db } from './database.ts';

/** The cursor of a poll for one scope, made if the scope is new. */
export async function ensureCursor(db: Db, poll: ClaimedPoll, scope: string): Promise<Cursor> {
  const known = poll.cursors.find((cursor) => cursor.scope === scope);
  if (known) return known;
  const { rows } = await sql<Parameters<typeof toCursor>[0]>`
    insert into cursors (poll_id, scope) values (${poll.id}, ${scope})
    on conflict (poll_id, scope) do update set scope = excluded.scope
    returning id, scope, watermark_us, scanned_at_us, clock_skew_us, least_clock_skew_us, baseline_complete`.execute(
    db,
  );
  return toCursor(rows[0] as Parameters<typeof toCursor>[0]);
}
