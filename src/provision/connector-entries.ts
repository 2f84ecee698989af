import type { ConfigurationEntry, Connector } from '../model/connector.ts';
import {
  baseUrlEntry,
  oauthConfigurationEntries,
  standardConfigurationEntries,
} from '../model/instance-configuration/standard-configuration-entries.ts';

/** Without these a code cannot be exchanged. */
const neededForCodes: readonly string[] = ['oauth.api.key', 'oauth.api.secret'];

/**
 * All configuration entries of a connector as its users see them. `bringsTokens`: the instance is not authorized by a
 * code, so that no client is needed.
 */
export function connectorEntries(connector: Connector, { bringsTokens = false } = {}): ConfigurationEntry[] {
  const oauth = connector.authentication.type === 'oauth2' ? oauthConfigurationEntries : [];
  const entries: ConfigurationEntry[] = [
    connector.baseUrl === ''
      ? { ...baseUrlEntry, required: true }
      : { ...baseUrlEntry, defaultValue: connector.baseUrl },
    ...oauth.map((entry) => ({ ...entry, required: neededForCodes.includes(entry.key) })),
    ...standardConfigurationEntries,
  ];
  const own = new Map(connector.configuration.map((entry) => [entry.key, entry]));
  const common = entries.map((entry) => own.get(entry.key) ?? entry);
  const commonKeys = new Set(common.map(({ key }) => key));
  const all = [...connector.configuration.filter(({ key }) => !commonKeys.has(key)), ...common];
  return bringsTokens
    ? all.map((entry) => (neededForCodes.includes(entry.key) ? { ...entry, required: false } : entry))
    : all;
}

/** Their values, where an instance has none of its own, come from the connector at every use. */
const ofConnector: readonly string[] = [
  'base.url',
  'oauth.authorization.url',
  'oauth.token.url',
  'oauth.token.refresh_url',
];

/**
 * The same, as an instance is held against them: the addresses of the provider are not copied into instances, so that
 * they can move, and so that an instance with a token URL of its own does not refresh at the connector's.
 */
export const instanceEntries = (connector: Connector, options: { bringsTokens: boolean }): ConfigurationEntry[] =>
  connectorEntries(connector, options).map((entry) =>
    ofConnector.includes(entry.key) ? { ...entry, defaultValue: undefined } : entry,
  );
