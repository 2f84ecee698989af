import { capturedByLifecycle, capturedKeys } from '../captured-keys.ts';
import type { ConfigurationEntry, Connector } from '../connector.ts';
import { authenticationEntries } from './authentication-entries.ts';
import { mechanismsOf, vendorTypeKey } from './event-mechanisms.ts';
import { baseUrlEntry, standardConfigurationEntries, webhookSecretEntry } from './standard-configuration-entries.ts';

type Described = Pick<
  Connector,
  'authentication' | 'baseUrl' | 'configuration' | 'events' | 'lifecycle' | 'resources' | 'webhooks' | 'hooks'
>;

/**
 * All configuration entries of a connector as its users see them: those it describes itself, which replace others of the
 * same key, its address, those of its authentication, the common ones, and what the provider tells of the account.
 * `bringsTokens`: the instance is given its tokens, so that nothing is needed to ask for them.
 */
export function connectorEntries(connector: Described, { bringsTokens = false } = {}): ConfigurationEntry[] {
  const authentication = authenticationEntries(connector.authentication, { bringsTokens });
  const optional = new Set(bringsTokens ? authentication.flatMap((entry) => (entry.required ? [] : [entry.key])) : []);
  const all = [
    ...connector.configuration,
    addressEntry(connector),
    ...authentication,
    ...commonEntries(connector),
    ...(speaksOfSecret(connector) ? [webhookSecretEntry] : []),
    ...capturedKeys(connector).map(capturedEntry),
  ];
  return all
    .filter(({ key }, index) => all.findIndex((other) => other.key === key) === index)
    .map((entry) => (optional.has(entry.key) ? { ...entry, required: false } : entry));
}

/** Whether webhooks are verified with `webhook.secret`, or the provider is given it. */
const speaksOfSecret = ({ webhooks }: Described): boolean =>
  webhooks !== undefined && /"webhook\.secret"|\{webhookSecret\}/.test(JSON.stringify(webhooks));

const addressEntry = ({ baseUrl }: Described): ConfigurationEntry =>
  baseUrl === '' ? { ...baseUrlEntry, required: true } : { ...baseUrlEntry, defaultValue: baseUrl };

function commonEntries(connector: Described): ConfigurationEntry[] {
  const { polling } = connector.events;
  const defaults = new Map([
    [vendorTypeKey, mechanismsOf(connector)[0] ?? 'polling'],
    ['event.poller.refresh_interval', String(polling.defaultIntervalMinutes)],
    ['event.poller.configuration', JSON.stringify(polling.configuration)],
  ]);
  return standardConfigurationEntries.map((entry) => {
    const defaultValue = defaults.get(entry.key);
    return defaultValue === undefined ? entry : { ...entry, defaultValue };
  });
}

const capturedEntry = (key: string): ConfigurationEntry => ({
  key,
  name: key,
  description: 'Told by the provider when the account is connected.',
  type: 'TEXTFIELD_1000',
  required: false,
  internal: true,
});

/** Their values, where an instance has none of its own, come from the connector at every use. */
const ofConnector: readonly string[] = [
  'base.url',
  'oauth.request.url',
  'oauth.authorization.url',
  'oauth.token.url',
  'oauth.token.refresh_url',
  'event.poller.refresh_interval',
  'event.poller.configuration',
];

/**
 * The same, as an instance is held against them: the addresses and the polls of the connector are not copied into
 * instances, so that they can change, and so that an instance with a token URL of its own does not refresh at the
 * connector's. What the provider will tell need not be sent, unless the tokens come from elsewhere.
 */
export function instanceEntries(connector: Described, options: { bringsTokens: boolean }): ConfigurationEntry[] {
  const told = new Set(options.bringsTokens ? capturedByLifecycle(connector) : capturedKeys(connector));
  return connectorEntries(connector, options).map((entry) => ({
    ...entry,
    ...(ofConnector.includes(entry.key) && { defaultValue: undefined }),
    ...(told.has(entry.key) && { required: false }),
  }));
}
