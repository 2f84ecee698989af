import type { Connector } from '../../model/connector.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { VerificationKind } from '../../model/webhook-verification.ts';
import { inventedText } from './invented-configuration.ts';
import { setPath } from './set-path.ts';
import { ways } from './sign-webhook.ts';
import type { WebhookTrial } from './webhook-trial.ts';

/** Made-up values for the entries of the configuration that requests are verified by. */
export function verificationEntries(connector: Connector, { verify }: Webhooks): Record<string, string> {
  const entries = new Map(connectorEntries(connector).map((entry) => [entry.key, entry]));
  const wanted = ways(verify).flatMap((way) => keysOf(way).filter(([key]) => entries.has(key)));
  return Object.fromEntries(wanted);
}

/** Hexadecimal digits are good in every encoding. */
const hexKey = '0123456789abcdef'.repeat(4);

function keysOf(way: VerificationKind): [key: string, value: string][] {
  switch (way.kind) {
    case 'hmac':
    case 'hash':
    case 'token':
    case 'jwt':
      return [[way.key.entry, way.key.prefix + hexKey]];
    case 'basic':
      return [way.username, way.password].flatMap((key) => (key === undefined ? [] : [[key, inventedText(key)]]));
    case 'secretUrl':
    case 'none':
    case 'hook':
      return [];
  }
}

/** Where a handshake brings the key that requests are verified by, it is made, unless the key is known. */
export async function shakeForKey(
  trial: WebhookTrial,
  instanceId: number,
  { verify, handshakes }: Webhooks,
  nowMs: number,
): Promise<void> {
  const keys = await trial.keys(instanceId);
  const missing = ways(verify)
    .flatMap((way) => keysOf(way))
    .map(([key]) => key)
    .filter((key) => keys(key).length === 0);
  for (const handshake of handshakes) {
    if (!('keep' in handshake) || handshake.keep === undefined || !missing.includes(handshake.keep)) continue;
    const url = trial.address(instanceId);
    const query = Object.fromEntries(new URL(url).searchParams);
    const request: WebhookRequest =
      handshake.kind === 'echoHeader'
        ? {
            method: 'POST',
            url,
            query,
            headers: { [handshake.header.toLowerCase()]: hexKey },
            body: Buffer.alloc(0),
            receivedAt: nowMs,
          }
        : {
            method: 'POST',
            url,
            query,
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify(setPath({}, handshake.field, hexKey))),
            receivedAt: nowMs,
          };
    await trial.receive(instanceId, request);
  }
}
