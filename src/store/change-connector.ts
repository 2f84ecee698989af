import type { Db } from './database.ts';
import { findConnector, type ConnectorQuery } from './find-connector.ts';
import { countInstancesOf, type StoredConnector } from './stored-connector.ts';

export interface ConnectorChange extends ConnectorQuery {
  /** The version that the change was made from; undefined: whichever there is. */
  version: number | undefined;
  /** Epoch milliseconds. */
  now: number;
  /** A user who may change it only while no instance of another user is of it; undefined: one who may always. */
  byUser?: number | undefined;
  /** Answers the connector as it is to be; what it throws is thrown, and nothing is written. */
  change: (before: StoredConnector) => ConnectorEdit;
}

export type ConnectorEdit = Pick<StoredConnector, 'name' | 'hub' | 'description' | 'active' | 'element'>;

/**
 * Reads, changes and writes a connector; others who change it meanwhile wait. `changed`: it no longer has the expected
 * version; `usedByOthers`: this user may not. Undefined: the organisation has built no such connector.
 */
export const changeConnector = (
  db: Db,
  { version, now, byUser, change, ...query }: ConnectorChange,
): Promise<StoredConnector | 'changed' | 'usedByOthers' | undefined> =>
  db.transaction().execute(async (trx) => {
    const before = await findConnector(trx, query, { forUpdate: true });
    if (!before) return undefined;
    if (version !== undefined && version !== before.version) return 'changed';
    const ofOthers = byUser === undefined ? 0 : await countInstancesOf(trx, before, { exceptOfUser: byUser });
    if (ofOthers > 0) return 'usedByOthers';
    const after = { ...before, ...change(before), version: before.version + 1, updatedAt: now };
    await trx
      .updateTable('connectors')
      .set({
        name: after.name,
        hub: after.hub,
        description: after.description,
        active: after.active,
        element: JSON.stringify(after.element),
        version: after.version,
        updated_at_ms: now,
      })
      .where('id', '=', before.id)
      .execute();
    return after;
  });
