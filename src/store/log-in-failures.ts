import { sql } from 'kysely';
import { hashSecret } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';

/**
 * How often a log-in may fail within `windowMs`, for one name and from one place of the network. A check of a password that has
 * not ended after `longestCheckMs` has failed.
 */
export const logInLimits = { windowMs: 15 * 60 * 1000, ofName: 10, ofNetwork: 50, longestCheckMs: 20_000 } as const;

export interface LogInTry {
  /** What is typed as the name, whether there is such a user or not. */
  name: string;
  network: string;
  now: number;
}

/**
 * `admitted`: say by its id how it ended. `busy`: the limit is reached by help of tries that are being checked at this moment,
 * which may all be right; ask again in a moment. `throttled`: so many have failed.
 */
export type Admission = { kind: 'admitted'; id: number } | { kind: 'busy' } | { kind: 'throttled'; retryAt: number };

/**
 * Counts this try before the password is looked at, so that tries at the same moment are counted, too. Tries beyond the limit
 * are not counted: the wait does not grow by asking.
 */
export async function admitLogIn(db: Db, { name, network, now }: LogInTry): Promise<Admission> {
  const { windowMs, ofName, ofNetwork } = logInLimits;
  const name_hash = hashSecret(name);
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('tidings log-in'))`.execute(trx);
    await trx
      .deleteFrom('log_in_failures')
      .where('failed_at_ms', '<=', now - windowMs)
      .execute();
    const tries = trx
      .selectFrom('log_in_failures')
      .select(['failed_at_ms', 'checking'])
      .orderBy('failed_at_ms', 'desc');
    const byName = await tries.where('name_hash', '=', name_hash).limit(ofName).execute();
    const byNetwork = await tries.where('network', '=', network).limit(ofNetwork).execute();
    const full = [...(byName.length < ofName ? [] : [byName]), ...(byNetwork.length < ofNetwork ? [] : [byNetwork])];
    if (full.length > 0) return refusal(full, now);
    const row = { name_hash, network, failed_at_ms: now, checking: true };
    const { id } = await trx.insertInto('log_in_failures').values(row).returning('id').executeTakeFirstOrThrow();
    return { kind: 'admitted', id };
  });
}

interface CountedTry {
  failed_at_ms: number;
  checking: boolean;
}

/** By the tries that make each limit, the newest first: when the oldest of them is forgotten, one more may fail. */
function refusal(full: CountedTry[][], now: number): Admission {
  const isOpen = ({ checking, failed_at_ms }: CountedTry) =>
    checking && failed_at_ms > now - logInLimits.longestCheckMs;
  const failed = full.filter((tries) => !tries.some(isOpen));
  if (failed.length === 0) return { kind: 'busy' };
  const ends = failed.map((tries) => (tries.at(-1)?.failed_at_ms ?? now) + logInLimits.windowMs);
  return { kind: 'throttled', retryAt: Math.max(...ends) };
}

/** The password of the admitted try is wrong. */
export async function keepLogInFailure(db: Db, id: number): Promise<void> {
  await db.updateTable('log_in_failures').set({ checking: false }).where('id', '=', id).execute();
}

/** The admitted try succeeded: it does not count, nor does anything any more that failed for this name before. */
export async function forgetLogInFailures(db: Db, { id, name }: { id: number; name: string }): Promise<void> {
  await db
    .deleteFrom('log_in_failures')
    .where((row) => row.or([row('id', '=', id), row('name_hash', '=', hashSecret(name)).and('checking', '=', false)]))
    .execute();
}
