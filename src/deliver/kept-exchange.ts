import type { EgressResponse } from '../egress/egress.ts';
import { maskedValue } from '../model/instance-configuration/is-secret-key.ts';
import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import { basicAuthorization } from './signed-headers.ts';

type Secrets = Pick<NotificationSettings, 'headers' | 'basic'>;

/** What of an answer is kept, and read at all. */
export const keptBodyBytes = 16 * 1024;
const keptHeaders = 60;
const keptHeaderLength = 1000;

/** Shorter texts occur by chance: masking them would hide nothing and spoil the answer. */
const leastSecretLength = 4;

/** Request headers as they may be shown: the receiver's own ones hold secrets, all of them. Signatures tell nobody a key. */
export const maskRequestHeaders = (headers: Record<string, string>, { headers: own }: Secrets) =>
  mapValues(headers, (value, name) => (name === 'authorization' || Object.hasOwn(own, name) ? maskedValue : value));

/** Response headers as they may be stored and shown. */
export function keepResponseHeaders({ headers }: EgressResponse, secrets: Secrets): Record<string, string> {
  const first = Object.fromEntries(Object.entries(headers).slice(0, keptHeaders));
  return mapValues(first, (value, name) =>
    name === 'set-cookie' ? maskedValue : keepText(value, secrets).slice(0, keptHeaderLength),
  );
}

/** The beginning of an answer as text: what is not UTF-8 is replaced, and a character that was cut is left out. */
export function keepResponseBody({ body }: EgressResponse, secrets: Secrets): string {
  const bytes = body.subarray(0, keptBodyBytes);
  // Only as a stream does a decoder leave out the character that the end cuts in two.
  return keepText(new TextDecoder().decode(bytes, { stream: bytes.length === keptBodyBytes }), secrets);
}

/** Without NUL, which PostgreSQL has no room for, and without secrets that the receiver gave back. */
export function keepText(text: string, secrets: Secrets): string {
  const authorization = basicAuthorization(secrets)?.slice('Basic '.length);
  return [...Object.values(secrets.headers), secrets.basic?.password, authorization]
    .filter((secret) => secret !== undefined && secret.length >= leastSecretLength)
    .reduce<string>((kept, secret) => kept.replaceAll(secret ?? '', maskedValue), text.replaceAll('\0', ''));
}

const mapValues = (record: Record<string, string>, change: (value: string, key: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
