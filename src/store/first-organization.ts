import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import { hashPassword, newSecret, verifyPassword } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';
import { loginName } from './find-user.ts';
import { insertUser } from './insert-user.ts';
import { isEmailTaken } from './is-email-taken.ts';
import { endSessionsOf } from './sessions.ts';
import { storedSecret } from './stored-secret.ts';

/** What the operator set. What is absent is generated at the first start and kept afterwards. */
export interface FirstOrganizationSettings {
  organizationName?: string;
  email?: string;
  firstName?: string;
  lastName?: string;
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
 * that differs replaces the stored one. The settings are those of the admin with the set address, or else of the admin of the
 * first start; no other is touched. Where neither is left, an address that is set gets an admin of its own. Two processes that
 * start at once make one organisation.
 */
export async function ensureFirstOrganization(db: Db, deps: Deps): Promise<FirstOrganization> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('tidings first organization'))`.execute(trx);
    const admins = await trx
      .selectFrom('users')
      .innerJoin('organizations', 'organizations.id', 'users.organization_id')
      .select(['users.id', 'users.organization_id', 'users.account_id', 'users.email', 'users.password_hash'])
      .select(({ eb }) => eb('users.created_at_ms', '=', eb.ref('organizations.created_at_ms')).as('is_first'))
      .where('operator', '=', true)
      .where('role', '=', 'admin')
      .where('active', '=', true)
      .orderBy('users.id')
      .execute();
    const [some] = admins;
    if (!some) return createOrganization(trx, { ...deps, operator: true });
    const { settings, sealer } = deps;
    await setOrganizationSecret(trx, { sealer, settings, organizationId: some.organization_id });
    const email = settings.email === undefined ? undefined : loginName(settings.email);
    const admin = admins.find((each) => each.email === email) ?? admins.find(({ is_first }) => is_first);
    if (admin) return applySettings(trx, deps, admin);
    if (email !== undefined) return addAdmin(trx, deps, { ...some, email });
    return { organizationId: some.organization_id, email: some.email, created: false, generated: {} };
  });
}

/** An organisation with one account and one admin. */
export async function createOrganization(
  db: Db,
  { sealer, clock, settings, operator = false }: Deps & { operator?: boolean },
): Promise<FirstOrganization> {
  const now = clock.now();
  const password = settings.password ?? newSecret(12, 'base64');
  const userSecret = settings.userSecret ?? newSecret(32, 'base64');
  const organizationSecret = settings.organizationSecret ?? newSecret(16, 'hex');
  const name = settings.organizationName ?? 'Tidings';
  const email = loginName(settings.email ?? defaultEmail);
  const organization = await db
    .insertInto('organizations')
    .values({ name, operator, created_at_ms: now, ...storedSecret(sealer, 'organization', organizationSecret) })
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
      first_name: settings.firstName ?? 'Admin',
      last_name: settings.lastName ?? '',
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
  account_id: number;
  email: string;
  password_hash: string;
}

async function applySettings(db: Db, { sealer, settings }: Deps, admin: Admin): Promise<FirstOrganization> {
  const email = settings.email === undefined ? admin.email : loginName(settings.email);
  const { password, userSecret } = settings;
  const newPassword = password !== undefined && !(await verifyPassword(password, admin.password_hash));
  await db
    .updateTable('users')
    .set({
      email,
      ...(newPassword && { password_hash: await hashPassword(password) }),
      ...(userSecret !== undefined && storedSecret(sealer, 'user', userSecret)),
    })
    .where('id', '=', admin.id)
    .execute()
    .catch((error: unknown) => {
      throw isEmailTaken(error) ? addressTaken(email, error) : error;
    });
  if (newPassword) await endSessionsOf(db, admin.id);
  return { organizationId: admin.organization_id, email, created: false, generated: {} };
}

/** An admin beside the others, whose logins stay theirs. */
async function addAdmin(
  db: Db,
  { sealer, clock, settings }: Deps,
  {
    organization_id: organizationId,
    account_id: accountId,
    email,
  }: Pick<Admin, 'organization_id' | 'account_id' | 'email'>,
): Promise<FirstOrganization> {
  const { firstName = 'Admin', lastName = '', password, userSecret } = settings;
  const made = await insertUser(
    { db, sealer },
    {
      organizationId,
      accountId,
      email,
      firstName,
      lastName,
      role: 'admin',
      password,
      secret: userSecret,
      now: clock.now(),
    },
  );
  if (made === 'emailTaken') throw addressTaken(email);
  const generated = {
    ...(made.password !== undefined && { password: made.password }),
    ...(userSecret === undefined && { userSecret: made.secret }),
  };
  return { organizationId, email, created: false, generated };
}

function addressTaken(email: string, cause?: unknown): Error {
  const who = 'is the address of somebody who is no active admin of the organisation that runs this server';
  return new Error(`TIDINGS_ADMIN_EMAIL: ${email} ${who}.`, { cause });
}

async function setOrganizationSecret(
  db: Db,
  { sealer, settings, organizationId }: Pick<Deps, 'sealer' | 'settings'> & { organizationId: number },
): Promise<void> {
  if (settings.organizationSecret === undefined) return;
  const values = storedSecret(sealer, 'organization', settings.organizationSecret);
  await db.updateTable('organizations').set(values).where('id', '=', organizationId).execute();
}
