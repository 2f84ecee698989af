import { isRecord } from '../../lib/json.ts';
import { readPath } from '../../lib/field-path.ts';
import type { HandshakeOf } from '../../model/webhook-verification.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import { acknowledged, needsOwnAddress, tooLong, type HandshakeAnswer } from './handshake-answer.ts';

/** The first request brings a token that a person has to copy back to the vendor. */
export function answerKeepField(
  { field, keep }: HandshakeOf<'keepField'>,
  { request, body, hasAddressToken }: AskedHandshake,
): HandshakeAnswer | undefined {
  if (request.method !== 'POST' || !isRecord(body)) return undefined;
  const value = readPath(body, field);
  if (typeof value !== 'string' || value === '') return undefined;
  if (!hasAddressToken) return needsOwnAddress;
  return tooLong(value, `The field ${field}`) ?? { ...acknowledged(), keep: { name: keep, value, tell: true } };
}
