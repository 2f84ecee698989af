import type { JsonRecord } from '../../lib/json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { newFindings, refuse, throwIssues, warn, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';
import type { Warning } from '../poll-definition.ts';
import { collectValues, completeValues, takeValueUnlessSet } from './collect-values.ts';
import { pathOf, type ConfigurationRules, type EventMechanism } from './configuration-rules.ts';
import { mechanismNamed, vendorTypeKey } from './event-mechanisms.ts';
import { readNotificationSettings, type NotificationSettings } from './read-notification-settings.ts';
import { readPolledResources, readPollingSettings, type PollingSettings } from './read-polling-settings.ts';

/** The configuration of an instance, checked: what is stored, and what it means. */
export interface InstanceConfiguration {
  /** Every value as text, defaults included; secrets in clear. */
  values: Record<string, string>;
  /** What was corrected, ignored or is kept without effect. */
  warnings: Warning[];
  mechanism: EventMechanism;
  /** With webhooks polls run too, though rarely, to confirm that nothing is missing. None runs unless `notification.enabled`. */
  polling: PollingSettings;
  notification: NotificationSettings;
  /** `providerData` that stood inside the polling configuration by mistake; counts where the body has none. */
  misplacedProviderData: JsonRecord | undefined;
}

/**
 * Checks the `configuration` of a request. With `rules.stored` it is a change of an instance: what it does not name
 * stays. Throws one `configuration.invalid` with all issues.
 */
export function normalizeInstanceConfiguration(
  input: Record<string, unknown>,
  rules: ConfigurationRules,
): InstanceConfiguration {
  const findings = newFindings();
  const values = collectValues(findings, input, rules);
  const mechanism = readMechanism(findings, values, rules);
  const resources = readPolledResources(findings, values, rules);
  for (const [key, value] of Object.entries(resources.misplaced.configuration)) {
    takeValueUnlessSet(findings, values, { key, value }, rules);
  }
  completeValues(findings, values, rules.entries);
  const notification = readNotificationSettings(findings, values);
  const { definitions } = resources;
  const polling = readPollingSettings(findings, values, { definitions, mechanism }, rules);
  throwIssues(findings);
  if (notification.enabled && mechanism !== 'webhook' && definitions.length === 0) {
    warn(findings, pathOf('event.poller.configuration'), 'has no resource: nothing is polled');
  }
  const misplacedProviderData = resources.misplaced.providerData;
  return { values, warnings: findings.warnings, mechanism, polling, notification, misplacedProviderData };
}

/** While events are off, a mechanism that the connector lacks does no harm. */
function readMechanism(
  findings: Findings,
  values: Record<string, string>,
  { mechanisms = ['polling'] }: ConfigurationRules,
): EventMechanism {
  const key = vendorTypeKey;
  const [first = 'polling'] = mechanisms;
  if (isUnset(values[key])) values[key] = first;
  const stated = values[key] ?? first;
  const mechanism = mechanismNamed(stated);
  if (mechanism !== undefined && mechanisms.includes(mechanism)) return mechanism;
  if (mechanism !== undefined && values['event.notification.enabled'] !== 'true') {
    const message = `kept, but the connector offers only ${mechanisms.map(nameOf).join(', ')}: events cannot be switched on with it`;
    warn(findings, pathOf(key), message);
    return first;
  }
  const offer = mechanism === undefined ? '' : '; the connector offers no other';
  refuse(
    findings,
    pathOf(key),
    `found ${describeValue(stated)}; allowed: ${mechanisms.map(nameOf).join(', ')}${offer}`,
  );
  return first;
}

/** As documents and forms have it. */
const nameOf = (mechanism: EventMechanism): string => (mechanism === 'webhook' ? 'webhooks' : mechanism);
