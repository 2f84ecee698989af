import type { Webhooks } from '../../model/connector-webhooks.ts';
import type { VerificationKind } from '../../model/webhook-verification.ts';

/** The names of the values that webhooks are verified, and handshakes answered, with; each once. */
export const expectedKeys = ({ verify, handshakes }: Webhooks): string[] => [
  ...new Set([
    ...(verify.kind === 'anyOf' ? verify.of : [verify]).flatMap(keysOf),
    ...handshakes.flatMap((handshake) =>
      handshake.kind === 'echoQuery' && handshake.token ? [handshake.token.entry] : [],
    ),
  ]),
];

function keysOf(verify: VerificationKind): string[] {
  switch (verify.kind) {
    case 'hmac':
    case 'hash':
    case 'token':
    case 'jwt':
      return [verify.key.entry];
    case 'basic':
      return [...(verify.username === undefined ? [] : [verify.username]), verify.password];
    case 'secretUrl':
    case 'none':
    case 'hook':
      return [];
  }
}
