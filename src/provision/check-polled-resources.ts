import { planQuery } from '../hub/plan-query.ts';
import { instantFromMs } from '../lib/instant.ts';
import { renderTimeTemplate } from '../lib/time-template/render-time-template.ts';
import { parseTimeTemplate, TimeTemplateError } from '../lib/time-template/time-template.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { newFindings, refuse, throwIssues } from '../model/findings/findings.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';
import type { PollDefinition } from '../model/poll-definition.ts';

/**
 * Plans the query of each polled resource as a poll at `now` would, without sending it. Throws `configuration.invalid`
 * with an issue for each that could never be polled: an unknown resource, a where clause that the provider cannot
 * answer, a path parameter that has no source.
 */
export function checkPolledResources(
  connector: Connector,
  values: Record<string, string>,
  definitions: readonly PollDefinition[],
  now: number,
): void {
  const findings = newFindings();
  for (const definition of definitions) {
    const fault = faultOf(connector, values, definition, now);
    if (fault) refuse(findings, pathOf(`event.poller.configuration.${definition.resource}.url`), fault);
  }
  throwIssues(findings);
}

function faultOf(
  connector: Connector,
  values: Record<string, string>,
  { url, updated }: PollDefinition,
  now: number,
): string | undefined {
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
    const { unfilled } = planQuery(connector, text, values);
    const orphan = unfilled.find(({ from }) => from === undefined);
    return orphan && `{${orphan.name}} has no value; set ${orphan.configuration.map(pathOf).join(' or ')}`;
  } catch (error) {
    if (error instanceof Fault || error instanceof TimeTemplateError) return error.message;
    throw error;
  }
}
