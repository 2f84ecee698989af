import { sql } from 'kysely';
import type { AttemptCountsWanted } from './count-attempts.ts';
import { and } from './conditions.ts';
import type { Db } from './database.ts';
import { inScope } from './event-scope.ts';

export interface EventTypeCount {
  /** Which of `starts`, from 0. */
  interval: number;
  type: string;
  count: number;
}

/** How many events of each type were stored in each interval; none where there are none. At most `limit` rows. */
export async function countEventTypes(
  db: Db,
  { limit, ...wanted }: AttemptCountsWanted & { limit: number },
): Promise<EventTypeCount[]> {
  const { from, to, starts } = wanted;
  const { rows } = await sql<EventTypeCount>`
    select width_bucket(n.created_at_ms, ${starts}::bigint[]) - 1 "interval", e.type, count(*) count
    from instances i join notifications n on n.instance_id = i.id join events e on e.notification_id = n.id
    where ${and(inScope(wanted))} and n.created_at_ms between ${from} and ${to}
    group by 1, 2 order by 1, 2 limit ${limit}`.execute(db);
  return rows;
}
