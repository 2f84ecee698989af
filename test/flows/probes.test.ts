import { expect, onTestFinished, test } from 'vitest';
import { silentTelemetry, type AnsweredRequest } from '../../src/model/telemetry.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startTestApi, type TestApi } from '../kit/api.ts';
import type { ApiDeps } from '../../src/api/api-deps.ts';
import { startFlow } from '../kit/flow.ts';
import { instanceRequest } from '../kit/instance-request.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { startTestServer } from '../kit/server.ts';

async function started(overrides: Partial<ApiDeps> = {}): Promise<TestApi> {
  const api = await startTestApi(overrides);
  onTestFinished(() => api.close());
  return api;
}

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const unreachable = (host = '127.0.0.1') => {
  const db = openDatabase({
    connectionString: `postgres://${host}:1/none`,
    poolSize: 1,
    onConnectionError: () => {},
  });
  onTestFinished(() => db.destroy());
  return db;
};

test('a server that can work is alive and ready', async () => {
  const { url } = await started();
  expect(await get(`${url}/healthz`)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  expect(await get(`${url}/readyz`)).toMatchObject({
    status: 200,
    text: '{"status":"ok","server":"ok","database":"ok"}',
  });
});

test('a server whose database is away is alive but not ready, and says which part is missing', async () => {
  const { url } = await started({ db: unreachable() });
  expect(await get(`${url}/healthz`)).toMatchObject({ status: 200 });
  expect(await get(`${url}/readyz`)).toMatchObject({
    status: 503,
    text: '{"status":"unavailable","server":"ok","database":"unreachable"}',
  });
});

test('a call that needs the database while it is away is answered with 503, and when to try again', async () => {
  const { url } = await started({ db: unreachable() });
  const answer = await fetch(`${url}/elements/api-v2/instances`, {
    headers: { authorization: 'User u, Organization o' },
  });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await answer.json()).toMatchObject({
    code: 'database.unavailable',
    message: 'The database does not answer at the moment. Send the request again in a while.',
  });
});

test.each(['127.0.0.1', 'localhost'])(
  'the log tells of it once for each call, with the reason and without a stack: %s',
  async (host) => {
    const lines: JsonRecord[] = [];
    const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line) as JsonRecord) });
    const { url } = await started({ db: unreachable(host), log });
    const headers = { authorization: 'User u, Organization o' };
    for (const path of ['instances', 'notifications/subscriptions'])
      await get(`${url}/elements/api-v2/${path}`, headers);
    const told = lines.filter(({ msg }) => msg === 'request failed: the database does not answer');
    expect(told).toMatchObject([
      { level: 40, method: 'GET', reason: expect.stringContaining('ECONNREFUSED') as string },
      { level: 40, method: 'GET', reason: expect.stringContaining('ECONNREFUSED') as string },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/stack|node_modules/);
  },
);

test('a server that is being stopped is alive but not ready', async () => {
  const { url } = await started({ isStopping: () => true });
  expect(await get(`${url}/healthz`)).toMatchObject({ status: 200 });
  expect(await get(`${url}/readyz`)).toMatchObject({
    status: 503,
    text: '{"status":"unavailable","server":"stopping","database":"ok"}',
  });
});

test('figures are shown to everybody, or to those who have the token', async () => {
  const metricsPage = { contentType: 'text/plain; version=0.0.4', read: () => Promise.resolve('figures 1\n') };
  const open = await started({ metricsPage });
  expect(await get(`${open.url}/metrics`)).toMatchObject({ status: 200, text: 'figures 1\n' });
  const closed = await started({ metricsPage, metricsToken: 'metrics-token-0123' });
  const page = `${closed.url}/metrics`;
  for (const authorization of ['', 'Bearer metrics-token-0124', 'Bearer metrics-token', 'User metrics-token-0123']) {
    const refused = await get(page, authorization === '' ? {} : { authorization });
    expect(refused).toMatchObject({ status: 401, text: expect.not.stringContaining('figures') as string });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  }
  const shown = await get(page, { authorization: 'Bearer metrics-token-0123' });
  expect(shown).toMatchObject({ status: 200, text: 'figures 1\n' });
  expect(shown.headers.get('content-type')).toBe('text/plain; version=0.0.4');
});

test('requests are counted by the pattern of their URL: no id, query or made-up path becomes a label', async () => {
  const counted: AnsweredRequest[] = [];
  const telemetry = { ...silentTelemetry, requestAnswered: (request: AnsweredRequest) => void counted.push(request) };
  const api = await started({ telemetry });
  await api.call('GET', '/instances/4711?secret=1');
  await api.call('GET', '/no/such/place');
  await api.call('POST', '/no/such/place', { body: {} });
  await api.call('GET', '/instances/4711', { authorization: 'User unknown-to-us, Organization unknown-to-us' });
  expect(counted.map(({ method, route, status }) => [method, route, status])).toEqual([
    ['GET', '/elements/api-v2/instances/:id', 404],
    ['GET', '/elements/api-v2/*', 404],
    ['POST', 'none', 404],
    ['GET', '/elements/api-v2/instances/:id', 401],
  ]);
});

test('a worker serves no API, but tells that it lives, and while it stops that it takes nothing more', async () => {
  const flow = await startFlow();
  const worker = await startTestServer({ databaseUrl: flow.databaseUrl, clock: systemClock, roles: 'worker' });
  const { app } = worker;
  expect(app.url).toBeUndefined();
  expect(await get(`${app.probesUrl}/healthz`)).toMatchObject({ status: 200 });
  expect(await get(`${app.probesUrl}/readyz`)).toMatchObject({ status: 200 });
  expect((await get(`${app.probesUrl}/metrics`)).text).toContain('tidings_database_reachable 1');
  expect((await get(`${app.probesUrl}/elements/api-v2/instances`)).status).toBe(404);

  // An answer that does not come keeps the worker busy while it stops.
  await flow.server.app.close();
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  flow.receiver.answer = async () => {
    reached.resolve();
    await release.promise;
    return { status: 200 };
  };
  const api = await startTestServer({ databaseUrl: flow.databaseUrl, clock: systemClock, roles: 'api' });
  onTestFinished(() => api.app.close());
  const { salesloft } = flow.simulator;
  const { id } = await api.call<{ id: number }>(
    'POST',
    '/instances',
    instanceRequest(salesloft, flow.receiver.url, {}),
  );
  salesloft.create('people', { first_name: 'Ada' });
  await api.call('POST', `/instances/${id}/polls`, {});
  await reached.promise;
  const closed = app.close();
  expect(await get(`${app.probesUrl}/readyz`)).toMatchObject({
    status: 503,
    text: '{"status":"unavailable","server":"stopping","database":"ok"}',
  });
  release.resolve();
  await closed;
  await expect(fetch(`${app.probesUrl}/healthz`)).rejects.toThrow('fetch failed');
});
