import { randomUUID } from 'node:crypto';
import { hashSecret } from '../../src/lib/secret-hash.ts';
import type { Db } from '../../src/store/database.ts';

export interface OtherOrganization {
  organizationId: number;
  accountId: number;
  /** The header of its admin. */
  authorization: string;
}

/** A second organisation with an account and an admin, who must see nothing of the first. */
export async function storeOtherOrganization(db: Db): Promise<OtherOrganization> {
  const secrets = { organization: randomUUID(), user: randomUUID() };
  const stamps = { created_at_ms: 0, secret_sealed: Buffer.alloc(1) };
  const { id: organization_id } = await db
    .insertInto('organizations')
    .values({ ...stamps, name: 'Other', secret_hash: hashSecret(secrets.organization) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: account_id } = await db
    .insertInto('accounts')
    .values({ organization_id, name: 'Other', created_at_ms: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const user = { organization_id, account_id, email: `${secrets.user}@example.com`, role: 'admin' as const };
  await db
    .insertInto('users')
    .values({ ...stamps, ...user, password_hash: '', secret_hash: hashSecret(secrets.user) })
    .execute();
  return {
    organizationId: organization_id,
    accountId: account_id,
    authorization: `User ${secrets.user}, Organization ${secrets.organization}`,
  };
}
