import { sql } from 'kysely';
import { deleteOldFlows } from './connect-flows.ts';
import type { Db } from './database.ts';
import { inBatch } from './retention-batch.ts';
import type { OldNotifications } from './retention-notifications.ts';

/** Each of these answers how much was deleted; undefined: another process is at it. */
type Forgotten = Promise<number | undefined>;

/** Sessions that have ended. */
export const forgetSessions = (db: Db, { now, limit }: { now: number; limit: number }): Forgotten =>
  inBatch(db, 'sessions', async (trx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from sessions where token_hash in (
        select token_hash from sessions where expires_at_ms <= ${now} limit ${limit} for update skip locked)`.execute(
      trx,
    );
    return Number(numAffectedRows);
  });

/** For whoever still asks how a consent went. */
const flowsKeptMs = 24 * 3_600_000;

/** Consents of users that have ended, or were never given. */
export const forgetConnectFlows = (db: Db, { now, limit }: { now: number; limit: number }): Forgotten =>
  inBatch(db, 'connectFlows', (trx) => deleteOldFlows(trx, { expiredBefore: now - flowsKeptMs, limit }));

/** So many of the last that ended are kept of every poll, however old. */
const reconciliationsKept = 5;

/** Reconciliations that ended long ago. */
export const forgetReconciliations = (
  db: Db,
  { accountIds, before, limit }: OldNotifications & { limit: number },
): Forgotten =>
  inBatch(db, 'reconciliations', async (trx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from reconciliations where id in (
        select id from reconciliations where id in (
          select r.id from (
            select id, instance_id, finished_at_ms, row_number() over (partition by poll_id order by id desc) place
            from reconciliations where status in ('completed', 'failed', 'cancelled')) r
          join instances i on i.id = r.instance_id
          where r.place > ${reconciliationsKept} and r.finished_at_ms < ${before}
            and i.account_id = any(${accountIds}::bigint[])
          limit ${limit}) for update skip locked)`.execute(trx);
    return Number(numAffectedRows);
  });

/** Replays that ended long ago. One that failed goes with what it has outstanding: repetitions. */
export const forgetReplays = (db: Db, { accountIds, before, limit }: OldNotifications & { limit: number }): Forgotten =>
  inBatch(db, 'replays', async (trx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from replays where id in (
        select r.id from replays r join instances i on i.id = r.instance_id
        where r.status in ('completed', 'failed', 'cancelled') and r.finished_at_ms < ${before}
          and i.account_id = any(${accountIds}::bigint[])
        limit ${limit} for update of r skip locked)`.execute(trx);
    return Number(numAffectedRows);
  });
