import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { ReplayBody } from '../../src/api/instances/replay-body.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';
import { startReceiver, type Received, type Receiver } from '../kit/receiver.ts';
import { askForReplay, readReplay, replay, replayed } from '../kit/replays.ts';
import { startTestServer } from '../kit/server.ts';

/** So many people, each told in a notification of its own. */
async function tellPeople(flow: Flow, instanceId: number, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made++) {
    flow.clock.jump(1_000);
    ids.push(flow.simulator.salesloft.create('people', { first_name: `Person ${made}` }).id);
    await flow.poll(instanceId);
  }
  await flow.delivered();
  return ids;
}

async function another(): Promise<Receiver> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return receiver;
}

const eventIds = ({ received }: Receiver, from = 0) =>
  received.slice(from).flatMap(({ message }) => message.events.map(({ eventId }) => eventId));

const isSignedBy = (key: string, { headers, body }: Received) =>
  headers['elements-webhook-signature'] === `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;

test('a replay sends the same events again, with their ids and bodies, and a mark', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await tellPeople(flow, id, 4);
  const first = [...flow.receiver.received];
  const body = await replay(flow, id, { from: 0 });
  expect(body).toMatchObject({
    status: 'completed',
    url: flow.receiver.url,
    counts: { found: 4, skipped: 0, pending: 0, givenUp: 0, delivered: 4 },
    error: null,
  });
  const again = flow.receiver.received.slice(4);
  const byEvent = (all: Received[]) =>
    Object.fromEntries(all.map(({ message, body: text }) => [message.events[0]?.eventId, text]));
  const unmarked = again.map((one) => ({ ...one, body: one.body.replace(`,"replay":${body.id}`, '') }));
  expect(byEvent(again)).not.toEqual(byEvent(first));
  expect(byEvent(unmarked)).toEqual(byEvent(first));
  for (const one of again) {
    expect(one.message).toMatchObject({ replay: body.id });
    expect(one.headers).toMatchObject({ 'elements-replay-id': String(body.id) });
    expect(isSignedBy('signature-key', one)).toBe(true);
  }
  expect(first.map(({ headers }) => headers['elements-replay-id'])).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('to another URL it is signed alike, and what is meant for the instance’s own URL stays with it', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft, {
    'event.notification.callback.headers': '{"X-Own":"secret"}',
    'event.notification.basic.username': 'ada',
    'event.notification.basic.password': 'correct horse',
  });
  await tellPeople(flow, id, 2);
  const other = await another();
  const own = flow.receiver.received.length;
  expect(flow.receiver.received[0]?.headers).toMatchObject({
    'x-own': 'secret',
    authorization: expect.any(String) as string,
  });
  await replay(flow, id, { from: 0, url: other.url });
  expect(other.received).toHaveLength(2);
  for (const one of other.received) {
    expect(isSignedBy('signature-key', one)).toBe(true);
    expect(one.headers).not.toHaveProperty('x-own');
    expect(one.headers).not.toHaveProperty('authorization');
  }
  expect(flow.receiver.received).toHaveLength(own);
  const config = {
    'event.notification.signature.key': 'a key of its own',
    'event.notification.callback.headers': '{"X-Other":"1"}',
  };
  await replay(flow, id, { from: 0, url: other.url, config });
  const third = other.received[2];
  expect(third && isSignedBy('a key of its own', third)).toBe(true);
  expect(third?.headers).toMatchObject({ 'x-other': '1' });
});

test('only what is asked for is sent: by id of event or record, by type, resource and time of storing', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  const people = await tellPeople(flow, id, 3);
  const [one, two, three] = eventIds(flow.receiver);
  flow.clock.jump(60_000);
  const later = flow.clock.now();
  flow.simulator.salesloft.update(people[0] ?? '', { first_name: 'Grace' });
  await flow.poll(id);
  await flow.delivered();
  const updated = eventIds(flow.receiver).at(-1);
  const asked = async (filter: object) => {
    const before = flow.receiver.received.length;
    await replay(flow, id, filter);
    return new Set(eventIds(flow.receiver, before));
  };
  expect(await asked({ eventIds: [two] })).toEqual(new Set([two]));
  expect(await asked({ objectIds: [people[0]] })).toEqual(new Set([one, updated]));
  expect(await asked({ from: 0, eventTypes: ['UPDATED'] })).toEqual(new Set([updated]));
  expect(await asked({ from: new Date(later).toISOString() })).toEqual(new Set([updated]));
  expect(await asked({ from: 0, to: later - 1 })).toEqual(new Set([one, two, three]));
  expect(await asked({ from: 0, resources: ['deals'] })).toEqual(new Set());
});

test('while its receiver is slow one sees how far it is, and it may be cancelled on the way', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await tellPeople(flow, id, 6);
  const other = await another();
  const held = Promise.withResolvers<void>();
  other.answer = async () => {
    if (other.received.length > 3) await held.promise;
    return { status: 200 };
  };
  const { id: replayId } = await askForReplay(flow, id, { from: 0, url: other.url });
  let seen: ReplayBody = await readReplay(flow, id, replayId);
  await until(async () => {
    seen = await readReplay(flow, id, replayId);
    return other.received.length > 3 && seen.counts.found === 6;
  });
  expect(seen).toMatchObject({ status: 'delivering', counts: { pending: 6 - seen.counts.delivered } });
  const cancelled = await flow.server.call<ReplayBody>('DELETE', `/instances/${id}/replays/${replayId}`);
  const { delivered } = cancelled.counts;
  expect(cancelled).toMatchObject({ status: 'cancelled', counts: { found: 6, pending: 0, givenUp: 6 - delivered } });
  expect(delivered).toBeLessThan(6);
  held.resolve();
  await flow.delivered();
  expect(await readReplay(flow, id, replayId)).toMatchObject({ status: 'cancelled', counts: { pending: 0 } });
});

test('a replay whose receiver is gone fails, and once it is back goes on with what is left', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await tellPeople(flow, id, 5);
  const stored = eventIds(flow.receiver);
  const other = await another();
  let isGone = true;
  const acknowledged: Received[] = [];
  other.answer = (received) => {
    if (isGone && acknowledged.length === 2) return { status: 410 };
    acknowledged.push(received);
    return { status: 200 };
  };
  const config = { 'event.notification.concurrency': '1' };
  const failed = await replay(flow, id, { from: 0, url: other.url, config });
  expect(failed).toMatchObject({ status: 'failed', counts: { found: 5, pending: 3, delivered: 2 } });
  expect(failed.error).toMatchObject({ code: 'replay.failed', message: expect.stringContaining('410') as string });
  isGone = false;
  await flow.server.call('POST', `/instances/${id}/replays/${failed.id}/resume`);
  expect(await replayed(flow, id, failed.id)).toMatchObject({
    status: 'completed',
    counts: { delivered: 5 },
    error: null,
  });
  expect(eventIds({ ...other, received: acknowledged }).toSorted()).toEqual(stored.toSorted());
  // Its own subscription is another matter.
  expect(
    (await flow.db.selectFrom('subscriptions').select('active').where('instance_id', '=', id).execute())[0],
  ).toEqual({
    active: true,
  });
});

test('a server that is stopped in the middle of a replay goes on with it: none twice, none left out', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await tellPeople(flow, id, 12);
  const stored = eventIds(flow.receiver);
  const other = await another();
  const twoAtATime = { 'event.notification.concurrency': '2' };
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  other.answer = async () => {
    if (other.received.length === 6) reached.resolve();
    if (other.received.length >= 6) await release.promise;
    return { status: 200 };
  };
  const { id: replayId } = await askForReplay(flow, id, { from: 0, url: other.url, config: twoAtATime });
  await reached.promise;
  const stopped = flow.server.app.close();
  release.resolve();
  await stopped;
  expect(other.received.length).toBeLessThan(12);
  const second = await startTestServer({ databaseUrl: flow.databaseUrl, clock: flow.clock });
  onTestFinished(() => second.app.close());
  expect(await replayed({ server: second }, id, replayId)).toMatchObject({
    status: 'completed',
    counts: { delivered: 12 },
  });
  expect(eventIds(other).toSorted()).toEqual(stored.toSorted());
});

test('events that come while a replay runs are told as ever, and are none of it', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await tellPeople(flow, id, 2);
  const other = await another();
  const held = Promise.withResolvers<void>();
  other.answer = async () => {
    await held.promise;
    return { status: 200 };
  };
  const { id: replayId } = await askForReplay(flow, id, { from: 0, url: other.url });
  await until(() => other.received.length > 0);
  flow.clock.jump(1_000);
  flow.simulator.salesloft.create('people');
  await flow.poll(id);
  await until(() => flow.receiver.received.length === 3);
  held.resolve();
  expect(await replayed(flow, id, replayId)).toMatchObject({ counts: { found: 2, delivered: 2 } });
});
