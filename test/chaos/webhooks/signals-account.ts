import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { KeyProvider } from '../../../simulator/provider.ts';
import { createSealer } from '../../../src/lib/sealer.ts';
import { webhookAddress, webhookSecret } from '../../../src/model/webhook-address.ts';
import { serverEnvironment, type ApiClient } from '../../kit/server.ts';

/** Where the connector `signals` is: the pretend vendor `kinds`, which sends webhooks. */
export const signalsCatalogue = fileURLToPath(new URL('../../kit/webhook-catalogue', import.meta.url));

/** The resource of the connector that shows a collection of the vendor. */
export const resourceOf: Readonly<Record<string, string>> = {
  'operator-suffix': 'people',
  'cursor-query': 'deals',
  offset: 'news',
};

/** An instance of `signals`; answers its id. */
export async function makeSignalsInstance(
  { call }: Pick<ApiClient, 'call'>,
  { provider, callbackUrl, settings = {} }: SignalsAccount,
): Promise<number> {
  const { id } = await call<{ id: number }>('POST', '/instances', {
    name: 'signals',
    element: { key: 'signals' },
    configuration: {
      'base.url': provider.baseUrl,
      'api.key': provider.apiKey,
      'event.notification.enabled': true,
      'event.vendor.type': 'webhook',
      'event.notification.callback.url': callbackUrl,
      'event.notification.signature.key': 'signature-key',
      // Two failures in a row would wait for longer than a run has patience.
      'event.notification.retry.schedule': '1,2,4,8,16',
      ...settings,
    },
  });
  return id;
}

export interface SignalsAccount {
  provider: KeyProvider;
  callbackUrl: string;
  settings?: Record<string, string>;
}

/** Enters the address of the instance at the vendor, as a person would. `serverUrl` is that of a server of a test. */
export async function enterAddress(provider: KeyProvider, serverUrl: string, instanceId: number): Promise<void> {
  const sealer = createSealer(Buffer.from(serverEnvironment.TIDINGS_SECRET_KEY, 'base64'));
  await provider.webhooks.subscribe({
    url: webhookAddress(sealer, { baseUrl: serverUrl, connectorKey: 'signals', instanceId }),
    secret: webhookSecret(sealer, instanceId),
    resources: Object.keys(resourceOf),
  });
}

/** A port that nothing listens on, for a server that comes back at the same address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
