import type { JsonRecord } from '../../lib/json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { newFindings, refuse, throwIssues, warn, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';
import type { Warning } from '../poll-definition.ts';
import type { ReadPollerConfiguration } from '../poller-configuration/read-poller-configuration.ts';
import { collectValues, completeValues, takeValueUnlessSet } from './collect-values.ts';
import { eventMechanisms, pathOf, type ConfigurationRules, type EventMechanism } from './configuration-rules.ts';
import { readNotificationSettings, type NotificationSettings } from './read-notification-settings.ts';
import { readPolledResources, readPollingSettings, type PollingSettings } from './read-polling-settings.ts';

/** The configuration of an instance, checked: what is stored, and what it means. */
export interface InstanceConfiguration {
  /** Every value as text, defaults included; secrets in clear. */
  values: Record<string, string>;
  /** What was corrected, ignored or is kept without effect. */
  warnings: Warning[];
  mechanism: EventMechanism;
  /** Undefined when the mechanism is not polling. Polls run only while `notification.enabled`. */
  polling: PollingSettings | undefined;
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
  const resources = readResources(findings, values, mechanism, rules);
  for (const [key, value] of Object.entries(resources.misplaced.configuration)) {
    takeValueUnlessSet(findings, values, { key, value }, rules);
  }
  completeValues(findings, values, rules.entries);
  const notification = readNotificationSettings(findings, values);
  const { definitions } = resources;
  const polling = mechanism === 'polling' ? readPollingSettings(findings, values, definitions, rules) : undefined;
  throwIssues(findings);
  if (notification.enabled && polling?.definitions.length === 0) {
    warn(findings, pathOf('event.poller.configuration'), 'has no resource: nothing is polled');
  }
  const misplacedProviderData = resources.misplaced.providerData;
  return { values, warnings: findings.warnings, mechanism, polling, notification, misplacedProviderData };
}

/** Without polling the connector's own resources do not count, but what the instance says is checked all the same. */
const readResources = (
  findings: Findings,
  values: Record<string, string>,
  mechanism: EventMechanism,
  rules: ConfigurationRules,
): ReadPollerConfiguration => {
  const defaults = mechanism === 'polling' ? rules.defaults : { ...rules.defaults, pollerConfiguration: {} };
  return readPolledResources(findings, values, { ...rules, defaults });
};

/** `webhooks` is as common as `webhook`. While events are off, a mechanism that the connector lacks does no harm. */
function readMechanism(
  findings: Findings,
  values: Record<string, string>,
  { mechanisms = ['polling'] }: ConfigurationRules,
): EventMechanism {
  const key = 'event.vendor.type';
  const [first = 'polling'] = mechanisms;
  if (isUnset(values[key])) values[key] = first;
  const stated = values[key] ?? first;
  const word = stated
    .trim()
    .toLowerCase()
    .replace(/^webhooks$/, 'webhook');
  const mechanism = eventMechanisms.find((candidate) => candidate === word);
  if (mechanism !== undefined && mechanisms.includes(mechanism)) return mechanism;
  if (mechanism !== undefined && values['event.notification.enabled'] !== 'true') {
    const message = `kept, but the connector offers only ${mechanisms.join(', ')}: events cannot be switched on with it`;
    warn(findings, pathOf(key), message);
    return first;
  }
  const offer = mechanism === undefined ? '' : '; the connector offers no other';
  refuse(findings, pathOf(key), `found ${describeValue(stated)}; allowed: ${mechanisms.join(', ')}${offer}`);
  return first;
}
