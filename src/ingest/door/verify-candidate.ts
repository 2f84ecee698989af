import { usedWebhookSecret, webhookSecretKey, webhookToken } from '../../model/webhook-address.ts';
import { itemsIn } from '../body/items-in.ts';
import type { Verdict } from '../verify/verdict.ts';
import { verifyWebhook } from '../verify/verify-webhook.ts';
import type { Arrived } from './arrived.ts';
import type { Candidate } from './candidate.ts';
import type { DoorDeps } from './door-deps.ts';
import { isProvedInBody } from './is-proved-in-body.ts';
import { webhooksOf } from './webhooks-of.ts';

/** Whether the request proves to this instance that its provider sent it. The body is read only where the proof stands in it. */
export async function verifyCandidate(
  { sealer }: Pick<DoorDeps, 'sealer'>,
  { connector, ...candidate }: Candidate,
  { request, parsed }: Arrived,
): Promise<Verdict> {
  const { verify, items } = webhooksOf(connector);
  const body = isProvedInBody(verify) ? (candidate.part?.value ?? parsed().value) : {};
  return verifyWebhook(verify, {
    request,
    body,
    items: itemsIn(body, items),
    keys: (name) => keysOf({ sealer }, candidate, name),
    addressToken: webhookToken(sealer, candidate.instance.id),
  });
}

/** All values that are known under a name: the owner's, those that handshakes and registrations left, and our own secret. */
export function keysOf(
  { sealer }: Pick<DoorDeps, 'sealer'>,
  { instance, keptValues }: Pick<Candidate, 'instance' | 'keptValues'>,
  name: string,
): string[] {
  const configured = name === webhookSecretKey ? usedWebhookSecret(sealer, instance) : instance.configuration[name];
  return [configured ?? '', ...keptValues(name)].filter((key) => key !== '');
}
