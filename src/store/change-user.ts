import { hashPassword } from '../lib/secret-hash.ts';
import type { Db } from './database.ts';
import type { Caller } from './find-user.ts';
import { isEmailTaken } from './is-email-taken.ts';
import { hasOtherAdmin, lockOrganization } from './lock-organization.ts';
import { endSessionsOf } from './sessions.ts';

export interface UserChange {
  organizationId: number;
  id: number;
  /** Only what is named changes. */
  values: {
    email?: string;
    firstName?: string;
    lastName?: string;
    role?: Caller['role'];
    active?: boolean;
    password?: string;
  };
  /** The session that makes the change, which goes on. All others end with a new password, and all without being active. */
  exceptSession?: string | undefined;
}

export type UserChangeOutcome = 'changed' | 'unknown' | 'lastAdmin' | 'emailTaken';

/** `lastAdmin`: nobody would be left who manages the organisation. */
export async function changeUser(
  db: Db,
  { organizationId, id, values, exceptSession }: UserChange,
): Promise<UserChangeOutcome> {
  const { email, firstName, lastName, role, active, password } = values;
  const password_hash = password === undefined ? undefined : await hashPassword(password);
  const change = async (trx: Db): Promise<UserChangeOutcome> => {
    await lockOrganization(trx, organizationId);
    const before = await trx
      .selectFrom('users')
      .select(['role', 'active'])
      .where('id', '=', id)
      .where('organization_id', '=', organizationId)
      .executeTakeFirst();
    if (!before) return 'unknown';
    const stays = (role ?? before.role) === 'admin' && (active ?? before.active);
    const wasAdmin = before.role === 'admin' && before.active;
    if (wasAdmin && !stays && !(await hasOtherAdmin(trx, { organizationId, userId: id }))) return 'lastAdmin';
    const columns = { email, first_name: firstName, last_name: lastName, role, active, password_hash };
    const set = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
    if (Object.keys(set).length > 0) await trx.updateTable('users').set(set).where('id', '=', id).execute();
    if (active === false) await endSessionsOf(trx, id);
    else if (password !== undefined) await endSessionsOf(trx, id, exceptSession);
    return 'changed';
  };
  try {
    return await db.transaction().execute(change);
  } catch (error) {
    if (isEmailTaken(error)) return 'emailTaken';
    throw error;
  }
}
