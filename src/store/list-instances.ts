import { sql, type RawBuilder } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { isInState, type InstanceState } from './instance-states.ts';
import { selectInstances, toStoredInstance, type StoredInstance } from './stored-instance.ts';

export interface InstanceSearch {
  organizationId: number;
  connectorKey?: string;
  /** Only instances that have all of these. */
  tags?: string[];
  /** Part of the name, of a tag or of the connector's key, upper and lower case being the same; or the id. */
  searchText?: string;
  /** Only instances whose polling was paused by failures. */
  pollingPaused?: boolean;
  state?: InstanceState;
  /** Epoch milliseconds: the moment that the state is of. */
  now: number;
  /** Default: the oldest first. */
  order?: InstanceOrder;
  /** Only ids above this one: for the default order. Default 0. */
  afterId?: number;
  /** How many are passed over. Default 0. */
  offset?: number;
  limit: number;
}

export const instanceOrders = ['oldest', 'newest', 'name'] as const;
export type InstanceOrder = (typeof instanceOrders)[number];

export interface InstanceList {
  instances: StoredInstance[];
  /** How many match, on all pages. */
  total: number;
}

export async function listInstances(
  { db, sealer }: { db: Db; sealer: Sealer },
  search: InstanceSearch,
): Promise<InstanceList> {
  const [rows, { total }] = await Promise.all([
    matching(selectInstances(db), search)
      .where('instances.id', '>', search.afterId ?? 0)
      .orderBy(orderings[search.order ?? 'oldest'])
      .limit(search.limit)
      .offset(search.offset ?? 0)
      .execute(),
    matching(selectInstances(db), search)
      .clearSelect()
      .select((e) => e.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { instances: rows.map((row) => toStoredInstance(sealer, row)), total };
}

const orderings: Record<InstanceOrder, RawBuilder<unknown>> = {
  oldest: sql`instances.id`,
  newest: sql`instances.id desc`,
  name: sql`lower(instances.name), instances.id`,
};

function matching(query: ReturnType<typeof selectInstances>, search: InstanceSearch) {
  let result = query.where('instances.organization_id', '=', search.organizationId);
  if (search.connectorKey !== undefined) result = result.where('instances.connector_key', '=', search.connectorKey);
  if (search.tags?.length) result = result.where(sql<boolean>`instances.tags @> ${search.tags}::text[]`);
  if (search.searchText !== undefined) {
    const pattern = `%${search.searchText.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    result = result.where(
      sql<boolean>`(instances.name ilike ${pattern} or instances.connector_key ilike ${pattern}
        or exists (select from unnest(instances.tags) as tag where tag ilike ${pattern})
        or instances.id::text = ${search.searchText.trim()})`,
    );
  }
  if (search.pollingPaused) result = result.where(isPaused);
  if (search.state !== undefined) result = result.where(isInState(search.state, search));
  return result;
}

const isPaused = sql<boolean>`exists (
  select from polls where polls.instance_id = instances.id and polls.paused_at_ms is not null)`;
