import type { Sealer } from '../lib/sealer.ts';
import { changedValues, noValues } from '../model/changed-values.ts';
import { isSecretKey } from '../model/instance-configuration/is-secret-key.ts';
import type { Db } from './database.ts';
import { recordChange } from './instance-changes.ts';
import { openSecrets, sealSecrets } from './instance-row.ts';
import { storableJson } from './storable.ts';

/**
 * Puts values into the configuration of an instance that its owner did not send. One that is secret stays so. Nothing is
 * written where nothing changes, so that the owner's own changes at the same time are not refused for it.
 */
export async function mergeConfiguration(
  { db, sealer }: { db: Db; sealer: Sealer },
  { instanceId, values, now }: { instanceId: number; values: Readonly<Record<string, string>>; now: number },
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const row = await db
    .selectFrom('instances')
    .select(['configuration', 'secrets_sealed', 'token_hash', 'updated_at_ms'])
    .where('id', '=', instanceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) return;
  const secrets = openSecrets(sealer, row);
  const known = { ...row.configuration, ...secrets };
  const changed = Object.entries(values).filter(([key, value]) => known[key] !== value);
  if (changed.length === 0) return;
  const isSecret = ([key]: [string, string]) => Object.hasOwn(secrets, key) || isSecretKey(key, []);
  const open = Object.fromEntries(changed.filter((entry) => !isSecret(entry)));
  const hidden = Object.fromEntries(changed.filter(isSecret));
  await db
    .updateTable('instances')
    .set({
      configuration: storableJson({ ...row.configuration, ...open }),
      secrets_sealed: sealSecrets(sealer, row.token_hash, { ...secrets, ...hidden }),
      updated_at_ms: Math.max(now, row.updated_at_ms + 1),
    })
    .where('id', '=', instanceId)
    .execute();
  const changes = changedValues(
    { ...noValues, configuration: known, secretKeys: Object.keys(secrets) },
    {
      ...noValues,
      configuration: { ...known, ...open, ...hidden },
      secretKeys: Object.keys({ ...secrets, ...hidden }),
    },
  );
  const reason = 'The provider told it with new tokens.';
  await recordChange(db, { instanceId, kind: 'changed', by: undefined, changes, reason, now });
}
