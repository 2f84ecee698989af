import { expect, test } from 'vitest';
import { startFlow, until } from '../kit/flow.ts';

interface EventRecord {
  id: string;
  status: string;
  providerData: string;
  notifiedData: object[];
}
interface Disposition {
  eventId: string;
  notificationData: { message: string; status: string; attempt: number }[];
}

test('from the provider to the receiver the record of an event tells how far it has come, and what it took', async () => {
  const flow = await startFlow();
  const { server, receiver, clock } = flow;
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  const read = <T>(path: string) => server.call<T[]>('GET', `/instances/${id}/events${path}`);
  const statuses = async () => (await read<EventRecord>('')).map(({ status }) => status);
  receiver.answer = () => ({ status: 502, body: 'bad gateway' });
  const { record } = salesloft.create('people', { first_name: 'Ada' });
  await flow.poll(id);
  await until(async () => (await statuses())[0] === 'DISPATCHED');
  const failed = await read<Disposition>('/dispositions');
  expect(failed[0]?.notificationData[0]).toMatchObject({
    message: expect.stringMatching(/^Error delivering event to http:\/\/127\.0\.0\.1:\d+\/callback: .*502/) as string,
    attempt: 1,
  });

  receiver.answer = () => ({ status: 200 });
  clock.jump(10_000);
  await flow.delivered();
  expect(await statuses()).toEqual(['NOTIFIED']);
  const [disposition] = await read<Disposition>('/dispositions');
  expect(disposition?.notificationData.map(({ status, attempt }) => [attempt, status])).toEqual([
    [1, 'failed'],
    [2, 'delivered'],
  ]);
  const [event] = await read<EventRecord>('');
  const told = receiver.received[0]?.message;
  expect(event?.notifiedData).toEqual(told?.events);
  expect(JSON.parse(event?.providerData ?? '')).toEqual(record);
  const minutes = await read<{ success: number }>(`/analytics?from=${clock.now() - 60_000}&interval=minute`);
  expect(minutes.reduce((sum, { success }) => sum + success, 0)).toBe(1);
});
