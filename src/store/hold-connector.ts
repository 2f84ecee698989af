import { isBuilt } from '../model/built-connector.ts';
import type { Db } from './database.ts';
import { lockConnectorKey, type ConnectorName } from './stored-connector.ts';

/**
 * For the transaction that writes an instance: keeps its connector as it is until then. `inactive`: it takes no new
 * instances; `changed`: it was deleted, or another one with its key was built, since it was looked up.
 */
export async function holdConnector(
  trx: Db,
  { organizationId, key, id }: ConnectorName & { id: number },
): Promise<'usable' | 'inactive' | 'changed'> {
  await lockConnectorKey(trx, { organizationId, key }, { shared: true });
  const built = await trx
    .selectFrom('connectors')
    .where('organization_id', '=', organizationId)
    .where('key', '=', key)
    .select(['id', 'active'])
    .executeTakeFirst();
  if ((built?.id ?? id) !== id || (built === undefined && isBuilt({ id }))) return 'changed';
  return built?.active === false ? 'inactive' : 'usable';
}
