import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';

/** What nothing waits for: its age alone decides. */
export type AgingKind = 'attempts' | 'usage' | 'notices' | 'polls';

export interface AgedRows {
  kind: AgingKind;
  /** Of accounts that keep them equally long. */
  accountIds: number[];
  /** Only what is not older than this: everything older has been deleted. Epoch milliseconds. */
  from: number;
  before: number;
  limit: number;
}

export interface AgedDone {
  forgotten: number;
  /** The age of the youngest that was deleted; undefined: none was left. */
  upTo: number | undefined;
}

/** Deletes the oldest rows. Who deletes one at this moment has its lock, and it is passed over. Undefined: another process is at it. */
export const forgetAged = (db: Db, rows: AgedRows): Promise<AgedDone | undefined> =>
  inBatch(db, rows.kind, async (trx) => {
    const { rows: gone } = await statements[rows.kind](rows).execute(trx);
    const upTo = gone.length < rows.limit ? undefined : Math.max(...gone.map(({ at }) => at));
    return { forgotten: gone.length, upTo };
  });

const statements: Record<AgingKind, (rows: AgedRows) => RawBuilder<{ at: number }>> = {
  attempts: ({ accountIds, from, before, limit }) => sql`
    delete from delivery_attempts where id in (
      select a.id from delivery_attempts a join subscriptions s on s.id = a.subscription_id
      where a.started_at_ms >= ${from} and a.started_at_ms < ${before} and s.account_id = any(${accountIds}::bigint[])
      order by a.started_at_ms limit ${limit} for update of a skip locked)
    returning started_at_ms at`,
  usage: ({ accountIds, from, before, limit }) => sql`
    delete from usage_records where id in (
      select id from usage_records
      where created_at_ms >= ${from} and created_at_ms < ${before} and account_id = any(${accountIds}::bigint[])
      order by created_at_ms limit ${limit} for update skip locked)
    returning created_at_ms at`,
  notices: ({ accountIds, from, before, limit }) => sql`
    delete from notices where id in (
      select n.id from notices n join instances i on i.id = n.instance_id
      where n.created_at_ms >= ${from} and n.created_at_ms < ${before} and i.account_id = any(${accountIds}::bigint[])
      order by n.created_at_ms limit ${limit} for update of n skip locked)
    returning created_at_ms at`,
  // One that a poll is just writing is passed over.
  polls: ({ accountIds, from, before, limit }) => sql`
    delete from poll_runs where (poll_id, slot) in (
      select r.poll_id, r.slot from poll_runs r join polls p on p.id = r.poll_id join instances i on i.id = p.instance_id
      where r.begun_at_ms >= ${from} and r.begun_at_ms < ${before} and i.account_id = any(${accountIds}::bigint[])
      order by r.begun_at_ms limit ${limit} for update of r skip locked)
    returning begun_at_ms at`,
};
