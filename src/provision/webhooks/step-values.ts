import type { Sealer } from '../../lib/sealer.ts';
import { isBuilt } from '../../model/built-connector.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import {
  encodedInstanceId,
  sharedWebhookAddress,
  usedWebhookSecret,
  webhookAddress,
} from '../../model/webhook-address.ts';
import type { Standing } from '../../store/registrations-captured.ts';
import type { ClaimedRegistration } from '../../store/registrations-claim.ts';

/** The name under which the steps have our address; it is kept with what the provider tells, as it is what was registered. */
export const callbackName = 'webhookCallbackUrl';

/** What templates have beside the configuration and what the provider told. */
export const ownNames: readonly string[] = [callbackName, 'webhookSecret', 'encodedId', 'each'];

/** The address that the provider is given. Throws `webhook.unavailable` where nobody knows ours. */
export function registeredAddress(
  sealer: Pick<Sealer, 'sign'>,
  connector: Connector,
  { baseUrl, instance }: Pick<ClaimedRegistration, 'baseUrl' | 'instance'>,
): string {
  if (baseUrl === undefined) {
    throw new Fault(
      'webhook.unavailable',
      'This server does not know the address that providers can send webhooks to: set TIDINGS_PUBLIC_URL.',
    );
  }
  const { key: connectorKey, webhooks } = connector;
  const builtBy = isBuilt(connector) ? instance.organizationId : undefined;
  return webhooks?.address === 'app'
    ? sharedWebhookAddress(sealer, { baseUrl, connectorKey, builtBy })
    : webhookAddress(sealer, { baseUrl, connectorKey, instanceId: instance.id });
}

/** What `{name}` stands for in a step: the configuration as it was for what stands, what the provider told, and what is ours. */
export const stepValues = (
  sealer: Pick<Sealer, 'sign'>,
  { instance, each }: Pick<ClaimedRegistration, 'instance' | 'each'>,
  { entries, captured }: Standing,
): Record<string, string> => ({
  ...instance.configuration,
  ...entries,
  ...captured,
  webhookSecret: usedWebhookSecret(sealer, instance),
  encodedId: encodedInstanceId(instance.id),
  each,
});
