import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What is deleted apart from each other. */
export const forgottenKinds = [
  'undelivered',
  'notifications',
  'messages',
  'bodies',
  'attempts',
  'usage',
  'notices',
  'sessions',
  'replays',
  'reconciliations',
  'leftovers',
  'connectFlows',
  'webhooks',
  'polls',
] as const;
export type ForgottenKind = (typeof forgottenKinds)[number];

/** Stands for retention among the advisory locks. */
const lockClass = 7_204_414;

/** One batch in one transaction. Undefined: another process is at this kind. */
export const inBatch = <T>(db: Db, kind: ForgottenKind, work: (trx: Db) => Promise<T>): Promise<T | undefined> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(${lockClass}::int, ${forgottenKinds.indexOf(kind)}::int) locked`.execute(trx);
    return rows[0]?.locked ? work(trx) : undefined;
  });
