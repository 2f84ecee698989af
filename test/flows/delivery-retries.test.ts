import { expect, test } from 'vitest';
import { isAtRest, untilAtRest } from '../kit/deliveries-at-rest.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';

const minute = 60_000;

/** Changes the same few records again and again, each time seen by a poll. */
async function churn(flow: Flow, instanceId: number, rounds: number): Promise<void> {
  const { salesloft } = flow.simulator;
  const people = Array.from({ length: 5 }, () => salesloft.create('people'));
  await flow.poll(instanceId);
  for (let round = 0; round < rounds; round++) {
    flow.clock.jump(1_000);
    for (const person of people) salesloft.update(person.id, { first_name: `Round ${round}` });
    await flow.poll(instanceId);
  }
}

const storedIds = async ({ db }: Flow) =>
  (await db.selectFrom('events').select('event_id').orderBy('notification_id').orderBy('position').execute()).map(
    (row) => row.event_id,
  );

/** The events of each record, in their order. */
const byRecord = (events: { objectId: string; eventId: string }[]) =>
  Object.groupBy(events, ({ objectId }) => objectId);

test('while the receiver is down events wait, and afterwards every one arrives, in the order of its record', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  let down = true;
  flow.receiver.answer = () => ({ status: down ? 503 : 200 });
  await churn(flow, id, 6);
  await untilAtRest(flow);
  expect(flow.receiver.events()).toEqual([]);
  const attempts = flow.receiver.received.length;
  flow.clock.jump(10_000);
  await until(() => flow.receiver.received.length > attempts);
  await untilAtRest(flow);
  down = false;
  flow.clock.jump(2 * minute);
  await flow.delivered();
  const stored = await storedIds(flow);
  expect(stored).toHaveLength(35);
  expect(
    flow.receiver
      .events()
      .map(({ eventId }) => eventId)
      .toSorted(),
  ).toEqual(stored.toSorted());
  for (const events of Object.values(byRecord(flow.receiver.events()))) {
    const ids = events?.map(({ eventId }) => eventId) ?? [];
    expect(ids).toEqual(stored.filter((eventId) => ids.includes(eventId)));
  }
});

test('a receiver that refuses one record in between gets the others, and that record in order once it takes it', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  let refused: string | undefined;
  let refusing = true;
  flow.receiver.answer = ({ message }) => {
    const [event] = message.events;
    refused ??= event?.objectId;
    const about = message.events.some(({ objectId }) => objectId === refused);
    return { status: refusing && about ? 422 : 200 };
  };
  const { salesloft } = flow.simulator;
  const people = [];
  for (let count = 0; count < 4; count++) {
    people.push(salesloft.create('people'));
    await flow.poll(id);
  }
  for (const person of people) {
    flow.clock.jump(1_000);
    salesloft.update(person.id, { first_name: 'Eve' });
    await flow.poll(id);
  }
  await until(() => flow.receiver.events().length === 6);
  await untilAtRest(flow);
  refusing = false;
  flow.clock.jump(2 * minute);
  await flow.delivered();
  const types = byRecord(flow.receiver.events());
  for (const { id: recordId } of people) {
    const told = (types[recordId] as { eventType: string }[] | undefined)?.map(({ eventType }) => eventType);
    expect(told).toEqual(['CREATED', 'UPDATED']);
  }
});

test('after the last attempt the subscription is deactivated, events go on being stored, and reactivation delivers them', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  flow.receiver.answer = () => ({ status: 500 });
  salesloft.create('people');
  await flow.poll(id);
  const active = async () =>
    (await flow.db.selectFrom('subscriptions').select('active').executeTakeFirstOrThrow()).active;
  while (await active()) {
    await until(async () => !(await active()) || (await isAtRest(flow)));
    flow.clock.jump(33_000_000);
  }
  expect(flow.receiver.received).toHaveLength(6);
  salesloft.create('people');
  await flow.poll(id);
  expect(await flow.db.selectFrom('deliveries').select('status').execute()).toEqual([
    { status: 'queued' },
    { status: 'queued' },
  ]);
  flow.receiver.answer = () => ({ status: 200 });
  await flow.server.call('PATCH', `/instances/${id}`, {
    configuration: { 'event.notification.callback.url': `${flow.receiver.url}?new` },
  });
  await flow.delivered();
  expect(flow.receiver.events().map(({ eventId }) => eventId)).toEqual(await storedIds(flow));
});

test('410 Gone stops deliveries at once', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  flow.receiver.answer = () => ({ status: 410 });
  flow.simulator.salesloft.create('people');
  await flow.poll(id);
  await until(
    async () => !(await flow.db.selectFrom('subscriptions').select('active').executeTakeFirstOrThrow()).active,
  );
  expect(flow.receiver.received).toHaveLength(1);
});
