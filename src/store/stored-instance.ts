import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import type { Db } from './database.ts';
import { openInstance, openSecrets, sealedContext } from './instance-row.ts';

/** An instance with what its owner may see of it beside its own words. */
export interface StoredInstance extends Instance {
  /** What callers send as `Element …`. */
  token: string;
  /** The keys of `configuration` whose values are secret. */
  secretKeys: string[];
  /** The keys of `configuration` whose values hooks gave when the account was connected. */
  hookKeys: string[];
  /** Why `connection` is `reconnect`. */
  connectionReason: string | undefined;
  /** The user who made it. */
  user: { id: number; email: string; firstName: string; lastName: string };
}

export const selectInstances = (db: Db) =>
  db
    .selectFrom('instances')
    .innerJoin('users', 'users.id', 'instances.user_id')
    .selectAll('instances')
    .select(['users.email', 'users.first_name', 'users.last_name']);

type Row = Awaited<ReturnType<ReturnType<typeof selectInstances>['executeTakeFirstOrThrow']>>;

export const toStoredInstance = (sealer: Sealer, row: Row): StoredInstance => ({
  ...openInstance(sealer, row),
  token: sealer.open(row.token_sealed, sealedContext(row.token_hash, 'token')),
  secretKeys: Object.keys(openSecrets(sealer, row)),
  hookKeys: row.hook_keys,
  connectionReason: row.connection_reason ?? undefined,
  user: { id: row.user_id, email: row.email, firstName: row.first_name, lastName: row.last_name },
});
