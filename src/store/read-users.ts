import type { Db } from './database.ts';
import type { Caller } from './find-user.ts';

/** A user, without secrets. */
export interface StoredUser {
  id: number;
  accountId: number;
  email: string;
  firstName: string;
  lastName: string;
  role: Caller['role'];
  /** False: secret and password are refused. */
  active: boolean;
  createdAt: number;
}

export interface UserSearch {
  organizationId: number;
  /** Undefined: all of the organisation. */
  accountId?: number | undefined;
  includeInactive: boolean;
  /** Only ids above this one. */
  afterId: number;
  limit: number;
}

/** By id, oldest first, and how many there are on all pages. */
export async function listUsers(db: Db, search: UserSearch): Promise<{ users: StoredUser[]; total: number }> {
  const { organizationId, accountId, includeInactive, afterId, limit } = search;
  const matching = db
    .selectFrom('users')
    .where('organization_id', '=', organizationId)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? 0))
    .$if(!includeInactive, (query) => query.where('active', '=', true));
  const [page, count] = await Promise.all([
    matching.select(userColumns).where('id', '>', afterId).orderBy('id').limit(limit).execute(),
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { users: page, total: Number(count.total) };
}

/** The user of the organisation with this id or e-mail address. */
export async function findUser(
  db: Db,
  { organizationId, ...named }: { organizationId: number } & ({ id: number } | { email: string }),
): Promise<StoredUser | undefined> {
  const own = db.selectFrom('users').select(userColumns).where('organization_id', '=', organizationId);
  const query = 'id' in named ? own.where('id', '=', named.id) : own.where('email', '=', named.email);
  return query.executeTakeFirst();
}

const userColumns = [
  'id',
  'account_id as accountId',
  'email',
  'first_name as firstName',
  'last_name as lastName',
  'role',
  'active',
  'created_at_ms as createdAt',
] as const;
