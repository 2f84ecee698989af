import { hashSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { sealSecrets } from './instance-row.ts';
import { storableJson } from './storable.ts';
import type { StoredInstance } from './stored-instance.ts';

export interface InstanceChange {
  name: string;
  tags: string[];
  configuration: Record<string, string>;
  secrets: Record<string, string>;
  /** Those of all values that hooks gave. */
  hookKeys: string[];
  externalAuthentication: string;
  disabled: boolean;
  now: number;
}

/**
 * Replaces what an instance says, if it is still as `read` was. False when another request changed it meanwhile, or
 * deleted it.
 */
export async function updateInstance(
  { db, sealer }: { db: Db; sealer: Sealer },
  read: StoredInstance,
  change: InstanceChange,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('instances')
    .set({
      name: change.name,
      tags: change.tags,
      configuration: storableJson(change.configuration),
      secrets_sealed: sealSecrets(sealer, hashSecret(read.token), change.secrets),
      hook_keys: change.hookKeys,
      external_authentication: change.externalAuthentication,
      disabled: change.disabled,
      updated_at_ms: Math.max(change.now, read.updatedAt + 1),
    })
    .where('id', '=', read.id)
    .where('organization_id', '=', read.organizationId)
    .where('updated_at_ms', '=', read.updatedAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
