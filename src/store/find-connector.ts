import { sql } from 'kysely';
import type { JsonRecord } from '../lib/json.ts';
import type { Db } from './database.ts';
import { selectConnectors, toStoredConnector, type StoredConnector } from './stored-connector.ts';

export interface ConnectorQuery {
  organizationId: number;
  /** Keys begin with a letter, so that no key is an id. */
  keyOrId: string | number;
}

/** A connector that the organisation has built. */
export async function findConnector(
  db: Db,
  { organizationId, keyOrId }: ConnectorQuery,
  { forUpdate = false } = {},
): Promise<StoredConnector | undefined> {
  const named = String(keyOrId);
  const ofOrganization = selectConnectors(db).where('organization_id', '=', organizationId);
  const query = /^\d{1,15}$/.test(named)
    ? ofOrganization.where('id', '=', Number(named))
    : ofOrganization.where('key', '=', named);
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
  return row && toStoredConnector(row);
}

/** What the catalogue reads a built connector from; undefined: it was deleted. */
export async function readElementOf(
  db: Db,
  id: number,
): Promise<{ key: string; element: JsonRecord; bytes: number } | undefined> {
  const row = await db
    .selectFrom('connectors')
    .where('id', '=', id)
    .select(['key', 'element', sql<number>`octet_length(element::text)`.as('bytes')])
    .executeTakeFirst();
  return row && { ...row, element: row.element as JsonRecord };
}
