import { sql } from 'kysely';
import { bigints, ints, jsons, texts } from './columns.ts';
import { and, type Condition } from './conditions.ts';
import type { Db } from './database.ts';

/** One call of the API that concerned an instance. */
export interface UsageRecord {
  /** The request id: 24 hexadecimal digits. */
  id: string;
  organizationId: number;
  /** Of the user who called. */
  accountId: number;
  userId: number;
  instanceId: number | null;
  /** Of the instance as it was then; null where there was none with this id, or it had just been deleted. */
  connectorKey: string | null;
  instanceName: string | null;
  tags: string[] | null;
  hub: string | null;
  method: string;
  uri: string;
  ip: string | null;
  statusCode: number;
  durationMs: number;
  /** Epoch milliseconds when it was answered. */
  createdAt: number;
}

/** A record that is there already stays as it is. */
export async function insertUsage(db: Db, records: UsageRecord[]): Promise<void> {
  await sql`
    insert into usage_records
      (id, organization_id, account_id, user_id, instance_id, connector_key, instance_name, tags, hub, method, uri, ip,
       status_code, duration_ms, created_at_ms)
    select id, organization_id, account_id, user_id, instance_id, connector_key, instance_name,
      case when tags is not null then array(select jsonb_array_elements_text(tags)) end, hub, method, uri, ip,
      status_code, duration_ms, created_at_ms
    from unnest(
      ${texts(records, (r) => r.id)}, ${bigints(records, (r) => r.organizationId)},
      ${bigints(records, (r) => r.accountId)}, ${bigints(records, (r) => r.userId)},
      ${bigints(records, (r) => r.instanceId)}, ${texts(records, (r) => r.connectorKey)},
      ${texts(records, (r) => r.instanceName)}, ${jsons(records, (r) => r.tags)}, ${texts(records, (r) => r.hub)},
      ${texts(records, (r) => r.method)}, ${texts(records, (r) => r.uri)}, ${texts(records, (r) => r.ip)},
      ${ints(records, (r) => r.statusCode)}, ${ints(records, (r) => r.durationMs)},
      ${bigints(records, (r) => r.createdAt)}
    ) r(id, organization_id, account_id, user_id, instance_id, connector_key, instance_name, tags, hub, method, uri, ip,
        status_code, duration_ms, created_at_ms)
    on conflict (id) do nothing`.execute(db);
}

export interface UsageSearch {
  organizationId: number;
  /** Answered from this moment on, and up to that one, both included; epoch milliseconds. */
  from: number;
  to: number;
  hub: string | undefined;
  /** Of any of these connectors. */
  connectorKeys: string[];
  /** Of instances that had all of these. */
  tags: string[];
  accountIds: number[] | undefined;
  /** Undefined: both. */
  succeeded: boolean | undefined;
  /** Part of the URI, of the name of the instance or of the connector's key; upper and lower case are the same. */
  searchText: string | undefined;
  /** Only records before this one. */
  before: UsagePlace | undefined;
  /** So many are passed over. */
  offset: number;
  limit: number;
}

export type UsagePlace = Pick<UsageRecord, 'createdAt' | 'id'>;

/** Newest first. */
export async function listUsage(db: Db, search: UsageSearch): Promise<UsageRecord[]> {
  const { rows } = await sql<UsageRecord>`
    select ${columns} from usage_records where ${and(conditions(search))}
    order by created_at_ms desc, id desc limit ${search.limit} offset ${search.offset}`.execute(db);
  return rows;
}

export async function findUsage(
  db: Db,
  { organizationId, id }: { organizationId: number; id: string },
): Promise<UsageRecord | undefined> {
  const { rows } = await sql<UsageRecord>`
    select ${columns} from usage_records where id = ${id} and organization_id = ${organizationId}`.execute(db);
  return rows[0];
}

const columns = sql`
  id, organization_id "organizationId", account_id "accountId", user_id "userId", instance_id "instanceId",
  connector_key "connectorKey", instance_name "instanceName", tags, hub, method, uri, ip, status_code "statusCode",
  duration_ms "durationMs", created_at_ms "createdAt"`;

function conditions(search: UsageSearch): Condition[] {
  const { hub, connectorKeys, tags, accountIds, succeeded, searchText, before } = search;
  const found = [
    sql`organization_id = ${search.organizationId}`,
    sql`created_at_ms between ${search.from} and ${search.to}`,
  ];
  if (hub !== undefined) found.push(sql`hub = ${hub}`);
  if (connectorKeys.length > 0) found.push(sql`connector_key = any(${connectorKeys}::text[])`);
  if (tags.length > 0) found.push(sql`tags @> ${tags}::text[]`);
  if (accountIds) found.push(sql`account_id = any(${accountIds}::bigint[])`);
  if (succeeded !== undefined) found.push(sql`(status_code < 400) = ${succeeded}`);
  if (searchText !== undefined)
    found.push(sql`strpos(lower(concat_ws(' ', uri, instance_name, connector_key)), lower(${searchText})) > 0`);
  if (before) {
    found.push(sql`created_at_ms <= ${before.createdAt}`);
    found.push(sql`(created_at_ms, id) < (${before.createdAt}::bigint, ${before.id}::text)`);
  }
  return found;
}

export interface NamedInstance {
  id: number;
  organizationId: number;
  connectorKey: string;
  name: string;
  tags: string[];
}

/** What the usage log tells of these instances. */
export async function nameInstances(db: Db, ids: number[]): Promise<NamedInstance[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('instances')
    .where('id', 'in', ids)
    .select(['id', 'organization_id as organizationId', 'connector_key as connectorKey', 'name', 'tags'])
    .execute();
}
