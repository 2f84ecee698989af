import type { Catalog } from '../catalog/catalog.ts';
import { findResource } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import type { OnPage, ParameterValues } from '../hub/list-parameter-values.ts';
import { fillPlan, planQuery } from '../hub/plan-query.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedPoll, Cursor } from '../store/claim-polls.ts';
import { renderQuery, type RenderDeps, type RenderedQuery } from './render-query.ts';

export interface ScopeDeps extends RenderDeps {
  catalog: Pick<Catalog, 'byKeyOrId'>;
  ensureCursor: (poll: ClaimedPoll, scope: string) => Promise<Cursor>;
  /** The values by which a plan that leaves parameters open fans out; one empty set for a plan that leaves none. */
  listParameterValues: (account: ProviderAccount, plan: QueryPlan, onPage: OnPage) => Promise<ParameterValues[]>;
}

/** One query to scan, with the cursor it continues from. */
export interface PollScope {
  scope: string;
  account: ProviderAccount;
  cursor: Cursor;
  plan: QueryPlan;
  query: RenderedQuery;
  settleSeconds: number;
}

const unread: Cursor = {
  id: 0,
  scope: '',
  watermark: undefined,
  scannedAt: undefined,
  clockSkew: undefined,
  leastClockSkew: undefined,
  baselineComplete: false,
};

/**
 * What a poll has to scan: one query, or one for each value that its URL leaves open, every value with its own cursor.
 * `onPage` is called while the values are listed.
 */
export async function* pollScopes(deps: ScopeDeps, poll: ClaimedPoll, onPage: OnPage): AsyncGenerator<PollScope> {
  const account = accountOf(deps, poll);
  const outline = planFrom(account, poll, renderQuery(deps, poll, { cursor: unread, settleSeconds: 0 }));
  const { settleSeconds } = outline.resource.polling;
  for (const values of await deps.listParameterValues(account, outline, onPage)) {
    const scope = scopeName(fillPlan(outline, values).parameters);
    const cursor = await deps.ensureCursor(poll, scope);
    const query = renderQuery(deps, poll, { cursor, settleSeconds });
    const plan = fillPlan(planFrom(account, poll, query), values);
    yield { scope, account, cursor, plan, query, settleSeconds };
  }
}

function accountOf({ catalog }: ScopeDeps, { instance }: ClaimedPoll): ProviderAccount {
  const connector = catalog.byKeyOrId(instance.connectorKey);
  if (!connector) throw new Fault('connector.not_found', `The connector ${instance.connectorKey} is not installed.`);
  return { instanceId: instance.id, connector, configuration: instance.configuration };
}

function planFrom(
  { connector, configuration }: ProviderAccount,
  { definition }: ClaimedPoll,
  { url }: RenderedQuery,
): QueryPlan {
  const query = parseHubUrl(url);
  const { resource } = findResource(connector, query.path);
  return planQuery(connector, { pageSize: definition.pageSize ?? resource.polling.pageSize, ...query }, configuration);
}

/** The same whether a value is configured or found, so that its cursor outlives the change from one to the other. */
const scopeName = (values: Readonly<Record<string, string>>): string =>
  Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name]}`)
    .join('&');
