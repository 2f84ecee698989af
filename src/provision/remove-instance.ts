import type { Catalog } from '../catalog/catalog.ts';
import type { HubDependencies } from '../hub/call-provider.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Fault } from '../model/fault.ts';
import { deleteInstance } from '../store/delete-instance.ts';
import type { Db } from '../store/database.ts';
import { findInstance } from '../store/find-instance.ts';
import { runRemove } from './run-lifecycle.ts';

export interface RemoveDeps extends HubDependencies {
  db: Db;
  sealer: Sealer;
  catalog: Catalog;
}

/**
 * Tells the provider that an instance goes, then deletes it. What goes wrong at the provider keeps nothing: it is answered.
 * Undefined when there is no such instance.
 */
export async function removeInstance(
  { db, sealer, catalog, ...hub }: RemoveDeps,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<Fault[] | undefined> {
  const instance = await findInstance({ db, sealer }, { organizationId, id });
  if (!instance) return undefined;
  const { configuration, connectorKey } = instance;
  const connector = await catalog.find(organizationId, connectorKey);
  const faults = connector ? await runRemove(hub, { organizationId, instanceId: id, connector, configuration }) : [];
  return (await deleteInstance(db, { organizationId, id })) ? faults : undefined;
}
