import { sql } from 'kysely';
import { bigints } from './columns.ts';
import type { Db } from './database.ts';

/** A poll is to begin at this moment or after it (epoch milliseconds). */
export interface PollWanted {
  pollId: number;
  at: number;
}

/**
 * The update that makes polls due when they are wanted. Their rows are locked already. A poll that is under way has begun too
 * early and is followed by another; one that rests, or waits because the provider did not answer, is not hurried.
 */
export const wantedUpdate = (wanted: PollWanted[]) => sql`
  update polls p set
    wanted_at_ms = greatest(p.wanted_at_ms, w.last),
    next_poll_at_ms = case
      when p.next_poll_at_ms is null or p.consecutive_failures > 0 or p.consecutive_throttles > 0 then p.next_poll_at_ms
      else least(p.next_poll_at_ms, w.first) end
  from (
    select poll_id, min(at) first, max(at) last
    from unnest(${bigints(wanted, (w) => w.pollId)}, ${bigints(wanted, (w) => w.at)}) w(poll_id, at)
    group by poll_id) w
  where p.id = w.poll_id and p.enabled`;

/** Makes polls due when they are wanted. */
export async function wantPolls(db: Db, wanted: PollWanted[]): Promise<void> {
  if (wanted.length === 0) return;
  await sql`
    with held as (
      select id from polls where id = any(${bigints(wanted, (w) => w.pollId)}) order by id for no key update)
    ${wantedUpdate(wanted)} and p.id in (select id from held)`.execute(db);
}
