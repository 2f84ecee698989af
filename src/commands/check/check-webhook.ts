import type { Received } from '../../ingest/door/receive-webhook.ts';
import { parseJson, jsonOrNothing } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import { Fault } from '../../model/fault.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { FixtureOutcome } from './check-poll.ts';
import { compareEvents } from './compare-events.ts';
import type { Laboratory } from './laboratory.ts';
import { openSession, SessionError, type PlaybackSession } from './playback-session.ts';
import { shakeForKey, verificationEntries } from './webhook-keys.ts';
import { signWebhook, type Signer } from './sign-webhook.ts';
import { webhookCall } from './webhook-call.ts';
import { webhookFaults } from './webhook-faults.ts';
import type { InboxEntry } from './webhook-trial.ts';
import type { WebhookFixture } from './webhook-fixture.ts';

const dayMs = 86_400_000;

interface WebhookPlay {
  webhooks: Webhooks;
  fixture: WebhookFixture;
  session: PlaybackSession;
}

/** Sends what a fixture tells, as it is told, again, and with each fault that a request may have. Answers what is wrong. */
export async function checkWebhook(
  laboratory: Laboratory,
  connector: Connector,
  fixture: WebhookFixture,
): Promise<FixtureOutcome> {
  const { webhooks } = connector;
  if (!webhooks) return { faults: ['connector.yaml has no webhooks'], faultsTried: 0 };
  const nowMs = Date.parse(fixture.now);
  const events = {
    'event.notification.enabled': true,
    'event.vendor.type': 'webhooks',
    'event.poller.start': new Date(fixture.since ?? nowMs - dayMs).toISOString(),
  };
  const told = { ...verificationEntries(connector, webhooks), ...fixture.configuration };
  try {
    const session = await openSession(laboratory, { connector, told, nowMs, events });
    try {
      const outcome = await play({ webhooks, fixture, session });
      return outcome.faults.length > 0 ? outcome : { ...outcome, faults: await removed(session) };
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof SessionError || error instanceof Fault) return { faults: [error.message], faultsTried: 0 };
    throw error;
  }
}

/** The steps that renew registrations, look after them and take them back are made, and answered. */
async function removed(session: PlaybackSession): Promise<string[]> {
  const { trial, instanceId } = session;
  const played = session.playSteps();
  const kept = await trial.laterRegistrationSteps(instanceId);
  const left = await trial.removeInstance(instanceId);
  return [...played.faults(), ...kept, ...left.map(({ message }) => message)].map((line) => `later: ${line}`);
}

async function play(playing: WebhookPlay): Promise<FixtureOutcome> {
  const { webhooks, fixture, session } = playing;
  const { trial, instanceId } = session;
  // A handshake of the fixture is the first that the instance sees: a second key would be refused.
  if (!fixture.answer) await shakeForKey(trial.webhooks, instanceId, webhooks, Date.parse(fixture.now));
  await trial.webhooks.forgetWanted(instanceId);
  const signer: Signer = {
    keys: await trial.webhooks.keys(instanceId),
    items: webhooks.items,
    nowMs: Date.parse(fixture.now),
  };
  const unsigned = webhookCall(fixture, trial.webhooks.address(instanceId));
  const request = fixture.sign ? await signWebhook(webhooks.verify, signer, unsigned) : unsigned;
  if (fixture.answer) return { faults: await shaken(playing, request), faultsTried: 0 };
  const strikes = fixture.sign ? await webhookFaults(webhooks.verify, signer, unsigned) : [];
  const accepted: string[] = [];
  for (const { name, request: wrong } of strikes) {
    if (!(await isRefused(playing, wrong))) accepted.push(`${name}: it is accepted`);
  }
  if (accepted.length > 0) return { faults: accepted, faultsTried: strikes.length };
  return { faults: await received(playing, request), faultsTried: strikes.length };
}

/** Refused by the door, and nothing of it stored. */
async function isRefused({ session: { trial, instanceId } }: WebhookPlay, request: WebhookRequest): Promise<boolean> {
  try {
    await trial.webhooks.receive(instanceId, request);
    return false;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return (await trial.webhooks.inbox(instanceId)).length === 0;
  }
}

/** Once, and again: the second time nothing more is told. */
async function received(playing: WebhookPlay, request: WebhookRequest): Promise<string[]> {
  const { fixture, session } = playing;
  const { trial, instanceId } = session;
  const played = session.play({ exchanges: fixture.exchanges, order: 'asTold' });
  const first = await tookIn(playing, request);
  const wrong = played.faults();
  if (wrong.length > 0) return wrong;
  if (first.length > 0) return first;
  const unasked = played.unasked().map((index) => `exchange ${index + 1} was not asked for`);
  const differing = await compared(playing);
  const remarks = (await trial.webhooks.inbox(instanceId)).flatMap(wordsOf);
  if (unasked.length + differing.length > 0) return [...unasked, ...differing, ...remarks];
  session.play({ exchanges: fixture.exchanges, order: 'anyOrder' });
  const again = [...(await tookIn(playing, request)), ...(await compared(playing))];
  return again.map((line) => `sent twice: ${line}`);
}

const wordsOf = ({ outcome }: InboxEntry): string[] => [
  ...(outcome?.remarks ?? []),
  ...(outcome?.decisions ?? []).flatMap(({ resource, recordId, why }) =>
    why === undefined ? [] : [`${resource} ${recordId}: ${why}`],
  ),
];

async function tookIn({ session: { trial, instanceId } }: WebhookPlay, request: WebhookRequest): Promise<string[]> {
  const taken = await trial.webhooks.receive(instanceId, request).catch(faultOf);
  if (taken instanceof Fault) return [`it is refused: ${taken.message}`];
  if (taken.outcome === 'handshake') return ['it is taken for a handshake; "answer" says what a handshake is answered'];
  await trial.webhooks.work(instanceId);
  const left = (await trial.webhooks.inbox(instanceId)).filter(({ status }) => status !== 'done');
  return left.map(({ status, fault }) => `it is left ${status}: ${fault?.message ?? 'nothing says why'}`);
}

async function compared({ fixture, session: { trial, instanceId } }: WebhookPlay): Promise<string[]> {
  const events = await trial.events(instanceId);
  const misplaced = fixture.events.flatMap(({ objectType, objectId }) => {
    const told = events.filter(({ recordId }) => recordId === objectId);
    return told.length === 0 || told.some(({ resource }) => resource === objectType)
      ? []
      : [`the event of ${objectId} is one of ${told[0]?.resource}, told is ${objectType}`];
  });
  const wanted = await trial.webhooks.wantedPolls(instanceId);
  const expected = fixture.polls.toSorted();
  return [
    ...misplaced,
    ...compareEvents(fixture.events, events),
    ...(wanted.join() === expected.join()
      ? []
      : [`polls that are wanted: ${expected.join(', ') || 'none'} told, ${wanted.join(', ') || 'none'} found`]),
  ];
}

async function shaken(playing: WebhookPlay, request: WebhookRequest): Promise<string[]> {
  const { fixture, session } = playing;
  const expected = fixture.answer;
  const taken = await session.trial.webhooks.receive(session.instanceId, request).catch(faultOf);
  if (taken instanceof Fault) return [`the handshake is refused: ${taken.message}`];
  if (!expected || taken.outcome !== 'handshake') return [`it is no handshake, but ${taken.outcome}`];
  return answerDifferences(expected, taken.answer);
}

type Answer = Extract<Received, { outcome: 'handshake' }>['answer'];

function answerDifferences(expected: NonNullable<WebhookFixture['answer']>, { status, headers, body }: Answer) {
  const found = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const told = expected.body;
  const isSame =
    told === undefined ||
    body === told ||
    (typeof told !== 'string' &&
      JSON.stringify(jsonOrNothing(body)) === JSON.stringify(parseJson(JSON.stringify(told))));
  return [
    ...(status === expected.status ? [] : [`status ${expected.status} told, ${status} answered`]),
    ...Object.entries(expected.headers)
      .filter(([name, value]) => found.get(name.toLowerCase()) !== value)
      .map(([name, value]) => `header ${name}: ${value} told, ${found.get(name.toLowerCase()) ?? 'none'} answered`),
    ...(isSame ? [] : [`body ${JSON.stringify(told)} told, ${body} answered`]),
  ];
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
