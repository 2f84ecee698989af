import type { Catalog } from '../catalog/catalog.ts';
import type { HubDependencies } from '../hub/call-provider.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Fault } from '../model/fault.ts';
import { deleteInstance } from '../store/delete-instance.ts';
import type { Db } from '../store/database.ts';
import { findInstance } from '../store/find-instance.ts';
import { runRemove } from './run-lifecycle.ts';
import { takeBackAll } from './webhooks/take-back.ts';

export interface RemoveDeps extends HubDependencies {
  db: Db;
  sealer: Sealer;
  catalog: Catalog;
}

/**
 * Tells the provider that an instance goes, takes its webhooks back, then deletes it. What goes wrong at the provider keeps
 * nothing: it is answered. Should the deletion itself fail, webhooks are asked for anew some minutes later. Undefined when there
 * is no such instance.
 */
export async function removeInstance(
  { db, sealer, catalog, ...hub }: RemoveDeps,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<Fault[] | undefined> {
  const instance = await findInstance({ db, sealer }, { organizationId, id });
  if (!instance) return undefined;
  const { configuration, connectorKey } = instance;
  const connector = await catalog.find(organizationId, connectorKey);
  const faults = connector
    ? [
        ...(await takeBackAll({ ...hub, db, sealer }, { instanceId: id, connector })),
        ...(await runRemove(hub, { organizationId, instanceId: id, connector, configuration })),
      ]
    : [];
  return (await deleteInstance(db, { organizationId, id })) ? faults : undefined;
}
