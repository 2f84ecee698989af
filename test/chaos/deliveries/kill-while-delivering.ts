import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { OauthProvider } from '../../../simulator/provider.ts';
import { startSimulator } from '../../../simulator/start-simulator.ts';
import { systemClock as clock } from '../../../src/lib/clock.ts';
import type { Random } from '../../../src/lib/random.ts';
import { openDatabase, type Db } from '../../../src/store/database.ts';
import { startCluster } from '../../../src/store/embedded/cluster.ts';
import { createSeededRandom } from '../../kit/seeded-random.ts';
import { endDatabase } from '../end-database.ts';
import { startServerProcess } from '../server-process.ts';
import type { Life } from './attribute-attempts.ts';
import { checkDeliveries, type DeliveryReport } from './check-deliveries.ts';
import { instancesPerRecord, prepare, subscriptionsPerInstance } from './prepare.ts';
import { readPending, readStored, type StoredDelivery } from './read-stored.ts';
import { startPickyReceiver, type PickyReceiver } from './receiver.ts';

export interface KillDeliveriesOptions {
  seed: number;
  /** At least; what is changed while the server is killed comes on top. */
  deliveries: number;
  kills: number;
  log: (line: string) => void;
}

export interface KillDeliveriesReport extends DeliveryReport {
  kills: number;
  durationMs: number;
}

const signatureKey = 'signature-key';
const versionsPerRecord = 10;
/** Nothing that is acknowledged for so long means that deliveries stand still. */
const patienceMs = 60_000;
/** A kill comes up to so long after its share of the deliveries was acknowledged. */
const longestDelayMs = 200;
/** While the server is killed, a record changes so often. */
const changeEveryMs = 250;

/**
 * Fills a database with deliveries, and kills the server (SIGKILL) that sends them again and again, each time after another
 * share of them was acknowledged, while records go on changing. Lets the last one finish and checks what was received.
 */
export async function killWhileDelivering(options: KillDeliveriesOptions): Promise<KillDeliveriesReport> {
  await using things = new AsyncDisposableStack();
  const begun = clock.now();
  const random = createSeededRandom(options.seed);
  const directory = await mkdtemp(join(tmpdir(), 'tidings-deliveries-'));
  things.defer(() => rm(directory, { recursive: true, force: true }));
  things.defer(() => endDatabase(directory));
  const simulator = await startSimulator({ random });
  things.defer(() => simulator.close());
  const provider = simulator.salesloft;
  const receiver = await startPickyReceiver({ signatureKey, random, slowestMs: 50 });
  things.defer(() => receiver.close());
  const perRecord = versionsPerRecord * instancesPerRecord * subscriptionsPerInstance;
  const records = Math.ceil(options.deliveries / perRecord);
  const told = { directory, provider, receiverUrl: receiver.url, signatureKey, records, versions: versionsPerRecord };
  const { firstChange } = await prepare(told);
  options.log(`${records * perRecord} deliveries are stored`);
  const stop = new AbortController();
  const changing = changeNowAndThen(provider, random, stop.signal);
  things.defer(() => stop.abort());
  const startedAt = clock.now();
  const { lives, last } = await killAgainAndAgain({ ...options, directory, receiver, random, startedAt });
  things.defer(() => last.kill());
  stop.abort();
  await changing;
  const found = await finished(directory, provider, receiver);
  await last.stop();
  lives.push({ startedAt: lives.at(-1)?.endedAt ?? startedAt, endedAt: clock.now(), killed: false });
  const report = checkDeliveries({ requests: receiver.requests, stored: found.stored, lives });
  const changes = provider.history('people', firstChange).length;
  const wrong = [...report.wrong, ...checkStored(changes, found)];
  return { ...report, wrong, kills: options.kills, durationMs: clock.now() - begun };
}

interface Killing extends KillDeliveriesOptions {
  directory: string;
  receiver: PickyReceiver;
  random: Random;
  startedAt: number;
}

/** Answers the lives that were ended, and the server that is left. */
async function killAgainAndAgain({ directory, receiver, random, startedAt, ...options }: Killing) {
  const { kills, deliveries, log } = options;
  const lives: Life[] = [];
  let server = startServerProcess(directory);
  for (let kill = 1; kill <= kills; kill++) {
    await server.url;
    await acknowledged(receiver, Math.floor((deliveries * kill) / (kills + 1)));
    await clock.sleep(random() * longestDelayMs);
    await server.kill();
    await receiver.nextLife();
    lives.push({ startedAt: lives.at(-1)?.endedAt ?? startedAt, endedAt: clock.now(), killed: true });
    log(`kill ${kill} of ${kills}: ${receiver.acknowledged.size} deliveries acknowledged`);
    server = startServerProcess(directory);
  }
  return { lives, last: server };
}

async function acknowledged(receiver: PickyReceiver, count: number): Promise<void> {
  let [before, since] = [receiver.acknowledged.size, clock.now()];
  while (receiver.acknowledged.size < count) {
    await clock.sleep(5);
    if (receiver.acknowledged.size > before) [before, since] = [receiver.acknowledged.size, clock.now()];
    if (clock.now() - since > patienceMs) throw new Error(`Deliveries stand still after ${before} of ${count}.`);
  }
}

/** Half creations, half updates; no record is changed twice, so that no change hides another. */
async function changeNowAndThen(provider: OauthProvider, random: Random, signal: AbortSignal): Promise<void> {
  const old = provider.records('people').map((record) => String(record['id']));
  for (let made = 0; !signal.aborted; made++) {
    const id = made % 2 === 0 ? old.splice(Math.floor(random() * old.length), 1)[0] : undefined;
    if (id === undefined) provider.create('people');
    else provider.update(id);
    await clock.sleep(changeEveryMs, signal);
  }
}

interface Found {
  stored: StoredDelivery[];
  pending: Map<number, number>;
}

/** What is stored, once everything up to the last change is, and is delivered. */
async function finished(directory: string, provider: OauthProvider, receiver: PickyReceiver): Promise<Found> {
  const lastChange = Math.max(...provider.history('people').map(({ at }) => at));
  const cluster = await startCluster({ clock, directory: join(directory, 'postgres') });
  const db = openDatabase({ connectionString: cluster.url('postgres'), poolSize: 1, onConnectionError: () => {} });
  let [before, since] = [receiver.requests.length, clock.now()];
  try {
    while (!(await isFinished(db, lastChange))) {
      await clock.sleep(50);
      if (receiver.requests.length > before) [before, since] = [receiver.requests.length, clock.now()];
      if (clock.now() - since > patienceMs) throw new Error('Deliveries stand still at the end.');
    }
    return { stored: await readStored(db), pending: await readPending(db) };
  } finally {
    await db.destroy();
  }
}

async function isFinished(db: Db, lastChange: number): Promise<boolean> {
  const { rows } = await sql<{ finished: boolean }>`
    select coalesce((select min(watermark_us) > ${lastChange} from cursors), false)
      and not exists (select from deliveries where status <> 'delivered') finished`.execute(db);
  return rows[0]?.finished ?? false;
}

/** Every change must have its deliveries, and no subscription may count on one that is not there. */
function checkStored(changes: number, { stored, pending }: Found): string[] {
  const expected = changes * instancesPerRecord * subscriptionsPerInstance;
  return [
    ...(stored.length === expected
      ? []
      : [`${changes} changes make ${expected} deliveries; stored are ${stored.length}`]),
    ...[...pending].flatMap(([id, count]) =>
      count === 0 ? [] : `subscription ${id} still counts ${count} outstanding`,
    ),
  ];
}
