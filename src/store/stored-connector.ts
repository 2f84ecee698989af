import { sql } from 'kysely';
import type { JsonRecord } from '../lib/json.ts';
import type { Db } from './database.ts';

/** A connector that an organisation has built or imported. */
export interface StoredConnector {
  id: number;
  organizationId: number;
  key: string;
  name: string;
  /** As lists show and search them. */
  hub: string;
  description: string;
  /** False: no new instances. Those that there are go on. */
  active: boolean;
  /** The element document, as exports give it. */
  element: JsonRecord;
  /** Grows with every change. */
  version: number;
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
}

export const selectConnectors = (db: Db) =>
  db
    .selectFrom('connectors')
    .select(['id', 'organization_id', 'key', 'name', 'hub', 'description', 'active', 'element'])
    .select(['version', 'created_at_ms', 'updated_at_ms']);

type Row = Awaited<ReturnType<ReturnType<typeof selectConnectors>['executeTakeFirstOrThrow']>>;

export const toStoredConnector = (row: Row): StoredConnector => ({
  id: row.id,
  organizationId: row.organization_id,
  key: row.key,
  name: row.name,
  hub: row.hub,
  description: row.description,
  active: row.active,
  element: row.element as JsonRecord,
  version: row.version,
  createdAt: row.created_at_ms,
  updatedAt: row.updated_at_ms,
});

export interface ConnectorName {
  organizationId: number;
  key: string;
}

/**
 * Until the transaction ends, nobody else makes or deletes a connector with this key. Whoever makes an instance takes the
 * lock `shared`, so that its connector neither goes away nor becomes another one meanwhile.
 */
export async function lockConnectorKey(
  trx: Db,
  { organizationId, key }: ConnectorName,
  { shared = false } = {},
): Promise<void> {
  const lock = shared ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select ${lock}(hashtextextended(${`connector ${organizationId} ${key}`}, 0))`.execute(trx);
}

/** How many instances of the organisation, but those of one user, are of the connector with this key. */
export async function countInstancesOf(
  db: Db,
  { organizationId, key }: ConnectorName,
  { exceptOfUser }: { exceptOfUser?: number } = {},
): Promise<number> {
  const { count } = await db
    .selectFrom('instances')
    .where('organization_id', '=', organizationId)
    .where('connector_key', '=', key)
    .$if(exceptOfUser !== undefined, (query) => query.where('user_id', '!=', exceptOfUser ?? 0))
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
