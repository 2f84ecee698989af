import { expect, test } from 'vitest';
import { startFlow, type Flow } from '../kit/flow.ts';

interface Status {
  resource: string;
  consecutiveFailures: number;
  pausedDate: string | null;
  overdueSince: string | null;
  nextPollDate: string | null;
  intervalMinutes: number;
  leastIntervalMinutes: number | null;
  settleSeconds: number | null;
  learned: unknown[];
}
interface Notice {
  id: number;
  kind: string;
  resource: string | null;
}

const statusOf = async ({ server }: Flow, id: number) =>
  (await server.call<Status[]>('GET', `/instances/${id}/polls`))[0];
const noticesOf = ({ server }: Flow, id: number, query = '') =>
  server.call<Notice[]>('GET', `/instances/${id}/notices${query}`);
const pausedIds = async ({ server }: Flow) =>
  (await server.call<{ id: number }[]>('GET', '/instances/polling-disabled')).map(({ id }) => id);

/** An instance whose contacts fail for the hundredth time. */
async function failing(flow: Flow): Promise<number> {
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  await flow.db.updateTable('polls').set({ consecutive_failures: 98 }).execute();
  salesloft.faults.add({ kind: 'status', status: 500, times: 2 });
  await flow.poll(id);
  expect(await pausedIds(flow)).toEqual([]);
  await flow.poll(id);
  return id;
}

test('a hundred failures in a row pause the polling of the instance; changes made meanwhile are told when it is resumed', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await failing(flow);
  expect(await statusOf(flow, id)).toMatchObject({
    consecutiveFailures: 100,
    pausedDate: expect.any(String) as string,
    nextPollDate: null,
  });
  expect(await pausedIds(flow)).toEqual([id]);
  const { id: recordId } = salesloft.create('people');
  flow.clock.jump(30 * 24 * 3_600_000);
  const resumed = await flow.server.call<Status[]>('POST', `/instances/${id}/polls/resume`);
  expect(resumed[0]).toMatchObject({
    consecutiveFailures: 0,
    pausedDate: null,
    nextPollDate: expect.any(String) as string,
  });
  expect(await pausedIds(flow)).toEqual([]);
  await flow.poll(id);
  expect(await flow.events()).toEqual([`CREATED ${recordId}`]);
  expect((await noticesOf(flow, id)).map(({ kind, resource }) => [kind, resource])).toEqual([
    ['polling.resumed', null],
    ['polling.paused', 'contacts'],
  ]);
});

test.each([
  ['enabling the instance', 'PUT', '/enabled', undefined],
  ['changing its configuration', 'PATCH', '', { configuration: { 'event.notification.enabled': true } }],
])('%s resumes it too', async (_what, method, path, body) => {
  const flow = await startFlow({ roles: 'api' });
  const id = await failing(flow);
  await flow.server.call(method, `/instances/${id}${path}`, body);
  expect(await statusOf(flow, id)).toMatchObject({ pausedDate: null, consecutiveFailures: 0 });
  expect(await pausedIds(flow)).toEqual([]);
});

test('throttling is no failure, however long it lasts', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  await flow.db.updateTable('polls').set({ consecutive_failures: 99 }).execute();
  salesloft.faults.add({ kind: 'status', status: 429, times: 1 });
  await flow.poll(id);
  expect(await statusOf(flow, id)).toMatchObject({ consecutiveFailures: 99, pausedDate: null });
});

test('a poll that was overdue and runs again says so', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  await flow.db.updateTable('polls').set({ overdue_since_ms: flow.clock.now() }).execute();
  expect(await statusOf(flow, id)).toMatchObject({ overdueSince: expect.any(String) as string });
  await flow.poll(id);
  await flow.poll(id);
  expect(await statusOf(flow, id)).toMatchObject({ overdueSince: null });
  expect((await noticesOf(flow, id)).map(({ kind, resource }) => [kind, resource])).toEqual([
    ['polling.runs.again', 'contacts'],
  ]);
});

test('notices come page by page and kind by kind, and an unknown kind is refused', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await failing(flow);
  await flow.server.call('POST', `/instances/${id}/polls/resume`);
  expect((await noticesOf(flow, id, '?pageSize=1')).map(({ kind }) => kind)).toEqual(['polling.resumed']);
  expect((await noticesOf(flow, id, '?kind=polling.paused')).map(({ kind }) => kind)).toEqual(['polling.paused']);
  await expect(noticesOf(flow, id, '?kind=polling')).rejects.toThrow(
    /kind: found .*polling.*; allowed: polling\.paused, /,
  );
});

test('between bounds the interval follows the changes, and the state says which one is in force', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft, {
    'event.poller.refresh_interval': 60,
    'event.poller.refresh_interval.min': '5',
    'event.poller.refresh_interval.max': 240,
  });
  await flow.poll(id);
  expect(await statusOf(flow, id)).toMatchObject({
    intervalMinutes: 60,
    leastIntervalMinutes: 5,
    settleSeconds: expect.any(Number) as number,
    learned: [],
  });
  flow.clock.jump(3_600_000);
  salesloft.load(80);
  await flow.poll(id);
  const status = await statusOf(flow, id);
  expect(status?.intervalMinutes).toBe(5);
  const dueInMinutes = (Date.parse(status?.nextPollDate ?? '') - flow.clock.now()) / 60_000;
  expect(dueInMinutes).toBeGreaterThan(4);
  expect(dueInMinutes).toBeLessThanOrEqual(5);
});
