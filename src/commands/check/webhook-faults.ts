import { webhookTokenParameter } from '../../model/webhook-address.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { Verification, VerificationKind } from '../../model/webhook-verification.ts';
import { signWebhook, ways, type Signer } from './sign-webhook.ts';
import { withoutQuery } from './webhook-call.ts';

/** A request that does not come from the provider, or not as it was sent. It must be refused. */
export interface WebhookFault {
  name: string;
  request: WebhookRequest;
}

/** What can be wrong with a request that the connector verifies in this way. Empty: nothing is verified. */
export async function webhookFaults(
  verification: Verification,
  signer: Signer,
  unsigned: WebhookRequest,
): Promise<WebhookFault[]> {
  const [one] = ways(verification);
  // Whatever is sent may be good in another way that proves nothing.
  if (!one || ways(verification).some(({ kind }) => kind === 'none' || kind === 'hook')) return [];
  if (one.kind === 'secretUrl')
    return [{ name: 'an address without its secret', request: withoutQuery(unsigned, webhookTokenParameter) }];
  const sign = (changed: Partial<Signer>) => signWebhook(verification, { ...signer, ...changed }, unsigned);
  const good = await sign({});
  const lateBy = toleranceMs(one);
  return [
    { name: 'a request without its proof', request: unsigned },
    { name: 'another key', request: await sign({ keys: (name) => signer.keys(name).map((key) => otherKey(key)) }) },
    ...(signsBody(one) && good.body.length > 0 ? [{ name: 'a changed byte in the body', request: flipped(good) }] : []),
    ...(lateBy === undefined
      ? []
      : [
          { name: 'an old timestamp', request: await sign({ nowMs: signer.nowMs - lateBy }) },
          { name: 'a timestamp of the future', request: await sign({ nowMs: signer.nowMs + lateBy }) },
        ]),
  ];
}

/** As long as the key and of the same alphabet, whatever its encoding. */
const otherKey = (key: string): string =>
  key.replaceAll(/[A-Za-z\d]/g, (letter) =>
    letter === '0' ? '1' : letter === 'A' ? 'B' : /\d/.test(letter) ? '0' : 'A',
  );

const signsBody = (one: VerificationKind): boolean =>
  (one.kind === 'hmac' || one.kind === 'hash') && one.signed.includes('{body}');

function toleranceMs(one: VerificationKind): number | undefined {
  if ((one.kind !== 'hmac' && one.kind !== 'hash') || !one.timestamp) return undefined;
  return (one.timestamp.toleranceSeconds + 60) * 1000;
}

/** One bit of a letter or digit in it, so that JSON stays JSON where it can. */
function flipped(request: WebhookRequest): WebhookRequest {
  const body = Buffer.from(request.body);
  const at = Math.max(
    0,
    body.findLastIndex((byte) => /[a-z\d]/i.test(String.fromCharCode(byte))),
  );
  body.writeUInt8(body.readUInt8(at) ^ 1, at);
  return { ...request, body };
}
