import type { Db } from './database.ts';

export interface StoredOrganization {
  id: number;
  name: string;
  operator: boolean;
  createdAt: number;
  /** Epoch milliseconds until which the secret before the last one is taken, too. */
  oldSecretUntil: number | null;
}

export interface ListedOrganization extends StoredOrganization {
  users: number;
  instances: number;
}

const columns = [
  'organizations.id',
  'organizations.name',
  'operator',
  'organizations.created_at_ms as createdAt',
  'old_secret_until_ms as oldSecretUntil',
] as const;

export const readOrganization = (db: Db, id: number): Promise<StoredOrganization> =>
  db.selectFrom('organizations').select(columns).where('id', '=', id).executeTakeFirstOrThrow();

export async function renameOrganization(db: Db, { id, name }: { id: number; name: string }): Promise<void> {
  await db.updateTable('organizations').set({ name }).where('id', '=', id).execute();
}

/** All of the server, by id, and how many there are on all pages. */
export async function listOrganizations(
  db: Db,
  { afterId, limit }: { afterId: number; limit: number },
): Promise<{ organizations: ListedOrganization[]; total: number }> {
  const page = db
    .selectFrom('organizations')
    .select(columns)
    .select((at) => [
      at
        .selectFrom('users')
        .whereRef('users.organization_id', '=', 'organizations.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('users'),
      at
        .selectFrom('instances')
        .whereRef('instances.organization_id', '=', 'organizations.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('instances'),
    ])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit);
  const count = db.selectFrom('organizations').select(({ fn }) => fn.countAll<number>().as('total'));
  const [rows, { total }] = await Promise.all([page.execute(), count.executeTakeFirstOrThrow()]);
  const organizations = rows.map((row) => ({
    ...row,
    users: Number(row.users ?? 0),
    instances: Number(row.instances ?? 0),
  }));
  return { organizations, total: Number(total) };
}
