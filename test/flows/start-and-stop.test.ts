import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock, type Clock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createTestDatabase } from '../kit/database.ts';
import { instanceRequest } from '../kit/instance-request.ts';
import { createJumpingClock } from '../kit/jumping-clock.ts';
import { apiClient, serverEnvironment, startTestServer } from '../kit/server.ts';
import { createWakingClock } from '../kit/waking-clock.ts';

async function start(
  directory: string,
  environment: Record<string, string> = {},
  clock: Clock = systemClock,
): Promise<App> {
  const config = readConfig({ ...serverEnvironment, TIDINGS_DATA_DIR: directory, ...environment });
  return startApp({ config, clock, random: () => 0, log: createLog('silent') });
}

/** Time flies: who sleeps has slept. */
function hurryingClock(): Clock {
  const clock = createJumpingClock();
  return {
    now: () => clock.now(),
    sleep: (ms) => {
      clock.jump(ms);
      return systemClock.sleep(1);
    },
  };
}

async function dataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-start-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

test('a second server on the same data is refused, and the first goes on', async () => {
  const directory = await dataDirectory();
  const first = await start(directory);
  onTestFinished(() => first.close());
  await expect(start(directory, {}, hurryingClock())).rejects.toThrow(
    'Another Tidings is running on this data directory.',
  );
  const health = await fetch(`${first.url}/healthz`);
  expect(await health.json()).toMatchObject({ status: 'ok' });
});

test('a start that fails makes no secrets: the next one shows them', async () => {
  const directory = await dataDirectory();
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await vi.waitUntil(() => taken.listening);
  const { port } = taken.address() as AddressInfo;
  const generated = { TIDINGS_USER_SECRET: '', TIDINGS_ORGANIZATION_SECRET: '', TIDINGS_ADMIN_PASSWORD: '' };
  await expect(start(directory, { ...generated, TIDINGS_PORT: String(port) })).rejects.toThrow('EADDRINUSE');
  const app = await start(directory, generated);
  onTestFinished(() => app.close());
  expect(Object.keys(app.firstOrganization.generated).sort()).toEqual(['organizationSecret', 'password', 'userSecret']);
});

test('a delivery that our own stop cuts off is no failed attempt, and goes out after the next start', async () => {
  const database = await createTestDatabase();
  const simulator = await startSimulator();
  let silent = true;
  let reached = 0;
  const receiver = createServer((request, response) => {
    request.resume();
    reached++;
    if (!silent) response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await simulator.close();
    await database.close();
  });
  await vi.waitUntil(() => receiver.listening);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const clock = createWakingClock();
  const server = await startTestServer({ databaseUrl: database.url, clock });
  const client = apiClient(server.app.url ?? '');
  const body = instanceRequest(simulator.activecampaign, url, { 'event.poller.refresh_interval': '0.01' });
  await client.call('POST', '/instances', body);
  simulator.activecampaign.create('deals');
  await vi.waitUntil(() => reached > 0, { timeout: 20_000 });
  let isStopped = false;
  const stopped = server.app.close().then(() => {
    isStopped = true;
  });
  // The time that work in flight is given begins when the doors are shut.
  await vi.waitUntil(() => {
    clock.jump(10_000);
    return isStopped;
  });
  await stopped;
  const { rows } = await sql<{ status: string; attempts: number }>`select status, attempts from deliveries`.execute(
    database.db,
  );
  expect(rows).toEqual([{ status: 'created', attempts: 0 }]);
  silent = false;
  await database.db.updateTable('subscriptions').set({ lease_until_ms: null }).execute();
  const again = await startTestServer({ databaseUrl: database.url, clock: systemClock });
  onTestFinished(() => again.app.close());
  await vi.waitUntil(
    async () => {
      const delivered = await database.db.selectFrom('deliveries').select('status').execute();
      return delivered.every(({ status }) => status === 'delivered');
    },
    { timeout: 20_000 },
  );
});
