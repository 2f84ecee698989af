import type { Selectable } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance, InstanceIdentity } from '../model/instance.ts';
import type { Schema } from './schema.ts';

export type InstanceRow = Selectable<Schema['instances']>;

/**
 * What the sealed values of an instance are bound to: copied to another row they do not open. The hash of the token
 * stands for the instance because it is known before the row has an id.
 */
export const sealedContext = (tokenHash: Buffer, what: 'secrets' | 'token'): string =>
  `instance:${tokenHash.toString('hex')}:${what}`;

export const sealSecrets = (sealer: Sealer, tokenHash: Buffer, secrets: Record<string, string>): Buffer =>
  sealer.seal(JSON.stringify(secrets), sealedContext(tokenHash, 'secrets'));

export const openSecrets = (sealer: Sealer, row: Pick<InstanceRow, 'token_hash' | 'secrets_sealed'>) =>
  JSON.parse(sealer.open(row.secrets_sealed, sealedContext(row.token_hash, 'secrets'))) as Record<string, string>;

export const instanceIdentity = (row: InstanceRow): InstanceIdentity => ({
  id: row.id,
  organizationId: row.organization_id,
  accountId: row.account_id,
  userId: row.user_id,
  connectorKey: row.connector_key,
  name: row.name,
  tags: row.tags,
});

/** The instance with its secret configuration values in clear. */
export function openInstance(sealer: Sealer, row: InstanceRow): Instance {
  return {
    ...instanceIdentity(row),
    configuration: { ...row.configuration, ...openSecrets(sealer, row) },
    disabled: row.disabled,
    connection: row.connection,
    externalAuthentication: row.external_authentication,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
  };
}
