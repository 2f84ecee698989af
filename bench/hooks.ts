import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/lib/clock.ts';
import { createSandbox, type HookRun } from '../src/sandbox/sandbox.ts';

const help = `How many hooks does one core run? A run is handed to a thread, begins in a world of its own, and its result comes back.

  npm run bench:hooks -- [--runs 3000]

Counted is the processor time of the whole process, so that other work on the machine counts little. The bare loop calls the same
function in this process: no thread, no sandbox, no copies. Ends with 1 when a trivial hook comes to less than 500 a second.
`;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3000' }, help: { type: 'boolean', short: 'h', default: false } },
});

const leastPerSecond = 500;

type BareHook = (done: (result: unknown) => void, events: typeof event) => void;

interface Kind {
  name: string;
  code: string;
  /** The same as a function of this process, where that needs nothing of the sandbox. */
  bare?: BareHook;
}

const event = {
  id: 7,
  type: 'updated',
  at: '2026-01-31T08:00:00Z',
  rows: Array.from({ length: 20 }, (_, id) => ({ id })),
};
const one = "done({ events: [{ event_object_id: events.id, event_object_type: 'rows', event_type: 'UPDATED' }] })";
const oneEvent: BareHook = (done, events) =>
  done({ events: [{ event_object_id: events.id, event_object_type: 'rows', event_type: 'UPDATED' }] });
const kinds: readonly Kind[] = [
  { name: 'trivial: done({ events: [] })', code: 'done({ events: [] })', bare: (done) => done({ events: [] }) },
  { name: 'one event of a webhook', code: one, bare: oneEvent },
  { name: 'with a signature', code: `CE.hmacSha256Hex('key', event_body_raw); ${one}` },
  { name: 'with lodash', code: `_.chunk(events.rows, 5); ${one}` },
];

async function main(runs: number): Promise<void> {
  const sandbox = createSandbox({ clock: systemClock, threads: 1 });
  process.stdout.write(`${runs} runs of each, one after the other; ${cpus().length} cores\n\n`);
  try {
    for (const { name, code, bare } of kinds) {
      const run: HookRun = { owner: 'bench', code, legacy: false, variables: variables(), attached };
      const inSandbox = await perCoreSecond(runs, () => check(sandbox.run(run)));
      const ratio = bare
        ? `, ${(inSandbox / (await perCoreSecond(runs * 20, bareRun(bare)))).toFixed(4)} of the bare loop`
        : '';
      process.stdout.write(`${name.padEnd(32)} ${Math.round(inSandbox)}/s${ratio}\n`);
      if (name.startsWith('trivial') && inSandbox < leastPerSecond) process.exitCode = 1;
    }
  } finally {
    await sandbox.close();
  }
}

const attached = { eventHeaders: { 'content-type': 'application/json' }, eventId: '1' };
const variables = () => ({
  events: event,
  event_body_raw: JSON.stringify(event),
  configuration: { 'api.key': 'secret' },
});

async function check(run: Promise<{ kind: string }>): Promise<void> {
  const { kind } = await run;
  if (kind !== 'result') throw new Error('the hook failed');
}

/** The same function, called here, on a copy of the same variables. */
function bareRun(hook: BareHook): () => void {
  const json = JSON.stringify(event);
  const done = (result: unknown) => void JSON.parse(JSON.stringify(result));
  return () => hook(done, JSON.parse(json) as typeof event);
}

/** Runs in a second of processor time. The first ones are not counted: the compilers are still at work. */
async function perCoreSecond(runs: number, run: () => Promise<void> | void): Promise<number> {
  for (let n = 0; n < runs / 10; n++) await run();
  const before = process.cpuUsage();
  for (let n = 0; n < runs; n++) await run();
  const { user, system } = process.cpuUsage(before);
  return runs / ((user + system) / 1e6);
}

if (values.help) process.stdout.write(help);
else await main(Number(values.runs));
