import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock as clock } from '../../src/lib/clock.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';
import { startTestServer } from '../kit/server.ts';
import { compareFeed } from './feed/compare-feed.ts';
import { readUnderWriters } from './feed/read-under-writers.ts';

const help = `Readers follow the feed of an instance while writers tell events of it at the same time, some slow to commit.
Checks that no reader skips an event or gets one twice.

  npm run chaos:feed -- [--seed 1] [--seconds 60] [--writers 8] [--readers 4]
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    writers: { type: 'string', default: '8' },
    readers: { type: 'string', default: '4' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function count(name: 'seed' | 'seconds' | 'writers' | 'readers'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new Error(`--${name} is ${values[name]}; allowed: a whole number from 1 to 100000`);
}

async function main(): Promise<void> {
  const [seed, seconds, writers, readers] = [count('seed'), count('seconds'), count('writers'), count('readers')];
  await using things = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'tidings-feed-'));
  things.defer(() => rm(directory, { recursive: true, force: true }));
  const cluster = await startCluster({ clock, directory: join(directory, 'postgres') });
  things.defer(() => cluster.stop());
  const databaseUrl = cluster.url('postgres');
  const server = await startTestServer({ databaseUrl, clock, roles: 'api' });
  things.defer(() => server.app.close());
  const until = clock.now() + seconds * 1000;
  console.log(`seed ${seed}: ${writers} writers and ${readers} readers for ${seconds} s`);
  const run = await readUnderWriters({
    databaseUrl,
    serverUrl: server.app.url ?? '',
    writers,
    readers,
    seed,
    keepWriting: () => clock.now() < until,
  });
  const wrong = compareFeed(run);
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(`${run.written.length} events written, ${run.read.map((ids) => ids.length).join(', ')} read.`);
  console.log(wrong.length === 0 ? 'Nothing skipped, nothing twice.' : `${wrong.length} things are wrong.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (values.help) process.stdout.write(help);
else await main();
