import type { Connector } from '../connector.ts';
import { eventMechanisms, type EventMechanism } from './configuration-rules.ts';

type Described = Pick<Connector, 'resources' | 'events' | 'webhooks' | 'hooks' | 'configuration'>;

/**
 * The ways in which changes of a connector's records can be noticed, the default first: what its entry event.vendor.type says,
 * else polling, or webhooks where it polls nothing by itself.
 */
export function mechanismsOf(connector: Described): EventMechanism[] {
  const { resources, events, webhooks, hooks, configuration } = connector;
  const sends = webhooks !== undefined || hooks.event !== undefined;
  const canPoll = Object.keys(resources).length > 0;
  if (!sends) return ['polling'];
  if (!canPoll) return ['webhook'];
  const described = configuration.find(({ key }) => key === vendorTypeKey)?.defaultValue;
  const pollsByItself = Object.keys(events.polling.configuration).length > 0;
  const first = mechanismNamed(described) ?? (pollsByItself ? 'polling' : 'webhook');
  return [first, ...eventMechanisms.filter((mechanism) => mechanism !== first)];
}

export const vendorTypeKey = 'event.vendor.type';

/** The mechanism that a value of event.vendor.type names: `webhooks` is as common as `webhook`. */
export function mechanismNamed(value: string | undefined): EventMechanism | undefined {
  const word = (value ?? '').trim().toLowerCase();
  return word === 'webhooks' ? 'webhook' : eventMechanisms.find((mechanism) => mechanism === word);
}
