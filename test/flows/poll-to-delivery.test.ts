import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';

const minute = 60_000;

test('what was there before the instance is not told; what is created and updated afterwards is, once', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(30);
  const id = await flow.instance(salesloft);
  expect(await flow.events()).toEqual([]);

  flow.clock.jump(15 * minute);
  const created = salesloft.create('people', { first_name: 'Ada' });
  const [first] = await flow.poll(id);
  expect(first).toMatchObject({ outcome: 'completed', counts: { created: 1, updated: 0 } });
  await flow.delivered();

  flow.clock.jump(15 * minute);
  salesloft.update(created.id, { first_name: 'Augusta' });
  await flow.poll(id);
  await flow.poll(id);
  expect(await flow.events()).toEqual([`CREATED ${created.id}`, `UPDATED ${created.id}`]);

  await flow.delivered();
  expect(flow.receiver.events().map(({ eventType, objectId }) => `${eventType} ${objectId}`)).toEqual(
    await flow.events(),
  );
  expect(flow.receiver.received).toHaveLength(2);
});

test('each notification is signed over its exact bytes and holds the records as polled', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  const { record } = salesloft.create('people', { first_name: 'Zoë' });
  await flow.poll(id);
  await flow.delivered();
  const [received] = flow.receiver.received;
  const signature = createHmac('sha256', 'signature-key')
    .update(received?.body ?? '')
    .digest('base64');
  expect(received?.headers['elements-webhook-signature']).toBe(`sha256=${signature}`);
  expect(received?.message.raw).toMatchObject({ contacts: [record], objectType: 'contacts' });
  expect(JSON.parse(received?.body ?? '')).toMatchObject({ topic: `instance-${id}-salesloft-events` });
});

test('old data is told when it is asked for, and marked', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(25);
  flow.clock.jump(minute);
  await flow.instance(salesloft, { 'event.poller.start': 'beginning' });
  await flow.delivered();
  expect(await flow.events()).toHaveLength(25);
  expect(flow.receiver.received.map(({ message }) => message.initial)).toEqual([true, true, true]);
});

test('a record that shows in the list only after a while is told, once', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  salesloft.faults.add({ kind: 'lateVisibility', ms: minute, times: 1 });
  const late = salesloft.create('people');
  flow.clock.jump(10_000);
  expect((await flow.poll(id))[0]?.counts).toMatchObject({ created: 0 });
  flow.clock.jump(minute);
  const other = salesloft.create('people');
  await flow.poll(id);
  flow.clock.jump(minute);
  await flow.poll(id);
  expect((await flow.events()).toSorted()).toEqual([`CREATED ${late.id}`, `CREATED ${other.id}`].toSorted());
});

test('many records with one and the same timestamp are all told, over several pages', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  salesloft.faults.add({ kind: 'equalTimestamps' });
  salesloft.load(130);
  await flow.poll(id);
  await flow.poll(id);
  const events = await flow.events();
  expect(events).toHaveLength(130);
  expect(new Set(events).size).toBe(130);
});

test('a date in the future is told at once and hides nothing that comes after', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  const nextYear = (flow.clock.now() + 365 * 24 * 60 * minute) * 1000;
  const future = salesloft.create('people', {}, { createdAt: nextYear, updatedAt: nextYear });
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  const present = salesloft.create('people');
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  await flow.poll(id);
  expect(await flow.events()).toEqual([`CREATED ${future.id}`, `CREATED ${present.id}`]);
});

test.each([10, -10])(
  'a provider whose clock is %d minutes off loses nothing and tells nothing old',
  async (minutes) => {
    const flow = await startFlow({ roles: 'api' });
    const { salesloft } = flow.simulator;
    salesloft.faults.add({ kind: 'skew', ms: minutes * minute });
    salesloft.load(5);
    flow.clock.jump(minute);
    const id = await flow.instance(salesloft);
    const told: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      flow.clock.jump(2_000);
      told.push(`CREATED ${salesloft.create('people').id}`);
      await flow.poll(id);
      flow.clock.jump(15 * minute);
    }
    await flow.poll(id);
    expect(await flow.events()).toEqual(told);
    const [status] = await flow.server.call<{ clockSkewMs: number }[]>('GET', `/instances/${id}/polls`);
    expect(Math.abs((status?.clockSkewMs ?? 0) - minutes * minute)).toBeLessThan(3_000);
  },
);
