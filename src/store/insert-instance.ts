import type { Sealer } from '../lib/sealer.ts';
import { hashSecret, newSecret } from '../lib/secret-hash.ts';
import type { Instance } from '../model/instance.ts';
import type { Db } from './database.ts';
import { sealedContext, sealSecrets } from './instance-row.ts';
import { storableJson } from './storable.ts';

export interface NewInstance extends Pick<
  Instance,
  'organizationId' | 'accountId' | 'userId' | 'connectorKey' | 'name' | 'tags' | 'externalAuthentication'
> {
  /** The values that are not secret. */
  configuration: Record<string, string>;
  secrets: Record<string, string>;
  /** Those of all values that hooks gave. */
  hookKeys?: string[];
  /** Epoch milliseconds. */
  now: number;
}

/** Writes a new instance with a token of its own and an empty place for its credentials; returns its id. */
export async function insertInstance(
  { db, sealer }: { db: Db; sealer: Sealer },
  instance: NewInstance,
): Promise<number> {
  const token = newSecret(32, 'base64');
  const tokenHash = hashSecret(token);
  const { id } = await db
    .insertInto('instances')
    .values({
      organization_id: instance.organizationId,
      account_id: instance.accountId,
      user_id: instance.userId,
      connector_key: instance.connectorKey,
      name: instance.name,
      tags: instance.tags,
      token_hash: tokenHash,
      token_sealed: sealer.seal(token, sealedContext(tokenHash, 'token')),
      configuration: storableJson(instance.configuration),
      secrets_sealed: sealSecrets(sealer, tokenHash, instance.secrets),
      hook_keys: instance.hookKeys ?? [],
      external_authentication: instance.externalAuthentication,
      created_at_ms: instance.now,
      updated_at_ms: instance.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('credentials').values({ instance_id: id, updated_at_ms: instance.now }).execute();
  return id;
}
