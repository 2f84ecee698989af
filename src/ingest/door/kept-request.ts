import type { Webhooks } from '../../model/connector-webhooks.ts';
import { looksLikeWebhookToken, webhookTokenParameter } from '../../model/webhook-address.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { VerificationKind } from '../../model/webhook-verification.ts';

const secretHeaders: readonly string[] = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

/** The headers of a request that are kept: what only proves who sent it, or is a secret, is not. */
export function keptHeaders({ headers }: WebhookRequest, { verify, handshakes }: Webhooks): Record<string, string> {
  const dropped = new Set(
    [
      ...secretHeaders,
      ...kindsOf(verify).flatMap(headersOf),
      ...handshakes.flatMap((handshake) => (handshake.kind === 'echoHeader' ? [handshake.header] : [])),
    ].map((name) => name.toLowerCase()),
  );
  return without(headers, (name) => dropped.has(name.toLowerCase()));
}

/**
 * The query of a request as it is kept: without the token of our address, and without the vendor's. A token of ours is known by
 * its form, as a request for several instances may show that of another one.
 */
export function keptQuery({ query }: WebhookRequest, { verify }: Webhooks): Record<string, string> {
  const dropped = new Set(kindsOf(verify).flatMap(parametersOf));
  return without(
    query,
    (name, value) => dropped.has(name) || (name === webhookTokenParameter && looksLikeWebhookToken(value)),
  );
}

const without = (
  values: Readonly<Record<string, string>>,
  isDropped: (name: string, value: string) => boolean,
): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !isDropped(name, value)));

const kindsOf = (verify: Webhooks['verify']): readonly VerificationKind[] =>
  verify.kind === 'anyOf' ? verify.of : [verify];

function headersOf(verify: VerificationKind): string[] {
  switch (verify.kind) {
    case 'hmac':
    case 'hash':
    case 'jwt':
      return [verify.header];
    case 'token':
      return 'header' in verify.in ? [verify.in.header] : [];
    case 'basic':
    case 'secretUrl':
    case 'none':
    case 'hook':
      return [];
  }
}

const parametersOf = (verify: VerificationKind): string[] =>
  verify.kind === 'token' && 'query' in verify.in ? [verify.in.query] : [];
