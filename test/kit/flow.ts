import { onTestFinished } from 'vitest';
import type { OauthProvider, KeyProvider } from '../../simulator/provider.ts';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import type { Db } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { instanceRequest } from './instance-request.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { createSeededRandom } from './seeded-random.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './server.ts';

/** Everything of a story from a provider's change to a customer's endpoint, for the length of the running test. */
export interface Flow {
  clock: JumpingClock;
  simulator: Simulator;
  receiver: Receiver;
  db: Db;
  databaseUrl: string;
  server: TestServer;
  /** Makes an instance whose events go to the receiver and that is polled only when asked for; answers its id. */
  instance(provider: OauthProvider | KeyProvider, configuration?: Record<string, unknown>): Promise<number>;
  /** Polls the instance now. */
  poll(instanceId: number, options?: { dryRun?: boolean; explain?: boolean; resource?: string }): Promise<PollAnswer[]>;
  /** What is stored, in the order of storing, as `CREATED 42`. */
  events(): Promise<string[]>;
  /** Until nothing is outstanding any more. */
  delivered(): Promise<void>;
}

export interface PollAnswer {
  resource: string;
  dryRun: boolean;
  outcome: string;
  error: { code: string; message: string } | null;
  counts: Record<'requests' | 'pages' | 'records' | 'created' | 'updated' | 'ignored' | 'deferred', number>;
  scans: {
    scope: string;
    from: string | null;
    scanStart: string | null;
    watermark: string | null;
    notes: string[];
    decisions?: { recordId: string; outcome: string; rule: string }[];
  }[];
}

/** No poll of these tests comes by itself: they wait for a week. */
const refreshInterval = String(7 * 24 * 60);

export interface FlowOptions {
  /** Default `api,worker`. */
  roles?: string;
  /** What happens while the provider is slow; default: nothing, its answer comes at once. */
  whileSlow?: () => Promise<unknown>;
  /** How the server resolves names, and the networks that it may call. */
  outbound?: Pick<TestServerOptions, 'resolve' | 'allowNetworks'>;
  /** When the story begins; default: now. */
  startMs?: number;
  /** Default: one of its own. It is closed with the flow. */
  database?: TestDatabase;
  /** What the server is set up with beside that, and where it logs to. */
  settings?: Pick<TestServerOptions, 'environment' | 'log'>;
}

export async function startFlow(options: FlowOptions = {}): Promise<Flow> {
  const flow = await openFlow(options);
  onTestFinished(() => flow.close());
  return flow;
}

/** The same until it is closed. */
export async function openFlow({
  roles = 'api,worker',
  whileSlow,
  outbound,
  startMs,
  settings,
  ...given
}: FlowOptions = {}): Promise<Flow & { close(): Promise<void> }> {
  const clock = createJumpingClock(startMs);
  const database = given.database ?? (await createTestDatabase());
  const sleep = async () => void (await whileSlow?.());
  const simulator = await startSimulator({ now: () => clock.now(), random: createSeededRandom(1), sleep });
  const receiver = await startReceiver();
  const server = await startTestServer({ databaseUrl: database.url, clock, roles, ...outbound, ...settings });
  const { db } = database;
  return {
    close: async () => {
      await server.app.close();
      await Promise.all([receiver.close(), simulator.close()]);
      await database.close();
    },
    clock,
    simulator,
    receiver,
    db,
    databaseUrl: database.url,
    server,
    instance: async (provider, configuration = {}) => {
      const { id } = await server.call<{ id: number }>(
        'POST',
        '/instances',
        instanceRequest(provider, receiver.url, { 'event.poller.refresh_interval': refreshInterval, ...configuration }),
      );
      await firstPoll(db, id, roles.includes('worker'));
      return id;
    },
    poll: (instanceId, options = {}) => server.call<PollAnswer[]>('POST', `/instances/${instanceId}/polls`, options),
    events: async () => {
      const rows = await db
        .selectFrom('events')
        .select(['type', 'record_id'])
        .orderBy('notification_id')
        .orderBy('position')
        .execute();
      return rows.map((row) => `${row.type} ${row.record_id}`);
    },
    delivered: () => until(async () => (await outstanding(db)) === 0),
  };
}

/** An instance is polled as soon as it is made. Without a worker nobody does. */
async function firstPoll(db: Db, instanceId: number, hasWorker: boolean): Promise<void> {
  if (!hasWorker) return;
  const unfinished = () =>
    db
      .selectFrom('polls')
      .select('id')
      .where('instance_id', '=', instanceId)
      .where('last_finished_at_ms', 'is', null)
      .execute();
  await until(async () => (await unfinished()).length === 0);
}

async function outstanding(db: Db): Promise<number> {
  const rows = await db.selectFrom('deliveries').select('notification_id').where('status', '<>', 'delivered').execute();
  return rows.length;
}

/** Waits for a condition; the test's own time-out is the limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  // Conditions often ask the server that is to fulfil them: it should not be busy with answering alone.
  for (let pauseMs = 2; !(await condition()); pauseMs = Math.min(pauseMs * 1.5, 30))
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
