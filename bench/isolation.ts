import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile, readLatencies, type Latency } from './kit/read-latencies.ts';
import { startEndpoints, type EndpointKind, type Endpoints } from './kit/start-endpoints.ts';
import { createInstance, startServer, type BenchServer } from './kit/start-server.ts';

const help = `Do a dead and a slow endpoint keep 98 healthy ones waiting? Each has an instance of its own, polled all the time.

  npm run bench:isolation -- [--healthy 98] [--seconds 30] [--rounds 2] [--dead silent]

  --healthy  how many healthy endpoints
  --seconds  how long they are measured alone, and then as long together with the others
  --rounds   how often that is done
  --dead     silent: takes connections and never answers; refusing: takes none

Ends with 1 when the 99th percentile of the healthy ones is more than twice what it is alone.
`;

const { values } = parseArgs({
  options: {
    healthy: { type: 'string', default: '98' },
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '2' },
    dead: { type: 'string', default: 'silent' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

/** Between two polls of an instance. */
const everySeconds = 2;
/** New records at each poll of the two others, in as many notifications: they never run out of work. */
const changesOfOthers = 20;
const mostTimes = 2;
/** The slow answer and the longest time-out end, before the healthy ones are alone again. */
const quietSeconds = 35;

interface Stretch {
  alone: boolean;
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

async function main(): Promise<void> {
  const [healthy, seconds, rounds] = [Number(values.healthy), Number(values.seconds), Number(values.rounds)];
  const dead = readDead(values.dead);
  const others: EndpointKind[] = [dead, 'slow'];
  const endpoints = await startEndpoints([...Array.from({ length: healthy }, () => 'healthy' as const), ...others]);
  const directory = await mkdtemp(join(tmpdir(), 'tidings-isolation-'));
  const server = await startServer(directory, 'api,worker');
  try {
    await makeInstances(server, endpoints, { from: 0, to: healthy, enabled: true });
    const otherIds = await makeInstances(server, endpoints, { from: healthy, to: healthy + 2, enabled: false });
    await sleep(5_000);
    const stretches: Stretch[] = [];
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await sleep(quietSeconds * 1000);
      stretches.push(await stretch(true, seconds));
      await enable(server, otherIds, true);
      stretches.push(await stretch(false, seconds));
      await enable(server, otherIds, false);
    }
    await sleep(2_000);
    const latencies = await readLatencies(directory, await endpoints.arrivals());
    print(
      latencies.filter(({ endpoint }) => endpoint < healthy),
      stretches,
      `${healthy} healthy endpoints, 1 ${dead}, 1 slow (20 s); ${rounds} times ${seconds} s each way, ${cpus().length} cores`,
    );
  } finally {
    await server.app.close();
    endpoints.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function readDead(kind: string): 'silent' | 'refusing' {
  if (kind === 'silent' || kind === 'refusing') return kind;
  throw new Error(`--dead is ${kind}; allowed: silent, refusing`);
}

async function makeInstances(
  server: BenchServer,
  endpoints: Endpoints,
  { from, to, enabled }: { from: number; to: number; enabled: boolean },
): Promise<number[]> {
  const ids: number[] = [];
  for (const callbackUrl of endpoints.urls.slice(from, to)) {
    const id = await createInstance(server, {
      baseUrl: endpoints.providerUrl(enabled ? 1 : changesOfOthers),
      callbackUrl,
      pageSize: 500,
      enabled,
      configuration: {
        'event.notification.batch.size': '1',
        'event.poller.refresh_interval': String(everySeconds / 60),
      },
    });
    ids.push(id);
  }
  return ids;
}

async function stretch(alone: boolean, seconds: number): Promise<Stretch> {
  const from = Date.now();
  await sleep(seconds * 1000);
  return { alone, from, to: Date.now() };
}

async function enable(server: BenchServer, ids: number[], enabled: boolean): Promise<void> {
  const configuration = { 'event.notification.enabled': enabled };
  await Promise.all(ids.map((id) => server.call('PATCH', `/instances/${id}`, { configuration })));
}

function print(latencies: Latency[], stretches: Stretch[], title: string): void {
  process.stdout.write(`${title}\n\n`);
  const of = (alone: boolean) =>
    latencies.filter(({ createdAt }) =>
      stretches.some((one) => one.alone === alone && createdAt >= one.from && createdAt < one.to),
    );
  const [alone, together] = [of(true), of(false)];
  for (const [name, found] of [
    ['alone', alone],
    ['together', together],
  ] as const) {
    const [p50, p99, most] = [50, 99, 100].map((percent) =>
      percentile(
        found.map((one) => one.milliseconds),
        percent,
      ),
    );
    process.stdout.write(
      `${name.padEnd(10)} ${found.length} notifications, p50 ${p50} ms, p99 ${p99} ms, most ${most} ms\n`,
    );
  }
  const [before, after] = [alone, together].map((found) =>
    percentile(
      found.map((one) => one.milliseconds),
      99,
    ),
  );
  const times = (after ?? Number.NaN) / (before ?? Number.NaN);
  process.stdout.write(`p99 together is ${times.toFixed(2)} times that alone; allowed: ${mostTimes}\n`);
  process.exitCode = times <= mostTimes ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else await main();
