import { hashSecret, newSecret } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';

/** A session lasts a day from the log-in. */
export const sessionLifetimeMs = 24 * 60 * 60 * 1000;

/** Opens a session and returns its token, which is stored as a hash only. Sessions that have ended are forgotten. */
export async function openSession(db: Db, { userId, now }: { userId: number; now: number }): Promise<string> {
  const token = newSecret(32, 'base64');
  await db.deleteFrom('sessions').where('expires_at_ms', '<=', now).execute();
  await db
    .insertInto('sessions')
    .values({ token_hash: hashSecret(token), user_id: userId, expires_at_ms: now + sessionLifetimeMs })
    .execute();
  return token;
}

/** The user whose session this is; undefined when there is no such session or it has ended. */
export async function findSession(db: Db, { token, now }: { token: string; now: number }): Promise<number | undefined> {
  const row = await db
    .selectFrom('sessions')
    .where('token_hash', '=', hashSecret(token))
    .where('expires_at_ms', '>', now)
    .select('user_id')
    .executeTakeFirst();
  return row?.user_id;
}
