import { describeValue } from './findings/describe-value.ts';
import { newFindings, refuse, throwIssues, type Findings } from './findings/findings.ts';
import { suggestion } from './findings/nearest-key.ts';
import { isSecretKey, maskedValue } from './instance-configuration/is-secret-key.ts';
import { readNotificationSettings } from './instance-configuration/read-notification-settings.ts';
import { standardConfigurationEntries } from './instance-configuration/standard-configuration-entries.ts';

/** The `config` of a subscription that no instance has, checked. */
export interface SubscriptionConfig {
  url: string;
  /** The other settings as text, by key; secrets in clear. */
  settings: Record<string, string>;
}

const urlKey = 'event.notification.callback.url';

/** Of an instance alone: whether it has events, and how they are put together before anybody is told. */
const ofInstances: readonly string[] = [
  'event.notification.enabled',
  'event.notification.type',
  'event.notification.batch.size',
  urlKey,
];

/** What somebody who knows the configuration of instances will look for. */
const elsewhere: Readonly<Record<string, string>> = {
  [urlKey]: 'is not taken here; allowed: the URL as config.url',
  'event.notification.batch.size':
    'is not taken here; allowed: in the configuration of an instance, for all who are told its events',
  'event.notification.enabled': 'is not taken here; allowed: active, beside config',
  'event.notification.type': 'is not taken here; allowed: channel, beside config',
};

/** The settings that a `config` may have beside `url`. */
export const subscriptionSettingKeys: readonly string[] = standardConfigurationEntries
  .filter(({ key, unused }) => key.startsWith('event.notification.') && unused !== true && !ofInstances.includes(key))
  .map(({ key }) => key);

const known = ['url', ...subscriptionSettingKeys];

/**
 * Checks a `config`: `url`, and settings as an instance's configuration has them. With `stored` it is a change: what it
 * does not name stays, null takes a setting away, and a mask keeps the secret. Throws one `configuration.invalid` with all
 * issues, whose paths begin with `config`. Whether the address may be called is decided elsewhere.
 */
export function readSubscriptionConfig(
  config: Record<string, unknown>,
  stored?: SubscriptionConfig,
): SubscriptionConfig {
  const findings = newFindings();
  const values: Record<string, string> = { ...stored?.settings, ...(stored && { url: stored.url }) };
  for (const [key, value] of Object.entries(config)) takeValue(findings, values, key, value);
  const { url: givenUrl, ...settings } = values;
  const all = { ...settings, ...(givenUrl !== undefined && { [urlKey]: givenUrl }) };
  const { callbackUrl } = readNotificationSettings(findings, all, placeOf);
  const urlIssue = findings.issues.some(({ path }) => path === 'config.url');
  if (callbackUrl === undefined && !urlIssue) refuse(findings, 'config.url', 'missing; allowed: an http or https URL');
  throwIssues(findings);
  return { url: callbackUrl ?? '', settings };
}

function takeValue(findings: Findings, values: Record<string, string>, key: string, value: unknown): void {
  const path = `config.${key}`;
  if (!known.includes(key)) {
    refuse(findings, path, elsewhere[key] ?? `unknown; allowed: ${known.join(', ')}.${suggestion(key, known)}`);
  } else if (value === null) {
    delete values[key];
  } else if (value === maskedValue && isSecretKey(key, [])) {
    if (values[key] === undefined) refuse(findings, path, `found the mask ${maskedValue}; allowed: the value itself`);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    values[key] = String(value);
  } else {
    refuse(findings, path, `found ${describeValue(value)}; allowed: a text`);
  }
}

/** Where a setting stands in a subscription. */
const placeOf = (key: string): string => (key === urlKey ? 'config.url' : `config.${key}`);
