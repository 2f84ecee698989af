import type { Db } from './database.ts';

export interface StoredAccount {
  id: number;
  name: string;
  createdAt: number;
}

/** The accounts of an organisation, by id; or the one that is named. */
export const readAccounts = (
  db: Db,
  { organizationId, id }: { organizationId: number; id?: number },
): Promise<StoredAccount[]> =>
  db
    .selectFrom('accounts')
    .select(['id', 'name', 'created_at_ms as createdAt'])
    .where('organization_id', '=', organizationId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('id')
    .execute();
