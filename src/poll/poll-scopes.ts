import type { Catalog } from '../catalog/catalog.ts';
import { closeWindow } from '../hub/close-window.ts';
import { findResource } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import type { OnPage, ParameterValues } from '../hub/list-parameter-values.ts';
import { fillPlan, planQuery } from '../hub/plan-query.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { Clock } from '../lib/clock.ts';
import { instantFromMs, type Instant } from '../lib/instant.ts';
import type { ConnectorResource } from '../model/connector.ts';
import type { PollingRules } from '../model/connector-polling.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import { type Cursor } from '../store/cursor.ts';
import { askFrom } from './ask-from.ts';
import { deletesPoll, deletesScopeName, listOfDeleted } from './deletes-scope.ts';
import { horizonOf, type Horizon } from '../detect/horizon.ts';
import { pollingRules } from '../model/polling-rules.ts';
import { scopeName } from '../model/scope-name.ts';
import { asksForAll, renderQuery } from './render-query.ts';
import type { Slice } from './slices.ts';
import { laneOf, lowerBound, significantSkew, type Lane } from '../detect/window.ts';
import { withRecordDates } from './with-record-dates.ts';

export interface ScopeDeps {
  clock: Clock;
  /** Zone of `${date:…}`. */
  serverTimezone: string;
  catalog: Pick<Catalog, 'find'>;
  ensureCursor: (poll: ClaimedPoll, scope: string) => Promise<Cursor>;
  /** The values by which a plan that leaves parameters open fans out; one empty set for a plan that leaves none. */
  listParameterValues: (account: ProviderAccount, plan: QueryPlan, onPage: OnPage) => Promise<ParameterValues[]>;
}

/** What is asked of the provider for one slice of a window. */
export interface SliceQuery {
  plan: QueryPlan;
  /** The hub URL with its dates filled in. */
  url: string;
  /** The upper bound that the URL itself has, if any. */
  until: Instant | undefined;
}

/** One query to scan, with the cursor it continues from. */
export interface PollScope {
  scope: string;
  /** The poll, as its definition is for this scope: a list of what was deleted has fields of its own. */
  poll: ClaimedPoll;
  /** The cursor under which the versions of its records are kept: that of the records themselves. */
  versionsOf: number;
  /** True: a list of what was deleted. */
  listsDeleted: boolean;
  account: ProviderAccount;
  resource: ConnectorResource;
  cursor: Cursor;
  polling: PollingRules;
  horizon: Horizon;
  lane: Lane;
  /** The window to ask for: from its lower bound to the provider's present, as far as it is known before asking. */
  since: Instant;
  now: Instant;
  /** The hub URL of the whole window, for people. */
  query: string;
  ask: (slice: Slice) => SliceQuery;
}

/**
 * What a poll has to scan: one query, or one for each value that its URL leaves open, every value with its own cursor.
 * `onPage` is called while the values are listed.
 */
export async function* pollScopes(deps: ScopeDeps, poll: ClaimedPoll, onPage: OnPage): AsyncGenerator<PollScope> {
  const account = await accountOf(deps, poll);
  const present = instantFromMs(deps.clock.now());
  const outline = sliceQuery(deps, poll, account, { since: present, now: present }).plan;
  const listed = await deps.listParameterValues(account, outline, onPage);
  const named = listed.map((values) => ({ values, scope: scopeName(fillPlan(outline, values).parameters) }));
  const { deletes } = outline.resource;
  for (const { values, scope } of longestUnreadFirst(poll, named)) {
    const cursor = await deps.ensureCursor(poll, scope);
    yield pollScope(deps, poll, account, { cursor, values });
    if (!deletes) continue;
    const ofDeleted = await deps.ensureCursor(poll, deletesScopeName(scope));
    const all = { ...outline.parameters, ...values };
    const asked = pollScope(deps, deletesPoll(poll, account.connector, deletes), account, {
      cursor: ofDeleted,
      values: all,
    });
    yield {
      ...asked,
      resource: listOfDeleted(asked.resource, deletes),
      versionsOf: cursor.id,
      listsDeleted: true,
    };
  }
}

/** A poll that never gets to its end, because of a rate limit, reads other scopes the next time. */
function longestUnreadFirst<Named extends { scope: string }>({ cursors }: ClaimedPoll, named: Named[]): Named[] {
  const scannedAt = new Map(cursors.map((cursor) => [cursor.scope, cursor.scannedAt ?? -Infinity]));
  const at = ({ scope }: Named) => scannedAt.get(scope) ?? -Infinity;
  return named.toSorted((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other)));
}

export async function accountOf(
  { catalog }: Pick<ScopeDeps, 'catalog'>,
  { instance }: ClaimedPoll,
): Promise<ProviderAccount> {
  const connector = await catalog.find(instance.organizationId, instance.connectorKey);
  if (!connector) throw new Fault('connector.not_found', `The connector ${instance.connectorKey} is not installed.`);
  const { id: instanceId, organizationId, configuration } = instance;
  return { organizationId, instanceId, connector, configuration };
}

function pollScope(
  deps: ScopeDeps,
  poll: ClaimedPoll,
  account: ProviderAccount,
  { cursor, values }: { cursor: Cursor; values: ParameterValues },
): PollScope {
  const now = instantFromMs(deps.clock.now()) + significantSkew(cursor.clockSkew);
  const { resource } = findResource(account.connector, parseHubUrl(poll.definition.url).path);
  const polling = pollingRules(resource.polling, poll.definition.polling);
  const horizon = horizonOf(polling, poll.learnedSettleSeconds);
  // Where everything is read anyway, the settle lane asks for no more than the fast one.
  const lane = asksForAll(poll.definition.url) ? 'settle' : laneOf(cursor, horizon, now);
  const { pollDelaySeconds } = poll.definition;
  const since = lowerBound({ cursor, start: poll.start, pollDelaySeconds, horizon, lane });
  return {
    scope: cursor.scope,
    poll,
    versionsOf: cursor.id,
    listsDeleted: false,
    account,
    resource,
    cursor,
    polling,
    horizon,
    lane,
    since,
    now,
    query: sliceQuery(deps, poll, account, { since, now }).url,
    ask: (slice) => {
      const query = sliceQuery(deps, poll, account, { ...slice, now });
      return { ...query, plan: fillPlan(query.plan, values) };
    },
  };
}

/** The query for one slice. The plan leaves open what the resource fans out by. */
function sliceQuery(
  { serverTimezone }: ScopeDeps,
  poll: ClaimedPoll,
  { connector, configuration }: ProviderAccount,
  { now, ...slice }: Slice & { now: Instant },
): SliceQuery {
  const { definition } = poll;
  const { resource: declared } = findResource(connector, parseHubUrl(definition.url).path);
  const polling = pollingRules(declared.polling, definition.polling);
  const since = askFrom(polling.filter, slice.since);
  const { url, until } = renderQuery(poll, { since, until: now }, serverTimezone);
  const parsed = parseHubUrl(url);
  const query =
    slice.until === undefined || !polling.upperBound ? parsed : closeWindow(parsed, polling.upperBound, slice.until);
  const plan = planQuery(connector, { pageSize: definition.pageSize ?? polling.pageSize, ...query }, configuration);
  return { plan: withRecordDates(asDeclared(plan, polling), definition), url, until };
}

/** What an instance says otherwise than the connector; an order that the query asks for stays as it is planned. */
function asDeclared(plan: QueryPlan, { order, resultCap = Infinity }: PollingRules): QueryPlan {
  const ordered = plan.order === plan.resource.polling.order ? { ...plan, order } : plan;
  if (ordered.paging.kind === 'feed' || resultCap >= (ordered.paging.maxRows ?? Infinity)) return ordered;
  const paging = { ...ordered.paging, maxRows: resultCap };
  return { ...ordered, paging, pageSize: Math.min(ordered.pageSize, resultCap) };
}
