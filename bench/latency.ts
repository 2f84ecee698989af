import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile, readLatencies } from './kit/read-latencies.ts';
import { startEndpoints, type EndpointKind } from './kit/start-endpoints.ts';
import { createInstance, startServer } from './kit/start-server.ts';

const help = `How long after its commit does a notification arrive at its endpoint? At a gentle rate and at a high one.

  npm run bench:latency -- [--seconds 60]

  --seconds  how long is measured at each rate

Gentle: 4 instances with one change a second each. High: 20 instances with 150 changes every two seconds each, ten in a
notification, all at once. Measured by one clock from the moment before the commit is begun to the last byte of the request at
the endpoint.
`;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, help: { type: 'boolean', short: 'h', default: false } },
});

interface Rate {
  name: string;
  instances: number;
  /** Found by each poll. */
  changes: number;
  everySeconds: number;
}

const rates: Rate[] = [
  { name: 'gentle', instances: 4, changes: 1, everySeconds: 1 },
  { name: 'high', instances: 20, changes: 150, everySeconds: 2 },
];

const warmUpSeconds = 5;

async function measure({ name, instances, changes, everySeconds }: Rate, seconds: number): Promise<void> {
  const endpoints = await startEndpoints(Array.from({ length: instances }, (): EndpointKind => 'healthy'));
  const directory = await mkdtemp(join(tmpdir(), 'tidings-latency-'));
  const server = await startServer(directory, 'api,worker');
  try {
    for (const callbackUrl of endpoints.urls) {
      const baseUrl = endpoints.providerUrl(changes);
      const configuration = { 'event.poller.refresh_interval': String(everySeconds / 60) };
      await createInstance(server, { baseUrl, callbackUrl, pageSize: 1000, enabled: true, configuration });
    }
    await sleep(warmUpSeconds * 1000);
    const from = Date.now();
    await sleep(seconds * 1000);
    const to = Date.now();
    await sleep(2_000);
    const latencies = await readLatencies(directory, await endpoints.arrivals());
    const measured = latencies.filter(({ createdAt }) => createdAt >= from && createdAt < to);
    const show = (of: number[]) => [50, 99].map((percent) => `p${percent} ${percentile(of, percent)} ms`).join(', ');
    process.stdout.write(
      `${name.padEnd(7)} ${(measured.length / seconds).toFixed(0)} notifications/s: ` +
        `${show(measured.map((one) => one.milliseconds))}; until the attempt begins ${show(measured.map((one) => one.untilBegunMs))}\n`,
    );
  } finally {
    await server.app.close();
    endpoints.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n\n`);
  for (const rate of rates) await measure(rate, Number(values.seconds));
}

if (values.help) process.stdout.write(help);
else await main();
