import { withoutSecrets } from '../../hub/hooks/without-secrets.ts';
import { pageCall } from '../../hub/page-call.ts';
import { baseUrl } from '../../hub/plan-query.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import type { QueryPlan } from '../../hub/query-plan.ts';
import type { Clock } from '../../lib/clock.ts';
import { printWhere } from '../../lib/where/print-where.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { pollScopes, type PollScope, type ScopeDeps } from '../poll-scopes.ts';
import { firstSlices } from '../slices.ts';
import type { PreviewedPoll } from './previewed-poll.ts';

/** One request to the provider, without credentials. */
export interface PreviewRequest {
  method: string;
  /** From the root of the provider, without the query; `{name}` where a list gives the values. */
  path: string;
  query: { name: string; value: string }[];
  /** As JSON text. */
  body: string | undefined;
}

export interface PreviewRequests {
  /** The first page of each query. */
  requests: PreviewRequest[];
  /** Further queries that are not shown. */
  more: number;
  /** The part of the where clause that the provider does not filter by, or more coarsely than asked. */
  filteredHere: string[];
  /** What else one has to know of them. */
  notes: string[];
  /** Why they cannot be told; undefined: they can. */
  unknown: string | undefined;
}

export interface PreviewRequestDeps {
  clock: Clock;
  serverTimezone: string;
  connector: Connector;
}

const mostShown = 5;

/** What the hub would send for the next poll, as far as that can be told without asking anybody. */
export async function previewRequests(
  { clock, serverTimezone, connector }: PreviewRequestDeps,
  { poll, cursor }: PreviewedPoll,
): Promise<PreviewRequests> {
  const shown: PreviewRequests = { requests: [], more: 0, filteredHere: [], notes: [], unknown: undefined };
  const addressed = { ...poll.instance, configuration: withAddress(connector, poll.instance.configuration) };
  const deps: ScopeDeps = {
    clock,
    serverTimezone,
    catalog: { find: () => Promise.resolve(connector) },
    ensureCursor: (_poll, scope) => Promise.resolve({ ...cursor, scope }),
    listParameterValues: (_account, plan) => Promise.resolve([standInValues(plan, shown.notes)]),
  };
  try {
    for await (const scope of pollScopes(deps, { ...poll, instance: addressed }, () => Promise.resolve()))
      addScope(shown, scope);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...shown, requests: [], unknown: error.message };
  }
  return shown;
}

/** Of an account whose address nobody has told, or only half of it, the paths alone are shown. */
function withAddress(connector: Connector, configuration: Record<string, string>): Record<string, string> {
  if (hasAddress(connector, configuration)) return configuration;
  const path = connector.baseUrl.replace(/^https?:\/\/[^/]*|^\{[^{}]*\}/, '');
  return { ...configuration, 'base.url': `https://provider.invalid${path.startsWith('/') ? path : ''}` };
}

function hasAddress(connector: Connector, configuration: Record<string, string>): boolean {
  try {
    return /^https?:$/.test(URL.parse(baseUrl(connector, configuration))?.protocol ?? '');
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** A list gives the values of what nothing else does: they are shown by their names. */
function standInValues({ unfilled, connector }: QueryPlan, notes: string[]): Record<string, string> {
  for (const { name, from, field, configuration } of unfilled) {
    const list = from === undefined ? undefined : connector.resources[from];
    if (list) {
      notes.push(
        `Once for each value of {${name}}: the ${field} of the records of /hubs/${connector.hub}${list.path}.`,
      );
      continue;
    }
    const where = configuration.length > 0 ? `the configuration entry ${configuration.join(' or ')}, or ` : '';
    throw new Fault('configuration.invalid', `{${name}} has no value; it comes from ${where}the URL.`);
  }
  return Object.fromEntries(unfilled.map(({ name }) => [name, `{${name}}`]));
}

function addScope(shown: PreviewRequests, scope: PollScope): void {
  const slices = firstSlices(scope.polling, scope.since, scope.now);
  for (const slice of slices) {
    if (shown.requests.length >= mostShown) {
      shown.more++;
      continue;
    }
    const { plan } = scope.ask(slice);
    shown.requests.push(requestOf(plan, scope.account));
    if (slice === slices[0]) addRemarks(shown, scope, plan);
  }
}

function addRemarks(shown: PreviewRequests, { listsDeleted, resource, account }: PollScope, plan: QueryPlan): void {
  const here = [plan.filter, plan.refine].flatMap((expression) => (expression ? [printWhere(expression)] : []));
  shown.filteredHere.push(...here.map(withoutSecrets(account)));
  if (listsDeleted) shown.notes.push('A further request reads the list of deleted records.');
  if (plan.paging.kind === 'feed')
    shown.notes.push('A change feed: this is its first request; later polls go on from where it was left.');
  if (resource.hooks.preRequest ?? account.connector.hooks.preRequest)
    shown.notes.push('A preRequest hook may change the request before it is sent.');
  if (resource.fetchEach) shown.notes.push('Each record of the list is then read by its id.');
}

function requestOf(plan: QueryPlan, account: ProviderAccount): PreviewRequest {
  const { call } = pageCall(plan, account, undefined);
  const { pathname, searchParams } = new URL(call.url);
  const hide = withoutSecrets(account);
  return {
    method: call.method,
    path: hide(pathname.replaceAll(/%7B([^%]*)%7D/gi, '{$1}')),
    query: [...searchParams].map(([name, value]) => ({ name, value: hide(value) })),
    body: call.body === undefined ? undefined : hide(call.body),
  };
}
