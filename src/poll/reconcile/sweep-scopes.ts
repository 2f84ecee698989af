import { parseHubUrl } from '../../hub/hub-query.ts';
import { findResource } from '../../hub/find-resource.ts';
import type { OnPage } from '../../hub/list-parameter-values.ts';
import { fillPlan, planQuery } from '../../hub/plan-query.ts';
import type { QueryPlan } from '../../hub/query-plan.ts';
import type { ConnectorResource } from '../../model/connector.ts';
import type { PollingRules } from '../../model/connector-polling.ts';
import type { ClaimedPoll } from '../../store/claim-polls.ts';
import { accountOf, pollScopes, type PollScope, type ScopeDeps } from '../poll-scopes.ts';
import { pollingRules } from '../../model/polling-rules.ts';
import { renderQuery } from '../render-query.ts';
import { withRecordDates } from '../with-record-dates.ts';
import { undatedQuery } from './undated-query.ts';

/** A scope of a poll, with the query that reads all of its records. */
export interface SweepScope extends PollScope {
  whole: QueryPlan;
  /** A poll returns every record, too. */
  pollsSeeAll: boolean;
}

/** What a sweep has to read, in the order of the names of the scopes, as work that can wait. */
export async function sweepScopes(deps: ScopeDeps, poll: ClaimedPoll, onPage: OnPage): Promise<SweepScope[]> {
  const { connector, configuration } = await accountOf(deps, poll);
  const { query, dropped } = undatedQuery(
    (moment) => renderQuery(poll, { since: moment, until: moment }, deps.serverTimezone).url,
  );
  // As large as the provider allows: a sweep costs least that way.
  const pageSize = poll.definition.pageSize ?? Number.MAX_SAFE_INTEGER;
  const outline = withRecordDates(planQuery(connector, { pageSize, ...query }, configuration), poll.definition);
  const scopes: SweepScope[] = [];
  for await (const scope of pollScopes(inBackground(deps), poll, onPage)) {
    if (scope.listsDeleted) continue;
    const newestFirst = scope.polling.order === 'updatedDescending';
    scopes.push({
      ...scope,
      account: { ...scope.account, background: true },
      whole: fillPlan(outline, scope.ask({ since: scope.since }).plan.parameters),
      pollsSeeAll: !dropped && !newestFirst && scope.resource.paging.kind !== 'feed',
    });
  }
  return scopes.sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

const inBackground = (deps: ScopeDeps): ScopeDeps => ({
  ...deps,
  listParameterValues: (account, plan, onPage) =>
    deps.listParameterValues({ ...account, background: true }, plan, onPage),
});

/** The resource that a poll reads, and the rules that hold for it. */
export async function resourceOf(
  deps: Pick<ScopeDeps, 'catalog'>,
  poll: ClaimedPoll,
): Promise<{ resource: ConnectorResource; polling: PollingRules }> {
  const { connector } = await accountOf(deps, poll);
  const { resource } = findResource(connector, parseHubUrl(poll.definition.url).path);
  return { resource, polling: pollingRules(resource.polling, poll.definition.polling) };
}
