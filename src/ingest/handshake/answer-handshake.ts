import type { Handshake } from '../../model/webhook-verification.ts';
import { answerEchoField } from './answer-echo-field.ts';
import { answerEchoHeader } from './answer-echo-header.ts';
import { answerEchoQuery } from './answer-echo-query.ts';
import { answerKeepField } from './answer-keep-field.ts';
import { answerPing } from './answer-ping.ts';
import type { AskedHandshake } from './asked-handshake.ts';
import type { HandshakeAnswer } from './handshake-answer.ts';

/** The answer to a request that asks whether the address is ours; undefined for any other request. */
export function answerHandshake(handshakes: readonly Handshake[], asked: AskedHandshake): HandshakeAnswer | undefined {
  for (const handshake of handshakes) {
    const answer = answerOne(handshake, asked);
    if (answer) return answer;
  }
  return undefined;
}

function answerOne(handshake: Handshake, asked: AskedHandshake): HandshakeAnswer | undefined {
  switch (handshake.kind) {
    case 'echoQuery':
      return answerEchoQuery(handshake, asked);
    case 'echoField':
      return answerEchoField(handshake, asked);
    case 'echoHeader':
      return answerEchoHeader(handshake, asked);
    case 'keepField':
      return answerKeepField(handshake, asked);
    case 'ping':
      return answerPing(handshake, asked);
  }
}
