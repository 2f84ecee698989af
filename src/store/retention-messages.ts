import { sql } from 'kysely';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';

export interface OldMessages {
  organizationIds: number[];
  /** Epoch milliseconds. */
  before: number;
  limit: number;
}

/**
 * Deletes old messages that every subscription has got. No delivery of a message is ever made later than the message itself.
 * Answers how many; undefined: another process is at it.
 */
export const forgetMessages = (db: Db, { organizationIds, before, limit }: OldMessages): Promise<number | undefined> =>
  inBatch(db, 'messages', async (trx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from notifications where id in (
        select n.id from notifications n
        where n.topic is not null and n.organization_id = any(${organizationIds}::bigint[]) and n.created_at_ms < ${before}
          and not exists (select from deliveries d where d.notification_id = n.id and d.status <> 'delivered')
        limit ${limit} for update of n skip locked)`.execute(trx);
    return Number(numAffectedRows);
  });
