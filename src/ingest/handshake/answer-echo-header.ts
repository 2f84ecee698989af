import type { HandshakeOf } from '../../model/webhook-verification.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import { acknowledged, needsOwnAddress, refusedHandshake, tooLong, type HandshakeAnswer } from './handshake-answer.ts';

/** Visible ASCII: anything else cannot be sent back in a header as it came. */
const sendable = /^[\x21-\x7e]+$/;

/** `X-Hook-Secret: …` is sent back in the same header. */
export function answerEchoHeader(
  { header, keep }: HandshakeOf<'echoHeader'>,
  { request, hasAddressToken }: AskedHandshake,
): HandshakeAnswer | undefined {
  const name = header.toLowerCase();
  const value = request.headers[name];
  if (value === undefined || value === '' || request.method !== 'POST') return undefined;
  if (keep !== undefined && !hasAddressToken) return needsOwnAddress;
  if (!sendable.test(value))
    return refusedHandshake(400, `The header ${header} has characters that cannot be sent back.`);
  const answer = tooLong(value, `The header ${header}`) ?? acknowledged({ [name]: value });
  return keep === undefined || answer.status !== 200 ? answer : { ...answer, keep: { name: keep, value, tell: false } };
}
