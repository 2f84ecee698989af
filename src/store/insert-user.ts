import { hashPassword, newSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import type { Caller } from './find-user.ts';
import { isEmailTaken } from './is-email-taken.ts';
import { storedSecret } from './stored-secret.ts';

export interface NewUser {
  organizationId: number;
  accountId: number;
  /** As `loginName` makes it. */
  email: string;
  firstName: string;
  lastName: string;
  role: Caller['role'];
  /** Undefined: one is generated. */
  password: string | undefined;
  /** Default: one is generated. */
  secret?: string | undefined;
  now: number;
}

/** What nobody is shown again. */
export interface MadeUser {
  id: number;
  secret: string;
  /** Undefined: it was given. */
  password: string | undefined;
}

/** A user with a new secret. `emailTaken`: there is one with this address, maybe in another organisation. */
export async function insertUser(
  { db, sealer }: { db: Db; sealer: Sealer },
  user: NewUser,
): Promise<MadeUser | 'emailTaken'> {
  const password = user.password ?? newSecret(12, 'base64');
  const secret = user.secret ?? newSecret(32, 'base64');
  const row = {
    organization_id: user.organizationId,
    account_id: user.accountId,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    role: user.role,
    password_hash: await hashPassword(password),
    created_at_ms: user.now,
    ...storedSecret(sealer, 'user', secret),
  };
  try {
    const { id } = await db.insertInto('users').values(row).returning('id').executeTakeFirstOrThrow();
    return { id, secret, password: user.password === undefined ? password : undefined };
  } catch (error) {
    if (isEmailTaken(error)) return 'emailTaken';
    throw error;
  }
}
