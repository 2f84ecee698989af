import { isRecord } from '../../lib/json.ts';
import { pathSteps, readPath } from '../../lib/field-path.ts';
import type { HandshakeOf } from '../../model/webhook-verification.ts';
import { textOf } from '../body/text-of.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import { echoed, echoedAs, type HandshakeAnswer } from './handshake-answer.ts';

/** `{"type": "url_verification", "challenge": …}` is answered with the challenge. */
export function answerEchoField(
  { field, when, as }: HandshakeOf<'echoField'>,
  { request, body }: AskedHandshake,
): HandshakeAnswer | undefined {
  if (request.method !== 'POST' || !isRecord(body)) return undefined;
  if (when && textOf(readPath(body, when.field)) !== when.equals) return undefined;
  const value = textOf(readPath(body, field));
  if (value === undefined || value === '') return undefined;
  return as === 'json'
    ? echoedAs(pathSteps(field).at(-1) ?? field, value, `The field ${field}`)
    : echoed(value, `The field ${field}`);
}
