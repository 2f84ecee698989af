import type { HandshakeOf } from '../../model/webhook-verification.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import { acknowledged, type HandshakeAnswer } from './handshake-answer.ts';

/** A request without a body that only looks whether there is an answer. */
export function answerPing({ methods }: HandshakeOf<'ping'>, { request }: AskedHandshake): HandshakeAnswer | undefined {
  if (request.body.length > 0 || !methods.some((method) => method === request.method)) return undefined;
  return request.method === 'HEAD' ? { ...acknowledged(), body: '' } : acknowledged();
}
