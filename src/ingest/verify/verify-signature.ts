import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { sameSecret } from '../../lib/same-secret.ts';
import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { webhookTokenParameter } from '../../model/webhook-address.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { headerValue } from './header-value.ts';
import { keyBytes, noKeyBytes } from './key-bytes.ts';
import { readSignatures } from './read-signatures.ts';
import { signedPieces } from './signed-pieces.ts';
import { untimely } from './untimely.ts';
import { proved, refused, type Proof, type Verdict } from './verdict.ts';

/** Kinds hmac and hash: whether one of the signatures is that of the bytes as received, with one of the keys. */
export const verifySignature = (scheme: SignatureScheme, proof: Proof): Verdict =>
  saysItUnsigned(scheme, proof.request)
    ? refused('what it says stands in its query, and the signature is of the body alone')
    : verifySigned(scheme, proof);

function verifySigned(scheme: SignatureScheme, { request, keys }: Proof): Verdict {
  const header = headerValue(request, scheme.header);
  if (header === undefined) return refused(`the header ${scheme.header} is missing`);
  const { signatures, timestampPart } = readSignatures(scheme, header);
  if (signatures.length === 0) return refused(`the header ${scheme.header} holds no signature of the expected form`);

  const timestamp =
    scheme.timestamp?.header === undefined ? timestampPart : headerValue(request, scheme.timestamp.header);
  const late = scheme.timestamp && untimely(scheme.timestamp, timestamp, request.receivedAt);
  if (late !== undefined) return refused(late);
  const id = scheme.idHeader === undefined ? undefined : headerValue(request, scheme.idHeader);
  if (scheme.idHeader !== undefined && id === undefined) return refused(`the header ${scheme.idHeader} is missing`);

  const known = keyBytes(scheme.key, keys);
  if (known.length === 0) return noKeyBytes(scheme.key, keys);
  const right = known.some((secret) => {
    const pieces = signedPieces(scheme.signed, { request, timestamp: timestamp ?? '', id: id ?? '', secret });
    const expected = digest(scheme, secret, pieces);
    return signatures.some((given) => isSignature(scheme, given, expected));
  });
  return right ? proved : refused(`the signature in the header ${scheme.header} is not that of this request`);
}

/** A signature of an empty body is the same for every request. */
function saysItUnsigned({ signed }: SignatureScheme, { method, query, body }: WebhookRequest): boolean {
  if (/\{(?:url|decodedUrl)\}/.test(signed)) return false;
  const isInQuery = method === 'GET' || body.length === 0;
  return isInQuery && Object.keys(query).some((name) => name !== webhookTokenParameter);
}

function digest({ kind, algorithm, encoding }: SignatureScheme, secret: Buffer, pieces: readonly Buffer[]): string {
  const hash = kind === 'hmac' ? createHmac(algorithm, createSecretKey(secret)) : createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest(encoding);
}

/**
 * Compared as text: several texts can stand for the same bytes in base64, and only one of them was sent by the vendor.
 * Hexadecimal digits may be all small or all capital.
 */
const isSignature = ({ encoding }: SignatureScheme, given: string, expected: string): boolean =>
  sameSecret(given, expected) || (encoding === 'hex' && sameSecret(given, expected.toUpperCase()));
