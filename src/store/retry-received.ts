import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface ReceivedToRetry {
  instanceId: number;
  /** Undefined: all that failed. */
  id: number | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Lets webhooks that failed be worked on again, from the beginning; answers how many. Nobody works on one that failed. */
export async function retryReceived(db: Db, { instanceId, id, now }: ReceivedToRetry): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update received_webhooks
    set status = 'waiting', attempts = 0, next_attempt_at_ms = ${now}, lease_until_ms = null,
      fault = null, outcome = null, finished_at_ms = null
    where instance_id = ${instanceId} and status = 'failed' and body is not null
      and (${id ?? null}::bigint is null or id = ${id ?? null})`.execute(db);
  return Number(numAffectedRows);
}
