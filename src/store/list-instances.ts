import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';
import { selectInstances, toStoredInstance, type StoredInstance } from './stored-instance.ts';

export interface InstanceSearch {
  organizationId: number;
  connectorKey?: string;
  /** Only instances that have all of these. */
  tags?: string[];
  /** Part of the name, of a tag or of the connector's key; upper and lower case are the same. */
  searchText?: string;
  /** Only instances whose polling was paused by failures. */
  pollingPaused?: boolean;
  /** Only ids above this one. */
  afterId: number;
  limit: number;
}

export interface InstanceList {
  instances: StoredInstance[];
  /** How many match, on all pages. */
  total: number;
}

/** By id, oldest first. */
export async function listInstances(
  { db, sealer }: { db: Db; sealer: Sealer },
  search: InstanceSearch,
): Promise<InstanceList> {
  const [rows, { total }] = await Promise.all([
    matching(selectInstances(db), search)
      .where('instances.id', '>', search.afterId)
      .orderBy('instances.id')
      .limit(search.limit)
      .execute(),
    matching(selectInstances(db), search)
      .clearSelect()
      .select((e) => e.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { instances: rows.map((row) => toStoredInstance(sealer, row)), total };
}

function matching(query: ReturnType<typeof selectInstances>, search: InstanceSearch) {
  let result = query.where('instances.organization_id', '=', search.organizationId);
  if (search.connectorKey !== undefined) result = result.where('instances.connector_key', '=', search.connectorKey);
  if (search.tags?.length) result = result.where(sql<boolean>`instances.tags @> ${search.tags}::text[]`);
  if (search.searchText !== undefined) {
    const pattern = `%${search.searchText.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    result = result.where(
      sql<boolean>`(instances.name ilike ${pattern} or instances.connector_key ilike ${pattern}
        or exists (select from unnest(instances.tags) as tag where tag ilike ${pattern}))`,
    );
  }
  if (search.pollingPaused)
    result = result.where(
      sql<boolean>`exists (select from polls where polls.instance_id = instances.id and polls.paused_at_ms is not null)`,
    );
  return result;
}
