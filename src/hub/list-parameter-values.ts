import { readField } from '../lib/field-path.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { HubDependencies } from './call-provider.ts';
import { fillPlan, planQuery } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan, UnfilledParameter } from './query-plan.ts';
import { unfilled } from './page-call.ts';
import { readResource } from './read-resource.ts';

export type ParameterValues = Record<string, string>;

/** Called after each page that is read on the way; what it throws ends the listing. */
export type OnPage = () => Promise<void>;

/**
 * The sets of values by which the unfilled parameters of a plan are filled: those of every record of the resources they
 * come from, e.g. every list for `{listId}`. One empty set when nothing is unfilled. Throws `configuration.invalid` when a
 * parameter has no such resource.
 */
export async function listParameterValues(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  onPage: OnPage = () => Promise.resolve(),
): Promise<ParameterValues[]> {
  const list: Listing = { dependencies, account, onPage };
  let sets: ParameterValues[] = [{}];
  for (const parameter of plan.unfilled) {
    const values = await valuesOf(list, plan, parameter);
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [parameter.name]: value })));
  }
  return sets;
}

interface Listing {
  dependencies: HubDependencies;
  account: ProviderAccount;
  onPage: OnPage;
}

async function valuesOf(
  { dependencies, account, onPage }: Listing,
  plan: QueryPlan,
  { name, from, field }: UnfilledParameter,
): Promise<string[]> {
  const parent = from === undefined ? undefined : plan.connector.resources[from];
  if (!parent) throw unfilled(plan, name);
  const parentQuery = { path: parent.path, passedOn: {}, pageSize: Number.MAX_SAFE_INTEGER };
  const parentPlan = planQuery(plan.connector, parentQuery, account.configuration);
  const values = new Set<string>();
  for (const set of await listParameterValues(dependencies, account, parentPlan, onPage)) {
    for await (const { records } of readResource(dependencies, account, fillPlan(parentPlan, set))) {
      for (const value of records.flatMap((record) => idOf(record, field))) values.add(value);
    }
  }
  return [...values];
}

function idOf(record: JsonRecord, field: string): string[] {
  const value = readField(record, field);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
