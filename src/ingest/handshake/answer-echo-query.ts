import { sameSecret } from '../../lib/same-secret.ts';
import type { HandshakeOf } from '../../model/webhook-verification.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import { echoed, refusedHandshake, type HandshakeAnswer } from './handshake-answer.ts';

/** `?challenge=…` is answered with its value. */
export function answerEchoQuery(
  { methods, parameter, token }: HandshakeOf<'echoQuery'>,
  { request, configuration }: AskedHandshake,
): HandshakeAnswer | undefined {
  const value = request.query[parameter];
  if (value === undefined || value === '' || !methods.some((method) => method === request.method)) return undefined;
  if (token) {
    const expected = configuration[token.entry] ?? '';
    if (expected === '')
      return refusedHandshake(
        403,
        `configuration.${token.entry} is not set: nothing to compare ${token.parameter} to.`,
      );
    if (!sameSecret(request.query[token.parameter] ?? '', expected))
      return refusedHandshake(403, `The query parameter ${token.parameter} is missing or wrong.`);
  }
  return echoed(value, `The query parameter ${parameter}`);
}
