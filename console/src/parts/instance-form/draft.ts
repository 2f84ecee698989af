import type { ElementSetup, SetupEntry } from '../../api/catalogue-queries.ts';

/** Values by key, as the request has them. What is absent is left to the server. */
export type Configuration = Readonly<Record<string, unknown>>;

/** What the page holds of the instance that is to be made. */
export interface Draft {
  name: string;
  tags: string[];
  /** The truth of both the form and the code: keys that the form does not know stay as they are. */
  configuration: Configuration;
  /** True: no consent is asked for, as tokens are given. */
  bringsTokens: boolean;
}

export const keys = {
  enabled: 'event.notification.enabled',
  vendorType: 'event.vendor.type',
  callbackUrl: 'event.notification.callback.url',
  signatureKey: 'event.notification.signature.key',
  interval: 'event.poller.refresh_interval',
  resources: 'event.poller.configuration',
  start: 'event.poller.start',
  format: 'event.notification.format',
} as const;

export const newDraft = ({ name }: Pick<ElementSetup, 'name'>): Draft => ({
  name: `${name} account`,
  tags: [],
  configuration: { [keys.enabled]: true },
  bringsTokens: false,
});

/** The value of a key as the text of a field; objects as JSON. */
export function fieldText(configuration: Configuration, key: string): string {
  const value = configuration[key];
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** With another value; an empty one, or none, takes the key away, so that the server's default holds. */
export function withValue(configuration: Configuration, key: string, value: unknown): Configuration {
  if (value !== undefined && value !== '') return { ...configuration, [key]: value };
  const { [key]: _gone, ...rest } = configuration;
  return rest;
}

/** Whether a switch is on; what is not said is off. */
export const isOn = (configuration: Configuration, key: string, byDefault = false): boolean => {
  const text = fieldText(configuration, key).trim().toLowerCase();
  return text === '' ? byDefault : text === 'true' || text === 'yes' || text === '1';
};

/** The way by which changes are noticed: what is chosen, else the connector's own. */
export function mechanismOf(configuration: Configuration, { events }: Pick<ElementSetup, 'events'>): string {
  const chosen = fieldText(configuration, keys.vendorType).trim().toLowerCase();
  const word = chosen === 'webhooks' ? 'webhook' : chosen;
  return word === '' ? (events.mechanisms[0] ?? 'polling') : word;
}

/** What an entry is where nothing is entered: the value of its field, or its default. */
export const valueInForce = (configuration: Configuration, entries: readonly SetupEntry[], key: string): string =>
  fieldText(configuration, key) || (entries.find((entry) => entry.key === key)?.defaultValue ?? '');
