import { hashSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { selectInstances, toStoredInstance, type StoredInstance } from './stored-instance.ts';

interface Reading {
  db: Db;
  sealer: Sealer;
}

/** The organisation's instance with this id. */
export async function findInstance(
  { db, sealer }: Reading,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<StoredInstance | undefined> {
  const query = selectInstances(db).where('instances.organization_id', '=', organizationId);
  const row = await query.where('instances.id', '=', id).executeTakeFirst();
  return row && toStoredInstance(sealer, row);
}

/** The organisation's instance with this token. */
export async function findInstanceByToken(
  { db, sealer }: Reading,
  { organizationId, token }: { organizationId: number; token: string },
): Promise<StoredInstance | undefined> {
  const query = selectInstances(db).where('instances.organization_id', '=', organizationId);
  const row = await query.where('instances.token_hash', '=', hashSecret(token)).executeTakeFirst();
  return row && toStoredInstance(sealer, row);
}
