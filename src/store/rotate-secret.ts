import { newSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { storedSecret } from './stored-secret.ts';

interface Deps {
  db: Db;
  sealer: Sealer;
}

/** Gives a user a new secret; the one before is refused from now on. Undefined: the organisation has no such user. */
export async function rotateUserSecret(
  { db, sealer }: Deps,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<string | undefined> {
  const secret = newSecret(32, 'base64');
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set(storedSecret(sealer, 'user', secret))
    .where('id', '=', id)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? secret : undefined;
}

export interface SecretRotation {
  organizationId: number;
  /** Epoch milliseconds until which the secret before is taken, too; undefined: it is refused from now on. */
  oldSecretUntil: number | undefined;
}

/** Gives an organisation a new secret. One that was still taken beside the last is refused from now on. */
export async function rotateOrganizationSecret(
  { db, sealer }: Deps,
  { organizationId, oldSecretUntil }: SecretRotation,
): Promise<string> {
  const secret = newSecret(16, 'hex');
  await db.transaction().execute(async (trx) => {
    await lockOrganization(trx, organizationId);
    await trx
      .updateTable('organizations')
      .set((at) => ({
        old_secret_hash: oldSecretUntil === undefined ? null : at.ref('secret_hash'),
        old_secret_until_ms: oldSecretUntil ?? null,
        ...storedSecret(sealer, 'organization', secret),
      }))
      .where('id', '=', organizationId)
      .execute();
  });
  return secret;
}
