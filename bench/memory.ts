import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPeer } from './kit/start-peer.ts';
import type { ScanRequest, ScanFigures } from './kit/memory-server.ts';

const help = `How much memory does the server need to scan a resource without a filter?

  npm run bench:memory -- [--records 1000000] [--limit 300]

  --records  how many records the resource has
  --limit    megabytes that the process may take at most; more is an exit code of 1
`;

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    limit: { type: 'string', default: '300' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const pageSize = 1_000;

/** A server as `npm start` runs it, in a process of its own, so that nothing else is measured. */
async function scanInServer(request: ScanRequest): Promise<ScanFigures> {
  const child = fork(fileURLToPath(new URL('kit/memory-server.ts', import.meta.url)), [JSON.stringify(request)], {
    execArgv: ['--max-semi-space-size=16'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as ScanFigures));
    child.once('exit', (code) => reject(new Error(`The server has ended with ${code}.`)));
  });
}

async function measure(records: number, dated: boolean): Promise<ScanFigures> {
  const peer = await startPeer();
  const directory = await mkdtemp(join(tmpdir(), 'tidings-memory-'));
  try {
    const yesterday = Math.floor(Date.now() / 1000) - 86_400;
    return await scanInServer({ directory, baseUrl: `${peer.url}/${yesterday}/${records}`, pageSize, dated });
  } finally {
    peer.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const [records, limit] = [Number(values.records), Number(values.limit)];
  let exceeded = false;
  for (const [what, dated] of [
    ['with dates', true],
    ['without dates', false],
  ] as const) {
    process.stderr.write(`scanning ${records} records ${what} …\n`);
    const { read, megabytes, versions } = await measure(records, dated);
    process.stdout.write(`${what}: ${read} records read, at most ${megabytes} MB, ${versions} versions remembered\n`);
    exceeded ||= megabytes > limit || read !== records;
  }
  process.exitCode = exceeded ? 1 : 0;
}

if (values.help) process.stdout.write(help);
else await main();
