import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import { elementsSignature, standardSignature } from './sign.ts';

export interface HeadersToSign {
  subscriptionId: number;
  notificationId: number;
  /** Set: a repetition, which says so. */
  replayId: number | undefined;
  contentType: string;
  body: Buffer;
  /** Epoch milliseconds, of this attempt. */
  now: number;
  settings: Pick<NotificationSettings, 'signatureKeys' | 'headers' | 'basic'>;
}

/** The headers that another origin may see after a redirect: ours, but never those that hold a secret of the receiver. */
export const headersKeptOnRedirect: readonly string[] = [
  'elements-webhook-id',
  'elements-webhook-signature',
  'elements-replay-id',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
];

/** All headers of a callback. `Elements-Webhook-Signature` has room for one signature, that of the current key. */
export function signedHeaders(request: HeadersToSign): Record<string, string> {
  const { subscriptionId, notificationId, replayId, contentType, body, now, settings } = request;
  const { signatureKeys, headers } = settings;
  const [key] = signatureKeys;
  const id = `${subscriptionId}-${notificationId}`;
  const timestamp = Math.floor(now / 1000);
  const authorization = basicAuthorization(settings);
  return {
    ...headers,
    'content-type': contentType,
    ...(authorization !== undefined && { authorization }),
    'elements-webhook-id': String(subscriptionId),
    ...(replayId !== undefined && { 'elements-replay-id': String(replayId) }),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...(key !== undefined && {
      'elements-webhook-signature': elementsSignature(key, body),
      'webhook-signature': standardSignature(signatureKeys, { id, timestamp, body }),
    }),
  };
}

/** Undefined without Basic authentication. */
export const basicAuthorization = ({ basic }: Pick<NotificationSettings, 'basic'>): string | undefined =>
  basic && `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`;
