import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { untilAtRest } from '../kit/deliveries-at-rest.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';
import { bodyOf, serve } from '../kit/listen.ts';
import type { ReceivedEvent, ReceivedMessage } from '../kit/receiver.ts';

const second = 1_000;
const hour = 3_600 * second;

type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void;

const answers =
  (status: number, headers: Record<string, string> = {}, body = ''): Misbehaviour =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const hangs: Misbehaviour = () => undefined;
const resets: Misbehaviour = (request) => void request.socket.resetAndDestroy();

/** An endpoint that does what it is told to, and keeps the events that it acknowledged. */
async function startUnreliable() {
  const endpoint = {
    url: '',
    events: [] as ReceivedEvent[],
    requests: 0,
    misbehave: undefined as Misbehaviour | undefined,
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { message } = JSON.parse(await bodyOf(request)) as { message: ReceivedMessage };
    endpoint.requests++;
    if (endpoint.misbehave) return endpoint.misbehave(request, response);
    endpoint.events.push(...message.events);
    response.end('stored');
  };
  const server = await serve((request, response) => void handle(request, response));
  endpoint.url = `${server.url}/callback`;
  return endpoint;
}

async function changeAll(flow: Flow, instanceId: number, people: { id: string }[]): Promise<void> {
  flow.clock.jump(second);
  for (const { id } of people) {
    flow.simulator.salesloft.update(id, { first_name: `At ${flow.clock.now()}` });
    await flow.poll(instanceId);
  }
}

const attemptsOf = (flow: Flow, notificationId: number) =>
  flow.db
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('notification_id', '=', notificationId)
    .orderBy('started_at_ms')
    .execute();

const storedEvents = ({ db }: Flow) =>
  db
    .selectFrom('events')
    .select(['event_id', 'record_id', 'notification_id'])
    .orderBy('notification_id')
    .orderBy('position')
    .execute();

const isActive = async ({ db }: Flow) =>
  (await db.selectFrom('subscriptions').select('active').executeTakeFirstOrThrow()).active;

test('whatever a receiver does for hours, every event arrives afterwards, in the order of its record, and the attempts tell the story', async () => {
  const flow = await startFlow();
  const endpoint = await startUnreliable();
  const elsewhere = await startUnreliable();
  const id = await flow.instance(flow.simulator.salesloft, {
    'event.notification.callback.url': endpoint.url,
    'event.notification.timeout.seconds': '1',
    'event.notification.retry.schedule': '10,10,10,10,10,10,10,3600,3600,3600,3600',
    'event.notification.batch.size': '1',
  });
  const people = [1, 2, 3].map(() => flow.simulator.salesloft.create('people'));

  const outages: Misbehaviour[] = [
    answers(500, {}, 'no room\0 left'),
    hangs,
    resets,
    answers(429, { 'retry-after': '120' }),
    answers(302, { location: elsewhere.url }),
  ];
  for (const misbehave of outages) {
    endpoint.misbehave = misbehave;
    const before = endpoint.requests;
    await changeAll(flow, id, people);
    await until(() => endpoint.requests > before);
    await untilAtRest(flow);
    flow.clock.jump(misbehave === outages[3] ? 121 * second : 11 * second);
  }

  // The receiver wants no more. Its owner switches it on again while it is still down.
  endpoint.misbehave = answers(410);
  await until(async () => !(await isActive(flow)));
  await changeAll(flow, id, people);
  expect(
    (await flow.db.selectFrom('deliveries').select('status').distinct().execute()).map((row) => row.status),
  ).toEqual(['queued']);
  endpoint.misbehave = answers(503);
  await flow.server.call('PUT', `/instances/${id}/enabled`);
  for (let hours = 0; hours < 8; hours++) {
    const before = endpoint.requests;
    await until(() => endpoint.requests > before);
    await untilAtRest(flow);
    flow.clock.jump(hour + second);
  }

  endpoint.misbehave = undefined;
  await flow.delivered();
  const stored = await storedEvents(flow);
  // The first change of the first person is told as its creation.
  expect(stored).toHaveLength(people.length + people.length * 6 - 1);
  expect(endpoint.events.map(({ eventId }) => eventId).toSorted()).toEqual(
    stored.map(({ event_id }) => event_id).toSorted(),
  );
  for (const person of people) {
    const arrived = endpoint.events.filter(({ objectId }) => objectId === person.id).map(({ eventId }) => eventId);
    expect(arrived).toEqual(stored.filter(({ record_id }) => record_id === person.id).map(({ event_id }) => event_id));
  }
  expect(elsewhere.requests).toBe(0);

  const story = await attemptsOf(flow, stored[0]?.notification_id ?? 0);
  expect(story.map(({ attempt, outcome, status_code }) => [attempt, outcome, status_code])).toEqual([
    [1, 'failed', 500],
    [2, 'failed', null],
    [3, 'failed', null],
    [4, 'failed', 429],
    [5, 'failed', 302],
    [6, 'gone', 410],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => [attempt, 'failed', 503]),
    [9, 'delivered', 200],
  ]);
  expect(story[0]).toMatchObject({ url: endpoint.url, response_body: 'no room left' });
  expect(story[0]?.request_headers).toMatchObject({ 'content-type': 'application/json' });
  expect(story.at(-1)).toMatchObject({ response_body: 'stored' });
  const pausesMs = story.slice(1).map(({ started_at_ms }, index) => started_at_ms - (story[index]?.started_at_ms ?? 0));
  // From the first to the sixth, not before the schedule says; after 429, not before the receiver said.
  expect(pausesMs.slice(0, 5).filter((pauseMs) => pauseMs < 10 * second)).toEqual([]);
  expect(pausesMs[3]).toBeGreaterThanOrEqual(120 * second);
  expect(pausesMs.slice(7).filter((pauseMs) => pauseMs < hour)).toEqual([]);
});
