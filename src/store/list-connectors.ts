import type { Db } from './database.ts';

/** A connector that an organisation has built. */
export interface ConnectorVersion {
  id: number;
  key: string;
  /** Grows with every change. */
  version: number;
}

/** What lists show and search, without the document. */
export interface ConnectorHead {
  id: number;
  key: string;
  name: string;
  hub: string;
  description: string;
  active: boolean;
}

/** All of an organisation. */
export const listConnectorVersions = (db: Db, organizationId: number): Promise<ConnectorVersion[]> =>
  db.selectFrom('connectors').where('organization_id', '=', organizationId).select(['id', 'key', 'version']).execute();

/** All of an organisation. */
export const listConnectorHeads = (db: Db, organizationId: number): Promise<ConnectorHead[]> =>
  db
    .selectFrom('connectors')
    .where('organization_id', '=', organizationId)
    .select(['id', 'key', 'name', 'hub', 'description', 'active'])
    .execute();
