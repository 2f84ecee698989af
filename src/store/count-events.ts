import { sql } from 'kysely';
import { and } from './conditions.ts';
import type { Db } from './database.ts';
import { statusOfNotification } from './event-outcome.ts';
import { inScope, type EventScope } from './event-scope.ts';

export interface EventCountsWanted extends EventScope {
  /** Undefined: all accounts of the organisation. */
  accountIds: number[] | undefined;
  /** Stored from this moment on, and up to that one, both included; epoch milliseconds. */
  from: number;
  to: number;
  /** Where the intervals begin, ascending; the first is not after `from`. */
  starts: number[];
  by: 'account' | 'instance' | 'nothing';
  /** Rows at most. */
  limit: number;
}

export interface EventCount {
  /** Which of `starts`, from 0. */
  interval: number;
  /** The id of the account or instance; 0 when counted by nothing. */
  id: number;
  count: number;
  /** Of these, acknowledged; and attempted without that. */
  success: number;
  failed: number;
}

const ids = { account: sql`i.account_id`, instance: sql`i.id`, nothing: sql`0` };

/** How many events were stored in each interval; none where there are none. */
export async function countEvents(db: Db, wanted: EventCountsWanted): Promise<EventCount[]> {
  const { accountIds, from, to, starts, by, limit } = wanted;
  const inAccounts = accountIds ? [sql`i.account_id = any(${accountIds}::bigint[])`] : [];
  const { rows } = await sql<EventCount>`
    select width_bucket(created_at_ms, ${starts}::bigint[]) - 1 "interval", id,
      sum(events)::bigint count,
      coalesce(sum(events) filter (where status in ('NOTIFIED', 'CONSUMED')), 0)::bigint success,
      coalesce(sum(events) filter (where status = 'DISPATCHED'), 0)::bigint failed
    from (
      select n.created_at_ms, ${ids[by]} id, ${statusOfNotification} status,
        (select count(*) from events e where e.notification_id = n.id) events
      from instances i join notifications n on n.instance_id = i.id
      where ${and([...inScope(wanted), ...inAccounts])} and n.created_at_ms between ${from} and ${to}) told
    group by 1, 2 order by 1, 2 limit ${limit}`.execute(db);
  return rows;
}
