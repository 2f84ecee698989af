import { newFindings, throwIssues } from '../findings/findings.ts';
import type { PollDefinition, Warning } from '../poll-definition.ts';
import { readPollerConfiguration } from './read-poller-configuration.ts';

/**
 * The polled resources of an `event.poller.configuration` (an object, its JSON text, or nothing), and what was corrected
 * or ignored on the way. Throws `configuration.invalid` with all issues. `values` is the instance configuration: it
 * fills a zone such as `{TimeZone}`.
 */
export function normalizePollerConfiguration(
  value: unknown,
  path = 'configuration.event.poller.configuration',
  values: Record<string, string> = {},
): { definitions: PollDefinition[]; warnings: Warning[] } {
  const findings = newFindings();
  const { definitions } = readPollerConfiguration(findings, path, value, values);
  throwIssues(findings);
  return { definitions, warnings: findings.warnings };
}
