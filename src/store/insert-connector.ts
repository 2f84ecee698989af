import type { JsonRecord } from '../lib/json.ts';
import type { Db } from './database.ts';
import { countInstancesOf, lockConnectorKey } from './stored-connector.ts';

export interface NewConnector {
  organizationId: number;
  accountId: number;
  userId: number;
  key: string;
  name: string;
  hub: string;
  description: string;
  active: boolean;
  element: JsonRecord;
  /** Epoch milliseconds. */
  now: number;
  /** How many the organisation may have. */
  most: number;
}

export type ConnectorInsertion =
  | { outcome: 'made'; id: number }
  /** The organisation has built one with this key. */
  | { outcome: 'exists' }
  /** The organisation has as many as it may have. */
  | { outcome: 'tooMany' }
  /** So many instances are of another connector with this key, and would become ones of this. */
  | { outcome: 'hidesUsed'; instances: number };

export const insertConnector = (db: Db, made: NewConnector): Promise<ConnectorInsertion> =>
  db.transaction().execute(async (trx) => {
    await lockConnectorKey(trx, made);
    const others = await countConnectors(trx, made.organizationId);
    const row = await trx
      .insertInto('connectors')
      .values({
        organization_id: made.organizationId,
        account_id: made.accountId,
        user_id: made.userId,
        key: made.key,
        name: made.name,
        hub: made.hub,
        description: made.description,
        active: made.active,
        element: JSON.stringify(made.element),
        created_at_ms: made.now,
        updated_at_ms: made.now,
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) return { outcome: 'exists' };
    const instances = await countInstancesOf(trx, made);
    if (instances === 0 && others < made.most) return { outcome: 'made', id: row.id };
    await trx.deleteFrom('connectors').where('id', '=', row.id).execute();
    return instances > 0 ? { outcome: 'hidesUsed', instances } : { outcome: 'tooMany' };
  });

/** Others of the organisation who want to know wait until the transaction ends. */
async function countConnectors(trx: Db, organizationId: number): Promise<number> {
  await trx.selectFrom('organizations').where('id', '=', organizationId).select('id').forNoKeyUpdate().execute();
  const { count } = await trx
    .selectFrom('connectors')
    .where('organization_id', '=', organizationId)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
