import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';

/** Who calls: the words that every query of a caller is scoped by. */
export interface Caller {
  userId: number;
  organizationId: number;
  accountId: number;
  role: 'admin' | 'member' | 'viewer';
}

/** What a user's and an organisation's sealed secret are bound to. */
export const secretContext = (kind: 'user' | 'organization', hash: Buffer) => `${kind}:${hash.toString('hex')}:secret`;

interface SentSecrets {
  userSecret: string;
  organizationSecret: string | undefined;
  now: number;
}

/**
 * The active user with this secret; with an organization secret, only if it is that user's organisation. Secrets are found
 * by their hash, so the time this takes says nothing of them.
 */
export async function findUserBySecrets(
  db: Db,
  { userSecret, organizationSecret, now }: SentSecrets,
): Promise<Caller | undefined> {
  const row = await db
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.organization_id')
    .where('users.secret_hash', '=', hashSecret(userSecret))
    .where('users.active', '=', true)
    .select(['users.id', 'users.account_id', 'users.organization_id', 'users.role'])
    .select(['organizations.secret_hash', 'old_secret_hash', 'old_secret_until_ms'])
    .executeTakeFirst();
  if (!row) return undefined;
  if (organizationSecret !== undefined && !isSecretOf(row, hashSecret(organizationSecret), now)) return undefined;
  return { userId: row.id, organizationId: row.organization_id, accountId: row.account_id, role: row.role };
}

interface OrganizationSecrets {
  secret_hash: Buffer;
  old_secret_hash: Buffer | null;
  old_secret_until_ms: number | null;
}

function isSecretOf(stored: OrganizationSecrets, sent: Buffer, now: number): boolean {
  const { secret_hash, old_secret_hash, old_secret_until_ms } = stored;
  if (timingSafeEqual(secret_hash, sent)) return true;
  if (old_secret_hash === null || (old_secret_until_ms ?? 0) <= now) return false;
  return timingSafeEqual(old_secret_hash, sent);
}

/** An e-mail address as it is stored and compared. */
export const loginName = (email: string): string => email.trim().toLowerCase();

/** The active user who signs in as this. */
export async function findUserByEmail(
  db: Db,
  email: string,
): Promise<{ id: number; passwordHash: string } | undefined> {
  const query = db.selectFrom('users').where('email', '=', loginName(email)).where('active', '=', true);
  const row = await query.select(['id', 'password_hash']).executeTakeFirst();
  return row && { id: row.id, passwordHash: row.password_hash };
}

/** The secrets that this user sends with every call. */
export async function readSecrets(
  { db, sealer }: { db: Db; sealer: Sealer },
  userId: number,
): Promise<{ userSecret: string; organizationSecret: string }> {
  const row = await db
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.organization_id')
    .where('users.id', '=', userId)
    .select(['users.secret_hash as userHash', 'users.secret_sealed as userSealed'])
    .select(['organizations.secret_hash as organizationHash', 'organizations.secret_sealed as organizationSealed'])
    .executeTakeFirstOrThrow();
  return {
    userSecret: sealer.open(row.userSealed, secretContext('user', row.userHash)),
    organizationSecret: sealer.open(row.organizationSealed, secretContext('organization', row.organizationHash)),
  };
}
