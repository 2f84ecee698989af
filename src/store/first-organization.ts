import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import { hashPassword, hashSecret, newSecret, verifyPassword } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';
import { secretContext } from './find-user.ts';

/** What the operator set. What is absent is generated at the first start and kept afterwards. */
export interface FirstOrganizationSettings {
  organizationName?: string;
  email?: string;
  password?: string;
  userSecret?: string;
  organizationSecret?: string;
}

/** What this start generated: shown once, since the database keeps it hashed and sealed. */
export interface GeneratedSecrets {
  password?: string;
  userSecret?: string;
  organizationSecret?: string;
}

export interface FirstOrganization {
  organizationId: number;
  /** What the admin logs in as. */
  email: string;
  /** True when this start made the organisation. */
  created: boolean;
  generated: GeneratedSecrets;
}

interface Deps {
  sealer: Sealer;
  clock: Clock;
  settings: FirstOrganizationSettings;
}

const defaultEmail = 'admin@localhost';

/**
 * Makes the organisation, its account and its admin at the first start. Later starts keep them, except that a set value
 * that differs replaces the stored one. Two processes that start at once make one organisation.
 */
export async function ensureFirstOrganization(db: Db, deps: Deps): Promise<FirstOrganization> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('tidings first organization'))`.execute(trx);
    const user = await trx
      .selectFrom('users')
      .selectAll()
      .where('role', '=', 'admin')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return user ? applySettings(trx, deps, user) : createOrganization(trx, deps);
  });
}

/** An organisation with one account and one admin. */
export async function createOrganization(db: Db, { sealer, clock, settings }: Deps): Promise<FirstOrganization> {
  const now = clock.now();
  const password = settings.password ?? newSecret(12, 'base64');
  const userSecret = settings.userSecret ?? newSecret(32, 'base64');
  const organizationSecret = settings.organizationSecret ?? newSecret(16, 'hex');
  const name = settings.organizationName ?? 'Tidings';
  const email = (settings.email ?? defaultEmail).trim().toLowerCase();
  const organization = await db
    .insertInto('organizations')
    .values({ name, created_at_ms: now, ...storedSecret(sealer, 'organization', organizationSecret) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await db
    .insertInto('accounts')
    .values({ organization_id: organization.id, name, created_at_ms: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('users')
    .values({
      organization_id: organization.id,
      account_id: account.id,
      email,
      first_name: 'Admin',
      role: 'admin',
      password_hash: await hashPassword(password),
      created_at_ms: now,
      ...storedSecret(sealer, 'user', userSecret),
    })
    .execute();
  const generated = {
    ...(settings.password === undefined && { password }),
    ...(settings.userSecret === undefined && { userSecret }),
    ...(settings.organizationSecret === undefined && { organizationSecret }),
  };
  return { organizationId: organization.id, email, created: true, generated };
}

interface Admin {
  id: number;
  organization_id: number;
  email: string;
  password_hash: string;
}

async function applySettings(db: Db, { sealer, settings }: Deps, admin: Admin): Promise<FirstOrganization> {
  const email = settings.email?.trim().toLowerCase() ?? admin.email;
  const { password, userSecret, organizationSecret } = settings;
  const newPassword = password !== undefined && !(await verifyPassword(password, admin.password_hash));
  await db
    .updateTable('users')
    .set({
      email,
      ...(newPassword && { password_hash: await hashPassword(password) }),
      ...(userSecret !== undefined && storedSecret(sealer, 'user', userSecret)),
    })
    .where('id', '=', admin.id)
    .execute();
  if (organizationSecret !== undefined) {
    const values = storedSecret(sealer, 'organization', organizationSecret);
    await db.updateTable('organizations').set(values).where('id', '=', admin.organization_id).execute();
  }
  return { organizationId: admin.organization_id, email, created: false, generated: {} };
}

function storedSecret(sealer: Sealer, kind: 'user' | 'organization', secret: string) {
  const hash = hashSecret(secret);
  return { secret_hash: hash, secret_sealed: sealer.seal(secret, secretContext(kind, hash)) };
}
