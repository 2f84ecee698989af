import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemRandom } from '../../src/lib/random.ts';
import { callApi, textOf } from '../kit/api.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';

let app: App;
let database: TestDatabase;
let simulator: Simulator;
let path: string;

const authorization = 'User user-secret-of-ada, Organization organization-secret';
const call = (method: string, url: string, body?: JsonRecord) =>
  callApi(app.url ?? '', method, url, { authorization, ...(body && { body }) });

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  const config = readConfig({
    DATABASE_URL: database.url,
    TIDINGS_PORT: '0',
    TIDINGS_ROLES: 'api',
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8',
    TIDINGS_USER_SECRET: 'user-secret-of-ada',
    TIDINGS_ORGANIZATION_SECRET: 'organization-secret',
    TIDINGS_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  });
  app = await startApp({ config, clock: systemClock, random: systemRandom, log: createLog('silent') });
  const { apiKey, baseUrl } = simulator.activecampaign;
  const made = await call(
    'POST',
    '/instances',
    withConfiguration(activecampaignBody, {
      'api.key': apiKey,
      'base.url': baseUrl,
      'event.notification.callback.url': '',
      'event.poller.start': 'beginning',
    }),
  );
  path = `/instances/${textOf(made.object['id'])}`;
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), simulator.close()]);
});

const statusOf = async () => ((await call('GET', `${path}/polls`)).body as JsonRecord[])[0];
const poll = async (body: JsonRecord) => ((await call('POST', `${path}/polls`, body)).body as JsonRecord[])[0] ?? {};

test('before the first poll its state is empty', async () => {
  expect(await statusOf()).toMatchObject({
    resource: 'deals',
    watermark: null,
    completeUpTo: null,
    lastPoll: null,
    polling: false,
  });
});

test('a dry run explains what it would do and leaves everything as it was', async () => {
  simulator.activecampaign.load(2, { resource: 'deals' });
  const report = await poll({ resource: 'deals', dryRun: true, explain: true });
  expect(report).toMatchObject({
    resource: 'deals',
    dryRun: true,
    outcome: 'completed',
    error: null,
    counts: { records: 2 },
  });
  const [scan] = report['scans'] as JsonRecord[];
  expect(scan).toMatchObject({
    query: expect.stringContaining('/hubs/marketing/deals?where=mdate>=') as string,
    pages: 1,
    records: 2,
  });
  expect(scan?.['decisions']).toMatchObject([
    { rule: expect.any(String) as string },
    { recordId: expect.any(String) as string },
  ]);
  expect(JSON.stringify(report)).not.toContain(simulator.activecampaign.apiKey);
  expect(await statusOf()).toMatchObject({ watermark: null, lastPoll: null });
});

test('a poll by hand is a real one, after which its state tells what it did', async () => {
  const report = await poll({});
  expect(report).toMatchObject({ dryRun: false, outcome: 'completed', counts: { records: 2 } });
  expect((report['scans'] as JsonRecord[])[0]).not.toHaveProperty('decisions');
  const status = await statusOf();
  expect(status).toMatchObject({
    lastPoll: { outcome: 'completed', error: null, counts: { records: 2 } },
    consecutiveFailures: 0,
  });
  expect(status?.['watermark']).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(status?.['completeUpTo']).toMatch(/^\d{4}-\d\d-\d\dT/);
  const events = await database.db.selectFrom('events').select('record_id').execute();
  expect(events).toHaveLength(2);
});

test('a poll that fails says why', async () => {
  simulator.activecampaign.faults.add({ kind: 'status', status: 500, times: 10 });
  expect(await poll({})).toMatchObject({
    outcome: 'failed',
    error: { code: 'provider.refused' },
    counts: { requests: 1, pages: 0 },
  });
  expect(await statusOf()).toMatchObject({
    lastPoll: { outcome: 'failed', error: { code: 'provider.refused' } },
    consecutiveFailures: 1,
  });
});

test('an option that there is not is refused', async () => {
  const answer = await call('POST', `${path}/polls`, { dryrun: true });
  expect([answer.status, answer.object['code']]).toEqual([400, 'request.malformed']);
  expect(answer.object['message']).toContain('dryrun');
});
