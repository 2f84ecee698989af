import { sql } from 'kysely';
import type { AttemptCountsWanted } from './count-attempts.ts';
import { and } from './conditions.ts';
import type { Db } from './database.ts';
import { inScope } from './event-scope.ts';

/** By interval, how many polls failed, or were refused for their credentials, of those that the history still has. */
export async function countFailedPolls(db: Db, wanted: AttemptCountsWanted): Promise<Map<number, number>> {
  const { from, to, starts } = wanted;
  const { rows } = await sql<{ interval: number; polls: number }>`
    select width_bucket(r.finished_at_ms, ${starts}::bigint[]) - 1 "interval", sum(r.polls)::bigint polls
    from instances i join polls p on p.instance_id = i.id join poll_runs r on r.poll_id = p.id
    where ${and(inScope(wanted))} and r.outcome in ('failed', 'reconnect') and r.finished_at_ms between ${from} and ${to}
    group by 1`.execute(db);
  return new Map(rows.map(({ interval, polls }) => [interval, polls]));
}
