import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startReceiver, type ReceivedNotification } from '../../examples/receiver/receiver.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemRandom } from '../../src/lib/random.ts';
import { ensureConsole } from '../build-console.ts';
import { createInstances } from './create-instances.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { changeMaker } from './make-changes.ts';
import { createScreen, type Screen } from './screen.ts';
import { demoSources, type Source } from './sources.ts';

const onceLimitMs = 90_000;
const changeEveryMs = 700;
const intervalMinutes = 0.05;
const signatureKey = 'demo-signature-key';
const userSecret = 'demo-user-secret-0001';
const organizationSecret = 'demo-organization-secret-0001';
const email = 'admin@localhost';
const password = 'demo-password';

const usage = `Shows Tidings at work: four pretend SaaS systems, a server, and a callback URL that gets signed events.

Usage: npm run demo [-- --once] [-- --keep <directory>]

  --once               End by itself when every connector has delivered creations and updates: exit code 0.
                       Code 1, with the reason, when one has not within ${onceLimitMs / 1000} seconds.
  --keep <directory>   Keep the server's data there. Default: a temporary directory, removed at the end.
  --help               This text.
`;

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: { once: { type: 'boolean' }, keep: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const screen = createScreen({
    write: (text) => process.stdout.write(text),
    terminal: process.stdout.isTTY,
    now: () => new Date(),
  });
  await using opened = new AsyncDisposableStack();
  const ledger = createLedger();
  const sources = await start({ opened, screen, ledger, keep: options.keep });
  const showing = { screen, ledger, sources, signal: stopping.signal };
  const failure = options.once ? await showOnce(showing) : await showUntilStopped(showing);
  return finish(screen, ledger, failure);
}

interface Showing {
  screen: Screen;
  ledger: Ledger;
  sources: Source[];
  signal: AbortSignal;
}

async function showUntilStopped({ screen, ledger, sources, signal }: Showing): Promise<undefined> {
  const makeChange = changeMaker(sources, ledger, systemRandom);
  while (!signal.aborted) {
    screen.change(makeChange(systemClock.now()));
    screen.totals(ledger.totals(systemClock.now()));
    await systemClock.sleep(changeEveryMs, signal);
  }
}

/** Until every source has delivered both kinds and nothing is on its way; then two polls more, for late duplicates. */
async function showOnce({ screen, ledger, sources, signal }: Showing): Promise<string | undefined> {
  const makeChange = changeMaker(sources, ledger, systemRandom);
  const deadline = systemClock.now() + onceLimitMs;
  while (!signal.aborted) {
    const now = systemClock.now();
    const unfinished = sources.filter((source) => !hasDelivered(ledger, source));
    if (unfinished.length === 0 && ledger.totals(now).onTheWay === 0) break;
    if (now > deadline) return lateness(ledger, unfinished);
    if (unfinished.length > 0) screen.change(makeChange(now));
    screen.totals(ledger.totals(now));
    await systemClock.sleep(changeEveryMs, signal);
  }
  await systemClock.sleep(2 * intervalMinutes * 60_000, signal);
  return signal.aborted ? 'it was stopped before every connector had delivered' : undefined;
}

interface Starting {
  opened: AsyncDisposableStack;
  screen: Screen;
  ledger: Ledger;
  keep: string | undefined;
}

/** Starts receiver, simulator and server, and makes the four instances by the API. */
async function start({ opened, screen, ledger, keep }: Starting): Promise<Source[]> {
  const titles = new Map<string, string>();
  const receiver = await startReceiver({
    signatureKey,
    onNotification: (notification, signed) => show({ screen, ledger, titles }, notification, signed),
  });
  opened.defer(() => receiver.close());
  const simulator = await startSimulator();
  opened.defer(() => simulator.close());
  screen.say(`Four pretend SaaS systems   ${simulator.url}`);
  screen.say(`Callback URL                ${receiver.url}`);
  await ensureConsole({ say: (text) => screen.say(text) });
  screen.say('Starting the server with its embedded PostgreSQL …');
  const directory = keep ?? (await mkdtemp(join(tmpdir(), 'tidings-demo-')));
  if (keep === undefined) opened.defer(() => rm(directory, { recursive: true, force: true }));
  const config = readConfig({
    TIDINGS_PORT: '0',
    TIDINGS_DATA_DIR: directory,
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8',
    TIDINGS_MIN_REFRESH_MINUTES: String(intervalMinutes),
    TIDINGS_ADMIN_EMAIL: email,
    TIDINGS_ADMIN_PASSWORD: password,
    TIDINGS_USER_SECRET: userSecret,
    TIDINGS_ORGANIZATION_SECRET: organizationSecret,
    TIDINGS_LOG_LEVEL: 'error',
  });
  const app = await startApp({ config, clock: systemClock, random: systemRandom, log: createLog(config.logLevel) });
  opened.defer(() => app.close());
  screen.say(`Server                      ${app.url}/elements/api-v2`);
  screen.say(`Console                     ${app.url}  (sign in as ${email} with ${password})`);
  const sources = demoSources(simulator, { callbackUrl: receiver.url, signatureKey, intervalMinutes });
  for (const source of sources) titles.set(source.key, source.title);
  await createInstances(
    { apiUrl: `${app.url}/elements/api-v2`, userSecret, organizationSecret, say: (text) => screen.say(text) },
    sources,
  );
  screen.say('\nChanges made at the SaaS systems, and the events (→) that arrive. Ctrl-C ends.\n');
  return sources;
}

interface Shown {
  screen: Screen;
  ledger: Ledger;
  titles: Map<string, string>;
}

function show({ screen, ledger, titles }: Shown, { message }: ReceivedNotification, signed: boolean): void {
  const at = systemClock.now();
  for (const { eventId, eventType: type, objectId: recordId } of message.events) {
    const arrival = ledger.arrive({ connector: message.elementKey, recordId, eventId, type, at });
    const good = arrival.kind === 'expected';
    const remark = good
      ? `${(arrival.latencyMs / 1000).toFixed(2)} s after the change`
      : arrival.kind === 'duplicate'
        ? 'DUPLICATE'
        : `UNEXPECTED: ${arrival.reason}`;
    screen.event({ title: titles.get(message.elementKey) ?? message.elementKey, type, recordId, signed, remark, good });
  }
}

const hasDelivered = (ledger: Ledger, { key }: Source): boolean => {
  const { created, updated } = ledger.arrivedOf(key);
  return created > 0 && updated > 0;
};

const lateness = (ledger: Ledger, unfinished: Source[]): string =>
  unfinished.length === 0
    ? 'some events did not arrive in time'
    : unfinished
        .map(({ key, title }) => {
          const { created, updated } = ledger.arrivedOf(key);
          return `${title} delivered ${created} creations and ${updated} updates within ${onceLimitMs / 1000} s`;
        })
        .join('; ');

function finish(screen: Screen, ledger: Ledger, failure: string | undefined): number {
  const totals = ledger.totals(systemClock.now());
  screen.end(totals);
  if (failure !== undefined) screen.say(`Failed: ${failure}.`);
  const wrong = totals.missing + totals.duplicates + totals.unexpected > 0;
  return failure !== undefined || wrong ? 1 : 0;
}

process.exitCode = await main();
