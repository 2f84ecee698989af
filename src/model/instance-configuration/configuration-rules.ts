import type { ConfigurationEntry } from '../connector.ts';

export const eventMechanisms = ['polling', 'webhook', 'both'] as const;
export type EventMechanism = (typeof eventMechanisms)[number];

/** What an instance configuration is held against. */
export interface ConfigurationRules {
  /** The entries of the connector; those that every connector has are known anyway. */
  entries: readonly ConfigurationEntry[];
  /** Least allowed `event.poller.refresh_interval`. */
  minRefreshMinutes: number;
  /** The connector's own values, for what the instance does not say. */
  defaults: { refreshIntervalMinutes: number; pollerConfiguration: unknown };
  /** What the connector offers. Default: polling. */
  mechanisms?: readonly EventMechanism[];
  /** Values of the instance so far, when it is changed: what the input does not name stays. */
  stored?: Record<string, string>;
}

/** Where the value of a key stands in the request body. */
export type PathOf = (key: string) => string;

/** In the configuration of an instance. */
export const pathOf: PathOf = (key) => `configuration.${key}`;
