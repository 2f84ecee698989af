import { hashSecret, newSecret } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';

/** A session lasts a day: of a token from the log-in, of a browser from its last use. */
export const sessionLifetimeMs = 24 * 60 * 60 * 1000;

/** Whose password was found right, and the hash that it was compared with. */
export interface CheckedUser {
  id: number;
  passwordHash: string;
}

interface NewSession {
  user: CheckedUser;
  /** token: for `Authorization: Bearer`; browser: for the cookie of the console. Neither is taken as the other. */
  kind: 'token' | 'browser';
  now: number;
}

/**
 * Opens a session and returns its token, which is stored as a hash only. Undefined: the user has another password by now, or is
 * not active. A change under way is waited for, so no session of the old password outlives it. Sessions that have ended are
 * forgotten.
 */
export async function openSession(db: Db, { user, kind, now }: NewSession): Promise<string | undefined> {
  const token = newSecret(32, 'base64');
  await db.deleteFrom('sessions').where('expires_at_ms', '<=', now).execute();
  return db.transaction().execute(async (trx) => {
    const same = trx
      .selectFrom('users')
      .select('id')
      .where('id', '=', user.id)
      .where('active', '=', true)
      .where('password_hash', '=', user.passwordHash);
    if (!(await same.forShare().executeTakeFirst())) return undefined;
    const row = { user_id: user.id, kind, created_at_ms: now, expires_at_ms: now + sessionLifetimeMs };
    await trx
      .insertInto('sessions')
      .values({ token_hash: hashSecret(token), ...row })
      .execute();
    return token;
  });
}

/** The user whose token this is; undefined when there is no such session or it has ended. */
export async function findSession(db: Db, { token, now }: { token: string; now: number }): Promise<number | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .where('token_hash', '=', hashSecret(token))
    .where('kind', '=', 'token')
    .where('expires_at_ms', '>', now)
    .where('users.active', '=', true)
    .select('user_id')
    .executeTakeFirst();
  return row?.user_id;
}

/** Ends the session of this token, of either kind. */
export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashSecret(token)).execute();
}

/** Ends all sessions of a user, except that of the token, if one is given. */
export async function endSessionsOf(db: Db, userId: number, exceptToken?: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(exceptToken !== undefined, (query) => query.where('token_hash', '!=', hashSecret(exceptToken ?? '')))
    .execute();
}
