import { sameSecret } from '../../lib/same-secret.ts';
import { webhookToken, webhookTokenParameter } from '../../model/webhook-address.ts';
import type { Handshake } from '../../model/webhook-verification.ts';
import { answerHandshake } from '../handshake/answer-handshake.ts';
import { refusedHandshake, type HandshakeAnswer } from '../handshake/handshake-answer.ts';
import type { Arrived } from './arrived.ts';
import type { Candidate } from './candidate.ts';
import type { DoorDeps } from './door-deps.ts';
import type { SharedConnector } from './shared-connector.ts';
import { webhooksOf } from './webhooks-of.ts';

type Deps = Pick<DoorDeps, 'sealer' | 'keepKey' | 'clock'>;

/** The answer to a handshake with one of these instances, after the key that it brought is kept; undefined: it is none. */
export async function shakeHands(
  deps: Deps,
  candidates: readonly Candidate[],
  arrived: Arrived,
): Promise<HandshakeAnswer | undefined> {
  const answers = candidates.flatMap((candidate) => {
    const token = webhookToken(deps.sealer, candidate.instance.id);
    const hasAddressToken = sameSecret(arrived.request.query[webhookTokenParameter] ?? '', token);
    const { configuration } = candidate.instance;
    const answer = answerOf(candidate, { configuration, hasAddressToken }, arrived);
    return answer ? [{ answer, candidate }] : [];
  });
  const best = answers.find(({ answer }) => answer.status === 200) ?? answers[0];
  const keep = best?.answer.keep;
  return best && keep ? keptFrom(deps, best, keep) : best?.answer;
}

async function keptFrom(
  deps: Deps,
  { answer, candidate: { instance, keptValues } }: { answer: HandshakeAnswer; candidate: Candidate },
  { name, value, tell }: NonNullable<HandshakeAnswer['keep']>,
): Promise<HandshakeAnswer> {
  const known = [instance.configuration[name] ?? '', ...keptValues(name)].filter((key) => key !== '');
  const notice = tell
    ? `The provider asks for a value, ${name}, to confirm the address: GET /instances/${instance.id}/webhooks/keys shows it.`
    : undefined;
  const now = deps.clock.now();
  const outcome = await deps.keepKey({ instanceId: instance.id, name, value, known, notice, now });
  return outcome === 'refused' ? hasKey(instance.id, name) : answer;
}

const hasKey = (instanceId: number, name: string): HandshakeAnswer =>
  refusedHandshake(
    403,
    `A key ${name} is known already. DELETE /instances/${instanceId}/webhooks/keys forgets it, for a webhook that is made anew.`,
  );

/**
 * The answer to a handshake at the address that all accounts share. One that must show a token of the configuration is held
 * against those of the newest instances.
 */
export async function shakeHandsForAll(
  deps: Deps,
  { shared, newest }: { shared: SharedConnector; newest: () => Promise<Candidate[]> },
  arrived: Arrived,
): Promise<HandshakeAnswer | undefined> {
  const answer = answerOf(shared, { configuration: {}, hasAddressToken: false }, arrived);
  if (!answer || answer.status === 200) return answer;
  return (await shakeHands(deps, await newest(), arrived)) ?? answer;
}

/** A body in which a provider asks for an answer is short. A longer one is not read for it, as nothing is proved yet. */
const mostAskedBytes = 64 * 1024;

function answerOf(
  { connector }: Pick<Candidate, 'connector'>,
  known: { configuration: Readonly<Record<string, string>>; hasAddressToken: boolean },
  { request, parsed }: Arrived,
): HandshakeAnswer | undefined {
  const isShort = request.body.length <= mostAskedBytes;
  const handshakes = webhooksOf(connector).handshakes.filter((handshake) => isShort || !isInBody(handshake));
  const body = handshakes.some(isInBody) ? parsed().value : {};
  return answerHandshake(handshakes, { request, body, ...known });
}

const isInBody = ({ kind }: Handshake): boolean => kind === 'echoField' || kind === 'keepField';
