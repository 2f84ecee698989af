import type { Db } from './database.ts';
import { findConnector, type ConnectorQuery } from './find-connector.ts';
import { countInstancesOf, lockConnectorKey } from './stored-connector.ts';

export type ConnectorDeletion =
  { outcome: 'deleted' } | { outcome: 'unknown' } | { outcome: 'changed' } | { outcome: 'inUse'; instances: number };

/** Deletes a connector that no instance uses. `version`: the one it must have; undefined: any. */
export const deleteConnector = (
  db: Db,
  { version, ...query }: ConnectorQuery & { version: number | undefined },
): Promise<ConnectorDeletion> =>
  db.transaction().execute(async (trx) => {
    const named = await findConnector(trx, query);
    if (!named) return { outcome: 'unknown' };
    await lockConnectorKey(trx, named);
    const instances = await countInstancesOf(trx, named);
    if (instances > 0) return { outcome: 'inUse', instances };
    const locked = await findConnector(trx, { ...query, keyOrId: named.id }, { forUpdate: true });
    if (!locked) return { outcome: 'unknown' };
    if (version !== undefined && version !== locked.version) return { outcome: 'changed' };
    await trx.deleteFrom('connectors').where('id', '=', named.id).execute();
    return { outcome: 'deleted' };
  });
