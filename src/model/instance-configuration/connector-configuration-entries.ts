import type { Connector } from '../connector.ts';
import type { ConfigurationRules } from './configuration-rules.ts';
import {
  baseUrlEntry,
  oauthConfigurationEntries,
  standardConfigurationEntries,
  type StandardConfigurationEntry,
} from './standard-configuration-entries.ts';

type Described = Pick<Connector, 'authentication' | 'baseUrl' | 'configuration' | 'events'>;

/** The rules for instances of a connector. */
export function configurationRulesOf(
  connector: Described,
  { minRefreshMinutes, stored }: Pick<ConfigurationRules, 'minRefreshMinutes' | 'stored'>,
): ConfigurationRules {
  const { defaultIntervalMinutes, configuration } = connector.events.polling;
  return {
    entries: ownEntries(connector),
    minRefreshMinutes,
    defaults: { refreshIntervalMinutes: defaultIntervalMinutes, pollerConfiguration: configuration },
    mechanisms: ['polling'],
    ...(stored === undefined ? {} : { stored }),
  };
}

/** What a connector shows of its configuration: its own entries, those of its authentication, then the `event.*` ones. */
export function connectorConfigurationEntries(connector: Described): StandardConfigurationEntry[] {
  const { defaultIntervalMinutes, configuration } = connector.events.polling;
  const defaults = new Map([
    ['event.poller.refresh_interval', String(defaultIntervalMinutes)],
    ['event.poller.configuration', JSON.stringify(configuration)],
  ]);
  const standard = standardConfigurationEntries.map((entry) => {
    const defaultValue = defaults.get(entry.key);
    return defaultValue === undefined ? entry : { ...entry, defaultValue };
  });
  return withoutRepetition([...ownEntries(connector), ...standard]);
}

/** An entry that the connector describes itself replaces the common one. */
function ownEntries({ authentication, baseUrl, configuration }: Described): StandardConfigurationEntry[] {
  const address = baseUrl === '' ? { ...baseUrlEntry, required: true } : { ...baseUrlEntry, defaultValue: baseUrl };
  const oauth = authentication.type === 'oauth2' ? oauthConfigurationEntries : [];
  return withoutRepetition([...configuration, address, ...oauth]);
}

const withoutRepetition = (entries: readonly StandardConfigurationEntry[]): StandardConfigurationEntry[] =>
  entries.filter(({ key }, index) => entries.findIndex((other) => other.key === key) === index);
