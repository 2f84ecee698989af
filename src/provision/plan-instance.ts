import { pollingRules } from '../model/polling-rules.ts';
import { findResource } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import type { Clock } from '../lib/clock.ts';
import { instantFromMs, type Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { ConfigurationEntry, Connector } from '../model/connector.ts';
import { isSecretKey, maskedValue } from '../model/instance-configuration/is-secret-key.ts';
import { mechanismsOf } from '../model/instance-configuration/event-mechanisms.ts';
import {
  normalizeInstanceConfiguration,
  type InstanceConfiguration,
} from '../model/instance-configuration/normalize-instance-configuration.ts';
import type { PollStart } from '../model/instance-configuration/read-poll-start.ts';
import type { PollDefinition, Warning } from '../model/poll-definition.ts';
import { pollIdentity } from '../model/poller-configuration/poll-identity.ts';
import type { RegistrationToSave } from '../store/registrations-save.ts';
import type { PollToSave } from '../store/save-polls.ts';
import { capturedKeys } from '../model/captured-keys.ts';
import { checkPolledResources } from './check-polled-resources.ts';
import { instanceEntries } from '../model/instance-configuration/connector-entries.ts';
import { takesWebhooks } from '../model/takes-webhooks.ts';
import { wantedRegistrations } from './webhooks/wanted-registrations.ts';
import { takeBroughtTokens, type BroughtTokens } from './brought-tokens.ts';

/** What an instance will be, before anything is written or anybody is called. */
export interface InstancePlan {
  /** All values, secrets in clear, without the tokens. */
  values: Record<string, string>;
  /** The same, apart. */
  configuration: Record<string, string>;
  secrets: Record<string, string>;
  warnings: Warning[];
  eventsEnabled: boolean;
  callbackUrl: string | undefined;
  polls: PollToSave[];
  /** What is asked for at the provider, so that it sends webhooks. */
  registrations: RegistrationToSave[];
  /** Tokens that stood in the configuration. */
  broughtTokens: BroughtTokens | undefined;
  misplacedProviderData: JsonRecord | undefined;
}

export interface PlanInput {
  connector: Connector;
  configuration: Record<string, unknown>;
  /** Values that stay where `configuration` does not name them. */
  stored: Record<string, string>;
  bringsTokens: boolean;
  /** Keys of secrets among `stored`: they stay secret, whatever the connector has come to say of them, until new values are sent. */
  secretKeys?: readonly string[];
  /** Keys of values that hooks gave. Where nobody describes them, they are taken for secrets. */
  hookKeys?: readonly string[];
}

export interface PlanRules {
  clock: Clock;
  /** Least allowed event.poller.refresh_interval. */
  minRefreshMinutes: number;
  /** The address under which others reach this server, where it is set. */
  publicUrl?: string | undefined;
}

/** Throws one `configuration.invalid` with every issue. */
export function planInstance({ clock, minRefreshMinutes, publicUrl }: PlanRules, input: PlanInput): InstancePlan {
  const { connector } = input;
  const described = instanceEntries(connector, { bringsTokens: input.bringsTokens });
  const entries = withStoredSecrets([...described, ...undescribedSecrets(described, input.hookKeys ?? [])], input);
  const { defaultIntervalMinutes, configuration } = connector.events.polling;
  const checked = normalizeInstanceConfiguration(input.configuration, {
    entries,
    minRefreshMinutes,
    defaults: { refreshIntervalMinutes: defaultIntervalMinutes, pollerConfiguration: configuration },
    mechanisms: mechanismsOf(connector),
    stored: input.stored,
  });
  const { tokens, values } = takeBroughtTokens(checked.values, clock.now());
  const planned = { ...values, ...standIns(connector, values) };
  const warnings = checkPolledResources(connector, planned, checked.polling.definitions, clock.now());
  const { registrations, warnings: notAsked } = wantedRegistrations(connector, values);
  const isSecret = ([key]: [string, string]) => isSecretKey(key, entries);
  return {
    values,
    configuration: Object.fromEntries(Object.entries(values).filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(Object.entries(values).filter(isSecret)),
    warnings: [
      ...checked.warnings,
      ...warnings,
      ...notAsked,
      ...(publicUrl === undefined ? unknownAddress(values) : []),
    ],
    eventsEnabled: checked.notification.enabled,
    callbackUrl: checked.notification.callbackUrl,
    registrations,
    polls: toPolls(connector, checked, clock.now()),
    broughtTokens: tokens,
    misplacedProviderData: checked.misplacedProviderData,
  };
}

/** Providers would be sent to the address by which somebody has called this server. */
const unknownAddress = (values: Readonly<Record<string, string>>): Warning[] =>
  takesWebhooks(values)
    ? [
        {
          path: 'webhooks',
          message:
            'TIDINGS_PUBLIC_URL is not set: providers are told to send webhooks to the address by which this server is called, and must be able to reach it there',
        },
      ]
    : [];

const undescribedSecrets = (described: readonly ConfigurationEntry[], keys: readonly string[]): ConfigurationEntry[] =>
  keys
    .filter((key) => !described.some((entry) => entry.key === key))
    .map((key) => ({ key, name: key, description: '', type: 'PASSWORD', required: false }));

/** A stored secret was given as one: another type of its entry does not make it public. */
function withStoredSecrets(
  entries: readonly ConfigurationEntry[],
  { secretKeys = [], configuration }: Pick<PlanInput, 'secretKeys' | 'configuration'>,
): ConfigurationEntry[] {
  const isSentAnew = (key: string) => Object.hasOwn(configuration, key) && configuration[key] !== maskedValue;
  const stay = secretKeys.filter((key) => !isSecretKey(key, entries) && !isSentAnew(key));
  const ofStored = (entry: ConfigurationEntry): ConfigurationEntry =>
    stay.includes(entry.key) ? { ...entry, type: 'PASSWORD' } : entry;
  return [...entries.map(ofStored), ...undescribedSecrets(entries, stay)];
}

/**
 * What the provider will tell only when the instance is connected: queries can be planned with any value, and this one is
 * good as a time zone too.
 */
const standIns = (connector: Connector, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    capturedKeys(connector)
      .filter((key) => (values[key] ?? '').trim() === '')
      .map((key) => [key, isAddress(connector, key) ? 'https://provider.example' : 'UTC']),
  );

const isAddress = ({ baseUrl }: Connector, key: string): boolean =>
  key === 'base.url' || baseUrl.startsWith(`{${key}}`);

function toPolls(
  connector: Connector,
  { polling: settings, mechanism }: Pick<InstanceConfiguration, 'polling' | 'mechanism'>,
  now: number,
): PollToSave[] {
  const { definitions, intervalMs, leastIntervalMs, greatestIntervalMs, start, initialEvents } = settings;
  return definitions.map((definition) => ({
    definition,
    identity: pollIdentity(definition),
    intervalMs,
    leastIntervalMs,
    greatestIntervalMs,
    received: mechanism !== 'polling',
    ...whatIsRemembered(connector, definition),
    startUs: startInstant(start, now),
    initialBeforeUs: instantFromMs(now),
    silentInitial: initialEvents === 'silent',
  }));
}

/** What compares records with their former versions needs those of all of them. */
function whatIsRemembered(
  connector: Connector,
  { url, polling, changedFields, keepRecords }: PollDefinition,
): Pick<PollToSave, 'reconcileEveryMs' | 'remembersAll'> {
  const { resource } = findResource(connector, parseHubUrl(url).path);
  const { reconciliation, contentOnly } = pollingRules(resource.polling, polling);
  const { everyHours } = reconciliation;
  return {
    reconcileEveryMs: everyHours === undefined ? undefined : Math.round(everyHours * 3_600_000),
    remembersAll: changedFields || keepRecords || contentOnly || everyHours !== undefined,
  };
}

function startInstant(start: PollStart, now: number): Instant {
  if (start.kind === 'now') return instantFromMs(now);
  return start.kind === 'date' ? start.instant : 0;
}

/** The stored values that a replacing configuration keeps: the secrets that it sends back masked. */
export const keptByMask = (
  stored: Record<string, string>,
  configuration: Record<string, unknown>,
): Record<string, string> =>
  Object.fromEntries(Object.entries(stored).filter(([key]) => configuration[key] === maskedValue));
