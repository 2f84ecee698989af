import { isRecord } from '../../lib/json.ts';
import { warn, type Findings } from '../findings/findings.ts';
import { isUnset, readChoice } from '../findings/read-setting.ts';
import type { PollDefinition } from '../poll-definition.ts';
import { convertLegacyPollerUrls } from '../poller-configuration/convert-legacy-poller-urls.ts';
import {
  readPollerConfiguration,
  type ReadPollerConfiguration,
} from '../poller-configuration/read-poller-configuration.ts';
import { pathOf, type ConfigurationRules, type EventMechanism } from './configuration-rules.ts';
import { readPollInterval, readRarePollInterval, type PollInterval } from './read-poll-interval.ts';
import { readPollStart, type PollStart } from './read-poll-start.ts';

/** How an instance is polled. */
export interface PollingSettings extends PollInterval {
  definitions: PollDefinition[];
  start: PollStart;
  /** `silent`: old data found by a first read is remembered and not told. */
  initialEvents: 'send' | 'silent';
}

const configurationKey = 'event.poller.configuration';
const legacyKey = 'event.poller.urls';
const startKey = 'event.poller.start';
const initialKey = 'event.poller.initial.events';

/** The polled resources: the instance's own, else those of its legacy form, else the connector's, which it then keeps. */
export function readPolledResources(
  findings: Findings,
  values: Record<string, string>,
  { defaults }: ConfigurationRules,
): ReadPollerConfiguration {
  const [own, legacy] = [values[configurationKey], values[legacyKey]];
  if (isUnset(own) && legacy !== undefined && !isUnset(legacy)) {
    warn(findings, pathOf(legacyKey), `old form, taken as ${configurationKey}`);
    const known = isRecord(defaults.pollerConfiguration) ? defaults.pollerConfiguration : {};
    const converted = convertLegacyPollerUrls(findings, pathOf(legacyKey), legacy, known);
    return readPollerConfiguration(findings, pathOf(legacyKey), converted, values);
  }
  if (!isUnset(legacy)) warn(findings, pathOf(legacyKey), `not used beside ${configurationKey}`);
  const source = isUnset(own) ? defaults.pollerConfiguration : own;
  const read = readPollerConfiguration(findings, pathOf(configurationKey), source, values);
  values[configurationKey] = JSON.stringify(read.entries);
  return read;
}

export function readPollingSettings(
  findings: Findings,
  values: Record<string, string>,
  { definitions, mechanism }: { definitions: PollDefinition[]; mechanism: EventMechanism },
  rules: ConfigurationRules,
): PollingSettings {
  const readInterval = mechanism === 'webhook' ? readRarePollInterval : readPollInterval;
  return {
    definitions,
    ...readInterval(findings, values, rules),
    start: readPollStart(findings, pathOf(startKey), values[startKey] ?? 'now') ?? { kind: 'now' },
    initialEvents: readChoice(findings, pathOf(initialKey), values[initialKey], ['send', 'silent']) ?? 'send',
  };
}
