import { createSealer } from '../../src/lib/sealer.ts';
import type { Db } from '../../src/store/database.ts';
import { ensureFirstOrganization } from '../../src/store/first-organization.ts';
import { insertInstance } from '../../src/store/insert-instance.ts';
import { createManualClock } from './manual-clock.ts';

export const storeSealer = createSealer(Buffer.alloc(32, 7));
export const storeNow = Date.UTC(2026, 0, 1);

const settings = { password: 'correct horse', userSecret: 'user-secret', organizationSecret: 'organization-secret' };

/** Writes an instance of the first organisation, which is made with the first of them. */
export async function storeInstance(db: Db): Promise<{ id: number; organizationId: number }> {
  const admin = (await findAdmin(db)) ?? (await makeAdmin(db));
  const organizationId = admin.organization_id;
  const instance = {
    organizationId,
    accountId: admin.account_id,
    userId: admin.id,
    connectorKey: 'sample',
    name: 'Sample',
    tags: ['Sample'],
    configuration: {},
    secrets: {},
    externalAuthentication: 'none',
    now: storeNow,
  };
  return { id: await insertInstance({ db, sealer: storeSealer }, instance), organizationId };
}

const findAdmin = (db: Db) => db.selectFrom('users').select(['id', 'account_id', 'organization_id']).executeTakeFirst();

async function makeAdmin(db: Db) {
  await ensureFirstOrganization(db, { sealer: storeSealer, clock: createManualClock(storeNow), settings });
  return db.selectFrom('users').select(['id', 'account_id', 'organization_id']).executeTakeFirstOrThrow();
}
