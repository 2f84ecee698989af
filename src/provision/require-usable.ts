import { firstBuiltId } from '../model/built-connector.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { Db } from '../store/database.ts';
import { holdConnector } from '../store/hold-connector.ts';

/**
 * Throws `connector.inactive` and `connector.changed` for a connector that takes no new instances. In a transaction it
 * stays as it is until the end of that.
 */
export async function requireUsable(
  db: Db,
  { organizationId, connector: { id, key } }: { organizationId: number; connector: Connector },
): Promise<void> {
  const state = await holdConnector(db, { organizationId, key, id });
  if (state === 'inactive')
    throw new Fault(
      'connector.inactive',
      `Connector ${key} takes no new instances; PUT /elements/${key}/active lets it.`,
    );
  if (state === 'changed' && id < firstBuiltId)
    throw new Fault(
      'connector.changed',
      `The organisation has a connector of its own with the key ${key}, which hides connector ${id}. Name it by its key to use it, or delete it to use ${id}.`,
    );
  if (state === 'changed')
    throw new Fault('connector.changed', `Connector ${key} was changed or deleted by another request; try again.`);
}
