import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { encodedKeyPrefix } from '../model/instance-configuration/read-signature-keys.ts';

/** `Elements-Webhook-Signature`: `sha256=` and the base64 HMAC-SHA256 of the exact body, under the key's own bytes. */
export const elementsSignature = (key: string, body: string | Buffer): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;

export interface StandardWebhook {
  /** The same for every attempt of one notification. */
  id: string;
  /** Seconds since 1970, of this attempt. */
  timestamp: number;
  body: string | Buffer;
}

/**
 * `webhook-signature` of Standard Webhooks: one `v1,<base64>` per active key. A key of the form `whsec_…` is base64, as
 * that specification has it; any other key is taken as it stands.
 */
export const standardSignature = (keys: string[], { id, timestamp, body }: StandardWebhook): string =>
  keys
    .map((key) => createHmac('sha256', keyOf(key)).update(`${id}.${timestamp}.`).update(body).digest('base64'))
    .map((signature) => `v1,${signature}`)
    .join(' ');

const keyOf = (key: string): KeyObject =>
  key.startsWith(encodedKeyPrefix)
    ? createSecretKey(key.slice(encodedKeyPrefix.length), 'base64')
    : createSecretKey(key, 'utf8');
