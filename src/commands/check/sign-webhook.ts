import { createHash, createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { signedPieces } from '../../ingest/verify/signed-pieces.ts';
import { keyBytes, keyTexts } from '../../ingest/verify/key-bytes.ts';
import { parseJson, type JsonValue } from '../../lib/json.ts';
import { readPath } from '../../lib/field-path.ts';
import type { SignatureScheme } from '../../model/signature-scheme.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { Verification, VerificationKind, VerificationOf } from '../../model/webhook-verification.ts';
import { setPath } from './set-path.ts';
import { withQuery } from './webhook-call.ts';

/** What a provider signs by. */
export interface Signer {
  /** The secrets that it shares with us, by their names. */
  keys: (name: string) => readonly string[];
  /** Path of the list of items in the body. */
  items: string;
  /** When it signs; epoch milliseconds. */
  nowMs: number;
}

/** The request as the provider sends it who proves itself as the connector wants it: the first way, where there are several. */
export async function signWebhook(
  verification: Verification,
  signer: Signer,
  request: WebhookRequest,
): Promise<WebhookRequest> {
  const [one] = ways(verification);
  return one ? signOne(one, signer, request) : request;
}

async function signOne(one: VerificationKind, signer: Signer, request: WebhookRequest): Promise<WebhookRequest> {
  switch (one.kind) {
    case 'hmac':
    case 'hash':
      return withSignature(one, signer, request);
    case 'token':
      return withToken(one, signer, request);
    case 'basic':
      return withHeader(request, 'authorization', `Basic ${credentials(one, signer)}`);
    case 'jwt':
      return withJwt(one, signer, request);
    case 'secretUrl':
    case 'none':
    case 'hook':
      return request;
  }
}

/** The ways in which a request may prove itself. */
export const ways = (verification: Verification): VerificationKind[] =>
  verification.kind === 'anyOf' ? verification.of : [verification];

const withHeader = (request: WebhookRequest, name: string, value: string): WebhookRequest => ({
  ...request,
  headers: { ...request.headers, [name.toLowerCase()]: value },
});

const messageId = 'check-message-1';

function withSignature(scheme: SignatureScheme, { keys, nowMs }: Signer, given: WebhookRequest): WebhookRequest {
  const { header, prefix, separator, signaturePart, timestampPart, timestamp, idHeader } = scheme;
  const written = timestamp ? printMoment(timestamp.unit, nowMs) : '';
  const id = idHeader === undefined ? '' : (given.headers[idHeader.toLowerCase()] ?? messageId);
  const withId = idHeader === undefined ? given : withHeader(given, idHeader, id);
  const request = timestamp?.header === undefined ? withId : withHeader(withId, timestamp.header, written);
  const [secret = Buffer.alloc(0)] = keyBytes(scheme.key, keys);
  const hash = scheme.kind === 'hmac' ? createHmac(scheme.algorithm, secret) : createHash(scheme.algorithm);
  for (const piece of signedPieces(scheme.signed, { request, timestamp: written, id, secret })) hash.update(piece);
  const named = (name: string | undefined, value: string) => (name === undefined ? value : `${name}=${value}`);
  const parts = [
    ...(timestampPart === undefined ? [] : [named(timestampPart, written)]),
    named(signaturePart, `${prefix}${hash.digest(scheme.encoding)}`),
  ];
  return withHeader(request, header, parts.join(separator ?? ''));
}

function printMoment(unit: 'seconds' | 'milliseconds' | 'iso', ms: number): string {
  if (unit === 'iso') return new Date(ms).toISOString();
  return String(unit === 'seconds' ? Math.floor(ms / 1000) : ms);
}

function withToken(
  { in: place, prefix, each, key }: VerificationOf<'token'>,
  { keys, items }: Signer,
  request: WebhookRequest,
): WebhookRequest {
  const shown = prefix + (keyTexts(key, keys)[0] ?? '');
  if ('header' in place) return withHeader(request, place.header, shown);
  if ('query' in place) return withQuery(request, { [place.query]: shown });
  const body = parseJson(request.body.toString());
  const set = (value: JsonValue): JsonValue => setPath(value, place.field, shown);
  const signed = each ? setItems(body, items, set) : set(body);
  return { ...request, body: Buffer.from(JSON.stringify(signed)) };
}

function setItems(body: JsonValue, path: string, set: (item: JsonValue) => JsonValue): JsonValue {
  const list = path === '' ? body : readPath(body, path);
  const changed = Array.isArray(list) ? list.map(set) : set(list ?? {});
  return path === '' ? changed : setPath(body, path, changed);
}

function credentials({ username, password }: VerificationOf<'basic'>, { keys }: Signer): string {
  const name = username === undefined ? 'check' : (keys(username)[0] ?? '');
  return Buffer.from(`${name}:${keys(password)[0] ?? ''}`).toString('base64');
}

async function withJwt(
  { header, prefix, algorithms, key }: VerificationOf<'jwt'>,
  { keys, nowMs }: Signer,
  request: WebhookRequest,
): Promise<WebhookRequest> {
  const [secret = Buffer.alloc(0)] = keyBytes(key, keys);
  const issuedAt = Math.floor(nowMs / 1000);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: algorithms[0] ?? 'HS256' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 180)
    .sign(secret);
  return withHeader(request, header, `${prefix}${token}`);
}
