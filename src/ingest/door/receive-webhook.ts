import { Fault } from '../../model/fault.ts';
import type { WebhookAnswer } from '../../model/telemetry.ts';
import { webhookTokenParameter } from '../../model/webhook-address.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { HandshakeAnswer } from '../handshake/handshake-answer.ts';
import { addressedInstances, type WebhookAddress } from './addressed-instances.ts';
import { withBody, type Arrived, type ArrivingWebhook } from './arrived.ts';
import { isListening, type Candidate } from './candidate.ts';
import type { DoorDeps } from './door-deps.ts';
import { refuseMuchHashing, refuseMuchStoring } from './refuse-multiplied.ts';
import { routedInstances } from './routed-instances.ts';
import { shakeHands, shakeHandsForAll } from './shake-hands.ts';
import { sharedConnector, type SharedConnector } from './shared-connector.ts';
import { storeReceived } from './store-received.ts';
import { verifyCandidate } from './verify-candidate.ts';
import { webhooksOf } from './webhooks-of.ts';

export type Received = Taken | Handshake;

interface Taken {
  outcome: Exclude<WebhookAnswer, 'handshake' | 'refused' | 'failed'>;
  /** What its provider wants to read beside the status 200. */
  body: '{}' | '';
}

interface Handshake {
  outcome: 'handshake';
  answer: HandshakeAnswer;
}

/**
 * Takes one request of a provider: answers a handshake, or verifies it and puts it into the inbox, of which it is sure when this
 * resolves. A request that is refused leaves nothing behind. What is found out without the body comes first, then what its bytes
 * prove, and what they say comes last. Faults: why it is refused.
 */
export async function receiveWebhook(
  deps: DoorDeps,
  address: WebhookAddress,
  arriving: ArrivingWebhook,
): Promise<Received> {
  const addressed = await addressedInstances(deps, address, arriving);
  if (!addressed) {
    const shared = await sharedConnector(deps, address.key, arriving.query[webhookTokenParameter]);
    return receiveForAll(deps, shared, await withBody(arriving));
  }
  const arrived = await withBody(arriving);
  refuseMuchStoring(addressed.length, arrived.request.body.length);
  const answer = await shakeHands(deps, addressed, arrived);
  return answer ? { outcome: 'handshake', answer } : takeIn(deps, addressed, arrived);
}

/** Organisations beyond these are not asked for their keys, where a request names no account. */
const mostOrganizations = 50;

/** At the address that all accounts share the body says whose it is. */
async function receiveForAll(deps: DoorDeps, shared: SharedConnector, arrived: Arrived): Promise<Received> {
  const { connector } = shared;
  const newest = () => newestInstances(deps, shared);
  const answer = await shakeHandsForAll(deps, { shared, newest }, arrived);
  if (answer) return { outcome: 'handshake', answer };
  const routed = await routedInstances(deps, shared, arrived);
  if (routed.length > 0) return takeIn(deps, routed, arrived);
  if (webhooksOf(connector).route === undefined) throw namesNoInstance(connector.key);
  // It may ask whether signatures are checked, or be for an account that is not registered here: it must be genuine all the same.
  refuseMethod(arrived.request);
  const known = await newest();
  if (known.length === 0) throw namesNoInstance(connector.key);
  refuseMuchHashing(known.length, arrived.request.body.length);
  return taken('nobody', await verified(deps, known, arrived));
}

async function newestInstances(deps: DoorDeps, { connector, organizationId }: SharedConnector): Promise<Candidate[]> {
  const wanted = { connectorKey: connector.key, organizationId, limit: mostOrganizations };
  const found = await deps.findNewestInstances(wanted);
  return found.map((one) => ({ ...one, connector, part: undefined })).filter(isListening);
}

async function takeIn(deps: DoorDeps, candidates: Candidate[], arrived: Arrived): Promise<Received> {
  const { request, parsed } = arrived;
  refuseMethod(request);
  const accepted = await verified(deps, candidates, arrived);
  if (saysNothing(request)) return taken('nobody', accepted);
  const { kind, reason } = parsed();
  const readable = accepted.filter(({ connector }) => kind !== 'unreadable' || connector.hooks.event !== undefined);
  if (readable.length === 0)
    throw new Fault('request.malformed', `The webhook cannot be read: ${reason ?? 'it is neither JSON nor a form'}.`);
  return taken(await storeReceived(deps, readable, arrived), readable);
}

function taken(outcome: Taken['outcome'], [first]: readonly Candidate[]): Taken {
  const wantsNone = first !== undefined && webhooksOf(first.connector).answer === 'empty';
  return { outcome, body: wantsNone ? '' : '{}' };
}

/** A GET is a webhook by its query. Without one somebody only looks whether there is an answer. */
const saysNothing = ({ method, query }: WebhookRequest): boolean =>
  method === 'GET' && Object.keys(query).every((name) => name === webhookTokenParameter);

function refuseMethod({ method }: WebhookRequest): void {
  if (method === 'HEAD')
    throw new Fault('request.method_not_allowed', 'HEAD is not allowed here; allowed: POST, and GET with a query.');
}

export type VerifiedCandidate = Candidate & { trusted: boolean };

/** Those that the request proves itself to; each is asked with its own keys. Throws the reason when there is none. */
async function verified(deps: DoorDeps, candidates: Candidate[], arrived: Arrived): Promise<VerifiedCandidate[]> {
  const verdicts = await Promise.all(candidates.map((candidate) => verifyCandidate(deps, candidate, arrived)));
  const accepted = candidates.flatMap((candidate, index) => {
    const verdict = verdicts[index];
    return verdict?.kind === 'accepted' ? [{ ...candidate, trusted: verdict.trusted }] : [];
  });
  const refusal = verdicts.find((verdict) => verdict.kind === 'refused');
  if (refusal && accepted.length === 0) throw refusedBy(deps, candidates, refusal);
  return accepted;
}

function refusedBy(
  { log }: Pick<DoorDeps, 'log'>,
  [first]: Candidate[],
  { status, reason }: { status: 401 | 403; reason: string },
): Fault {
  log.info({ connectorKey: first?.connector.key, instanceId: first?.instance.id, reason }, 'webhook refused');
  return new Fault(status === 401 ? 'webhook.refused' : 'webhook.forbidden', `The webhook is refused: ${reason}.`);
}

const namesNoInstance = (key: string): Fault =>
  new Fault('instance.not_found', `The request names no instance of ${JSON.stringify(key)} that is known here.`);
