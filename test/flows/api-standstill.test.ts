import { expect, test } from 'vitest';
import { startFlow, type Flow } from '../kit/flow.ts';

/** The status and the body of an answer that is an error. */
const refusal = async ({ server }: Flow, method: string, path: string, body?: unknown) => {
  const text = await server.call(method, path, body).then(() => 'accepted', String);
  const [, status = '0', json = '{}'] = /: (\d{3}) (.*)$/.exec(text) ?? [];
  return { status: Number(status), ...(JSON.parse(json) as { code?: string; message?: string; issues?: object[] }) };
};

/** An instance whose polling was paused by its contacts. */
async function paused(flow: Flow): Promise<number> {
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  await flow.db.updateTable('polls').set({ consecutive_failures: 99 }).execute();
  salesloft.faults.add({ kind: 'status', status: 500, times: 1 });
  await flow.poll(id);
  return id;
}

const reconciliationsOf = (flow: Flow, id: number) =>
  flow.server.call<object[]>('GET', `/instances/${id}/reconciliations`);

test('while polling is paused no reconciliation is accepted, and once it is resumed it is', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await paused(flow);
  const path = `/instances/${id}/reconciliations`;
  expect(await refusal(flow, 'POST', path, { resource: 'contacts' })).toMatchObject({
    status: 409,
    code: 'polling.paused',
    message: expect.stringMatching(
      new RegExp(
        `^Polling of instance ${id} is paused since 20..-.*Z, as .*; POST /instances/${id}/polls/resume first\\.$`,
      ),
    ) as string,
  });
  expect(await reconciliationsOf(flow, id)).toEqual([]);
  await flow.server.call('POST', `/instances/${id}/polls/resume`, {});
  expect(await flow.server.call<object[]>('POST', path)).toHaveLength(1);
});

test('without events no reconciliation is accepted, as nothing is polled', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  await flow.server.call('PATCH', `/instances/${id}`, { configuration: { 'event.notification.enabled': false } });
  expect(await refusal(flow, 'POST', `/instances/${id}/reconciliations`, {})).toMatchObject({
    status: 404,
    code: 'resource.polling_not_configured',
    message: `Instance ${id} polls nothing, as event.notification.enabled is not true.`,
  });
  expect(await reconciliationsOf(flow, id)).toEqual([]);
});

test('an instance that polls nothing has nothing to reconcile', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  await flow.db.deleteFrom('polls').execute();
  expect(await refusal(flow, 'POST', `/instances/${id}/reconciliations`)).toMatchObject({
    status: 404,
    code: 'resource.polling_not_configured',
    message: `Instance ${id} polls nothing.`,
  });
});

test('the list of paused instances says since when, because of which resource, and why', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await paused(flow);
  expect(await flow.server.call('GET', '/instances/polling-disabled')).toEqual([
    expect.objectContaining({
      id,
      pausedDate: expect.stringMatching(/^20..-..-..T.*Z$/) as string,
      pausedResource: 'contacts',
      lastError: { code: 'provider.refused', message: expect.any(String) as string },
    }),
  ]);
});

test.each([
  { method: 'PUT', path: '/enabled', body: undefined, by: 'PUT …/enabled asked for it.' },
  { method: 'POST', path: '/polls/resume', body: undefined, by: 'POST …/polls/resume asked for it.' },
  {
    method: 'PATCH',
    path: '',
    body: { configuration: { 'event.notification.enabled': true } },
    by: 'the configuration was set anew.',
  },
])('the notice about polling that $method $path resumes says so', async ({ method, path, body, by }) => {
  const flow = await startFlow({ roles: 'api' });
  const id = await paused(flow);
  await flow.server.call(method, `/instances/${id}${path}`, body);
  const [notice] = await flow.server.call<{ kind: string; message: string }[]>('GET', `/instances/${id}/notices`);
  expect(notice).toMatchObject({ kind: 'polling.resumed', message: `Polling goes on from where it stopped: ${by}` });
});

test('commands without options refuse options', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  const issues = [{ path: 'resource', message: 'unknown; allowed: nothing.' }];
  for (const path of ['polls/resume', 'reconciliations/1/release'])
    expect(await refusal(flow, 'POST', `/instances/${id}/${path}`, { resource: 'contacts' })).toMatchObject({
      status: 400,
      code: 'request.malformed',
      issues,
    });
});

test('the state of a resource names the reconciliation that waits for somebody', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft);
  const held = async () =>
    (await flow.server.call<{ heldReconciliationId: number | null }[]>('GET', `/instances/${id}/polls`))[0]
      ?.heldReconciliationId;
  const [made] = await flow.server.call<{ id: number }[]>('POST', `/instances/${id}/reconciliations`);
  expect(await held()).toBeNull();
  await flow.db.updateTable('reconciliations').set({ status: 'held' }).execute();
  expect(await held()).toBe(made?.id);
  await flow.server.call('DELETE', `/instances/${id}/reconciliations/${made?.id}`);
  expect(await held()).toBeNull();
});

test('an interval that follows the changes is shown to three decimals', async () => {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft, {
    'event.poller.refresh_interval': 60,
    'event.poller.refresh_interval.min': 1,
    'event.poller.refresh_interval.max': 240,
  });
  await flow.db.updateTable('polls').set({ changes_per_hour: 7 }).execute();
  const [status] = await flow.server.call<{ intervalMinutes: number }[]>('GET', `/instances/${id}/polls`);
  expect(status?.intervalMinutes).toBe(8.571);
});
