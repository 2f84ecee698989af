import { hashSecret } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';
import type { Caller } from './find-user.ts';
import { sessionLifetimeMs } from './sessions.ts';

/** However often it is used, a session ends so long after the sign-in. */
export const longestSessionMs = 30 * 24 * 60 * 60 * 1000;

/** The end is moved on by steps, so that not every request writes. */
const slideStepMs = 10 * 60 * 1000;

export interface BrowserSession {
  caller: Caller;
  /** Epoch milliseconds; later when the session is used again. */
  expiresAt: number;
}

/**
 * The session of a cookie, with the user as he is now; undefined when there is none, it has ended, or the user is not active.
 * Finding it is using it: it then lasts another day.
 */
export async function useBrowserSession(
  db: Db,
  { token, now }: { token: string; now: number },
): Promise<BrowserSession | undefined> {
  const token_hash = hashSecret(token);
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .where('token_hash', '=', token_hash)
    .where('kind', '=', 'browser')
    .where('expires_at_ms', '>', now)
    .where('users.active', '=', true)
    .select(['user_id', 'account_id', 'organization_id', 'role', 'expires_at_ms', 'sessions.created_at_ms as openedAt'])
    .executeTakeFirst();
  if (!row) return undefined;
  const { user_id: userId, account_id: accountId, organization_id: organizationId, role } = row;
  const caller = { userId, accountId, organizationId, role };
  const expiresAt = Math.min(now + sessionLifetimeMs, row.openedAt + longestSessionMs);
  if (expiresAt - row.expires_at_ms < slideStepMs) return { caller, expiresAt: row.expires_at_ms };
  await db.updateTable('sessions').set({ expires_at_ms: expiresAt }).where('token_hash', '=', token_hash).execute();
  return { caller, expiresAt };
}
