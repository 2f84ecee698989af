import type { Db } from './database.ts';
import type { Caller } from './find-user.ts';

/** Who is signed in, and where. */
export interface SessionDescription {
  user: { id: number; email: string; firstName: string; lastName: string; role: Caller['role'] };
  organization: { id: number; name: string; operator: boolean };
  account: { id: number; name: string };
}

/** Undefined: the user was deleted. */
export async function describeSession(db: Db, userId: number): Promise<SessionDescription | undefined> {
  const row = await db
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.organization_id')
    .innerJoin('accounts', 'accounts.id', 'users.account_id')
    .where('users.id', '=', userId)
    .select(['users.id', 'email', 'first_name', 'last_name', 'role'])
    .select(['organizations.id as organizationId', 'organizations.name as organizationName', 'operator'])
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    user: { id: row.id, email: row.email, firstName: row.first_name, lastName: row.last_name, role: row.role },
    organization: { id: row.organizationId, name: row.organizationName, operator: row.operator },
    account: { id: row.accountId, name: row.accountName },
  };
}
