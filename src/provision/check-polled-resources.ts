import { closeWindow } from '../hub/close-window.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import { planQuery } from '../hub/plan-query.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import { instantFromMs } from '../lib/instant.ts';
import { renderTimeTemplate } from '../lib/time-template/render-time-template.ts';
import { parseTimeTemplate, TimeTemplateError } from '../lib/time-template/time-template.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { newFindings, refuse, throwIssues, warn, type Findings } from '../model/findings/findings.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';
import { pollingRules } from '../model/polling-rules.ts';
import type { PollDefinition, Warning } from '../model/poll-definition.ts';

/**
 * Plans the query of each polled resource as a poll at `now` would, without sending it. Throws `configuration.invalid`
 * with an issue for each that could never be polled: an unknown resource, a where clause that the provider cannot
 * answer, a path parameter that has no source. Answers warnings on what may lose records.
 */
export function checkPolledResources(
  connector: Connector,
  values: Record<string, string>,
  definitions: readonly PollDefinition[],
  now: number,
): Warning[] {
  const findings = newFindings();
  for (const definition of definitions) {
    const path = pathOf(`event.poller.configuration.${definition.resource}`);
    const plan = planOf(connector, values, definition, now);
    if (typeof plan === 'string') refuse(findings, `${path}.url`, plan);
    else warnOfLimits(findings, `${path}.polling`, definition, plan);
    if (typeof plan !== 'string')
      warnOfBound(findings, `${path}.polling.upperBound`, definition, { open: plan, values });
  }
  throwIssues(findings);
  return findings.warnings;
}

/** On limits that the instance itself states; the connector's own word is not questioned. */
function warnOfLimits(findings: Findings, path: string, { polling }: PollDefinition, { resource, order }: QueryPlan) {
  const rules = pollingRules(resource.polling, polling);
  const ordered = order === resource.polling.order ? rules.order : order;
  if (polling.resultCap !== undefined && ordered !== 'updatedAscending' && !rules.upperBound)
    warn(
      findings,
      `${path}.resultCap`,
      'a poll that meets it fails: there is neither an ascending order nor an upperBound by which the rest could be asked for',
    );
  if (polling.longestWindowSeconds !== undefined && !rules.upperBound)
    warn(findings, `${path}.longestWindowSeconds`, 'has no effect: without an upperBound no window can be closed');
  if (polling.maxSettleSeconds !== undefined && polling.maxSettleSeconds < rules.settleSeconds)
    warn(findings, `${path}.maxSettleSeconds`, `has no effect: settleSeconds is ${rules.settleSeconds} already`);
}

/** A bound that the provider is not asked for closes no window. */
function warnOfBound(
  findings: Findings,
  path: string,
  { polling }: PollDefinition,
  { open, values }: { open: QueryPlan; values: Record<string, string> },
): void {
  const { upperBound } = polling;
  if (!upperBound) return;
  const { connector, query } = open;
  const closed = planQuery(connector, closeWindow(query, upperBound, 0), values);
  if (sent(closed) === sent(open))
    warn(findings, path, `has no effect: the provider cannot filter by ${upperBound.field} with "<="`);
}

const sent = ({ vendorQuery, headers, expression, bodyConditions }: QueryPlan): string =>
  JSON.stringify([[...vendorQuery], headers, expression, bodyConditions]);

/** The plan of the query, or why there is none. */
function planOf(
  connector: Connector,
  values: Record<string, string>,
  { url, updated, polling }: PollDefinition,
  now: number,
): QueryPlan | string {
  const at = instantFromMs(now);
  const format = updated && { updatedFormat: { format: updated.format, timezone: updated.timezone } };
  try {
    const text = renderTimeTemplate(parseTimeTemplate(url), {
      since: at,
      until: at,
      serverTimezone: 'UTC',
      zones: values,
      ...format,
    });
    const query = parseHubUrl(text);
    const plan = planQuery(connector, query, values);
    const { upperBound } = pollingRules(plan.resource.polling, polling);
    if (upperBound) planQuery(connector, closeWindow(query, upperBound, at), values);
    const orphan = plan.unfilled.find(({ from }) => from === undefined);
    return orphan ? `{${orphan.name}} has no value; set ${orphan.configuration.map(pathOf).join(' or ')}` : plan;
  } catch (error) {
    if (error instanceof Fault || error instanceof TimeTemplateError) return error.message;
    throw error;
  }
}
