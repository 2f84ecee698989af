import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { takesWebhooks } from '../../model/takes-webhooks.ts';
import { askable } from './wanted-registrations.ts';

/** Why the provider of an instance with these values is asked for no webhooks. */
export function notRegistered(connector: Connector, values: Readonly<Record<string, string>>): Fault {
  return new Fault('webhook.not_registered', `Nothing is asked for at the provider: ${whyNot(connector, values)}`);
}

function whyNot(connector: Connector, values: Readonly<Record<string, string>>): string {
  const { key, webhooks, hooks } = connector;
  if (!webhooks && !hooks.event) return `the connector ${key} takes no webhooks.`;
  if (Object.keys(webhooks?.registrations ?? {}).length === 0) {
    return `the connector ${key} does not say how; enter the address there by hand, see GET …/webhooks/address.`;
  }
  if (!takesWebhooks(values)) {
    return 'the instance takes no webhooks; set event.notification.enabled to true, and event.vendor.type to webhooks or both.';
  }
  const { any, missing } = askable(connector, values);
  if (!any) return `not set: ${missing.map((entry) => `configuration.${entry}`).join(', ')}.`;
  return `the connector ${key} has changed since the configuration of the instance was saved; save it again with PATCH.`;
}
