import type { Db } from '../../store/database.ts';
import { readElementOf } from '../../store/find-connector.ts';
import { listConnectorHeads, listConnectorVersions } from '../../store/list-connectors.ts';
import type { BuiltConnectors } from '../built-connectors.ts';
import { readBuilt } from './read-built.ts';

/** What organisations have built, from the database. */
export const storedConnectors = (db: Db): BuiltConnectors => ({
  list: (organizationId) => listConnectorVersions(db, organizationId),
  heads: (organizationId) => listConnectorHeads(db, organizationId),
  read: async (id) => {
    const stored = await readElementOf(db, id);
    return stored && { connector: readBuilt({ ...stored, id }).connector, bytes: stored.bytes };
  },
});
