import type { JsonRecord } from '../lib/json.ts';
import type { Literal } from '../lib/where/expression.ts';
import { printWhere } from '../lib/where/print-where.ts';
import { Fault } from '../model/fault.ts';
import { place, type HubDependencies } from './call-provider.ts';
import { unfilled } from './page-call.ts';
import { rowIdentity } from './paging/page-rows.ts';
import { fillPlan, planQuery } from './plan-query.ts';
import type { RecordPlan } from './plan-record.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';
import { readOne } from './read-one.ts';
import { readPage } from './read-page.ts';
import { shapeRecord } from './shape-record.ts';

/**
 * One record by its id: by the request that the connector declares for it, else by a filter on the id, where the vendor
 * has one. Never by reading the list. Faults: `record.not_found`, `query.unsupported` where there is neither, those of
 * callProvider, and `provider.malformed`.
 */
export async function hubRecord(
  dependencies: HubDependencies,
  account: ProviderAccount,
  { list, id, query }: RecordPlan,
): Promise<JsonRecord> {
  const [missing] = list.unfilled;
  if (missing) throw unfilled(list, missing.name);
  const { passedOn, fields } = query;
  const record = list.resource.one
    ? await readOne(dependencies, account, list, { id, passedOn })
    : await findById(dependencies, account, byId(list, { id, passedOn }, account), id);
  if (record) return shapeRecord(record, fields, account.configuration);
  throw new Fault('record.not_found', `${list.connector.name} has no record ${JSON.stringify(id)} at ${pathOf(list)}`);
}

const pathOf = ({ connector, resource }: QueryPlan): string => `/hubs/${connector.hub}${resource.path}`;

/** The list with the condition that the id is this one. */
function byId(
  list: QueryPlan,
  { id, passedOn }: { id: string; passedOn: Record<string, string> },
  { configuration }: ProviderAccount,
): QueryPlan {
  const { connector, resource, query, parameters } = list;
  const value: Literal = { kind: 'string', text: id };
  const where = printWhere({ kind: 'comparison', column: resource.idField, operator: '=', value });
  const plan = allowed(() => planQuery(connector, { path: query.path, where, passedOn }, configuration));
  if (plan && !plan.filter) return fillPlan(plan, parameters);
  throw new Fault(
    'query.unsupported',
    `${connector.name} cannot give single records of ${pathOf(list)}: its connector declares neither a request for one nor a filter by ${resource.idField}`,
  );
}

/** Undefined where the connector refuses what the vendor cannot filter by. */
function allowed(plan: () => QueryPlan): QueryPlan | undefined {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Fault && error.code === 'query.unsupported') return undefined;
    throw error;
  }
}

async function findById(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  id: string,
): Promise<JsonRecord | undefined> {
  const { idField, request } = plan.resource;
  const { records } = await readPage(dependencies, account, plan);
  const found = records.find((record) => rowIdentity(plan, record) === id);
  if (found || records.length === 0) return found;
  const where = place(account, { method: request.method, url: plan.url });
  throw new Fault(
    'provider.malformed',
    `${where}: the provider ignored the filter on ${idField}: it sent other records`,
  );
}
