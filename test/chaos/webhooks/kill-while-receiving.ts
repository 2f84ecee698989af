import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyProvider } from '../../../simulator/provider.ts';
import { startSimulator } from '../../../simulator/start-simulator.ts';
import type { WebhookCounts } from '../../../simulator/webhooks/send-queue.ts';
import { systemClock as clock } from '../../../src/lib/clock.ts';
import type { Random } from '../../../src/lib/random.ts';
import { openDatabase, type Db } from '../../../src/store/database.ts';
import { startCluster } from '../../../src/store/embedded/cluster.ts';
import { startReceiver, type Receiver } from '../../kit/receiver.ts';
import { createSeededRandom } from '../../kit/seeded-random.ts';
import { apiClient } from '../../kit/server.ts';
import { endDatabase } from '../end-database.ts';
import { startServerProcess } from '../server-process.ts';
import { compareReceived, type ReceivedComparison } from './compare-received.ts';
import { countReceived, isAllDone, readEvents, readFailed } from './read-received.ts';
import { enterAddress, freePort, makeSignalsInstance, resourceOf, signalsCatalogue } from './signals-account.ts';

export interface KillReceivingOptions {
  seed: number;
  webhooks: number;
  kills: number;
  log: (line: string) => void;
}

export interface KillReceivingReport extends ReceivedComparison {
  kills: number;
  sent: WebhookCounts;
  /** Rows of the inbox. */
  webhooksStored: number;
  durationMs: number;
}

/** Longest life of a server between its start and its end. */
const longestLifeMs = 1_000;
/** A start takes a little longer than this. */
const longestEarlyLifeMs = 800;
const earlyKills = 0.2;
const doubledShare = 0.1;
const refusedShare = 0.02;
/** Nothing moving for so long ends the run. */
const patienceMs = 60_000;

const collections = Object.keys(resourceOf);

/**
 * Kills the server (SIGKILL, at random moments, its start included) while a pretend provider sends webhooks, each until it is
 * accepted, some of them twice and none in order. Lets the last server finish, and compares what was changed, what is stored
 * and what was delivered.
 */
export async function killWhileReceiving(options: KillReceivingOptions): Promise<KillReceivingReport> {
  const { seed, webhooks, kills, log } = options;
  await using things = new AsyncDisposableStack();
  const begun = clock.now();
  const random = createSeededRandom(seed);
  const directory = await mkdtemp(join(tmpdir(), 'tidings-webhooks-'));
  things.defer(() => rm(directory, { recursive: true, force: true }));
  things.defer(() => endDatabase(directory));
  const simulator = await startSimulator({ random });
  things.defer(() => simulator.close());
  const { kinds } = simulator;
  const receiver = await startReceiver();
  things.defer(() => receiver.close());
  receiver.answer = () => ({ status: random() < refusedShare ? 500 : 200 });
  const settings = { TIDINGS_PORT: String(await freePort()) };
  const start = () => startServerProcess(directory, { settings, catalogue: signalsCatalogue });
  const alive = { server: start() };
  things.defer(() => alive.server.kill());

  loadOldRecords(kinds, webhooks);
  const before = kinds.historyLength();
  const url = await alive.server.url;
  const id = await makeSignalsInstance(apiClient(url), { provider: kinds, callbackUrl: receiver.url });
  await enterAddress(kinds, url, id);
  kinds.webhooks.setPace({ mostRetryMs: 800, timeoutMs: 2_000 });
  kinds.faults.add({ kind: 'webhookShuffled' });
  kinds.faults.add({ kind: 'webhookDoubled', share: doubledShare });

  const changing = { left: webhooks };
  for (let kill = 1; kill <= kills; kill++) {
    const share = Math.ceil(changing.left / (kills - kill + 1));
    const isEarly = random() < earlyKills;
    if (!isEarly) await alive.server.url;
    const life = random() * (isEarly ? longestEarlyLifeMs : longestLifeMs);
    await Promise.all([clock.sleep(life), changeOverTime(kinds, { changes: share, lifeMs: life, random })]);
    changing.left -= share;
    await alive.server.kill();
    log(`kill ${kill} of ${kills}: ${kinds.webhooks.counts().accepted} webhooks accepted so far`);
    alive.server = start();
  }
  await alive.server.url;
  await kinds.webhooks.idle();
  const found = await whenDone(directory, receiver);
  await alive.server.stop();
  const comparison = compareReceived(kinds.history(undefined, before), found.events, receiver);
  return {
    ...comparison,
    wrong: [...comparison.wrong, ...found.failed],
    kills,
    sent: kinds.webhooks.counts(),
    webhooksStored: found.webhooks,
    durationMs: clock.now() - begun,
  };
}

/** Records from before the instance, so that there is something to update and to delete. */
function loadOldRecords(provider: KeyProvider, webhooks: number): void {
  const lastYear = (clock.now() - 365 * 24 * 3_600_000) * 1000;
  for (const resource of collections) {
    const count = Math.ceil(webhooks / collections.length / 2) + 1;
    provider.load(count, { resource, createdAt: lastYear, updatedAt: lastYear });
  }
}

/** Creations, updates and deletions. No record is changed twice, so that no change hides another. */
async function changeOverTime(
  provider: KeyProvider,
  { changes, lifeMs, random }: { changes: number; lifeMs: number; random: Random },
): Promise<void> {
  const steps = 10;
  const changedBefore = new Set(
    provider
      .history()
      .filter(({ type }) => type !== 'CREATED')
      .map(({ id }) => id),
  );
  const old = new Map(collections.map((resource) => [resource, oldIds(provider, resource, changedBefore)]));
  for (let made = 0; made < changes; made++) {
    const resource = collections[Math.floor(random() * collections.length)] ?? '';
    const kind = random();
    const id = kind < 0.5 ? undefined : old.get(resource)?.pop();
    if (id === undefined) provider.create(resource);
    else if (kind < 0.9) provider.update(id);
    else provider.delete(id);
    if (made % Math.ceil(changes / steps) === 0) await clock.sleep(lifeMs / steps);
  }
}

const oldIds = (provider: KeyProvider, resource: string, changed: ReadonlySet<string>): string[] =>
  provider
    .records(resource)
    .filter(({ created, id }) => Date.parse(String(created)) < clock.now() - 86_400_000 && !changed.has(String(id)))
    .map(({ id }) => String(id));

interface Found {
  events: Awaited<ReturnType<typeof readEvents>>;
  failed: string[];
  webhooks: number;
}

/** What is stored, once every webhook has become what it becomes, and every event is delivered. */
async function whenDone(directory: string, receiver: Receiver): Promise<Found> {
  const cluster = await startCluster({ clock, directory: join(directory, 'postgres') });
  const db = openDatabase({ connectionString: cluster.url('postgres'), poolSize: 1, onConnectionError: () => {} });
  try {
    await settled(db, receiver);
    return { events: await readEvents(db), failed: await readFailed(db), webhooks: await countReceived(db) };
  } finally {
    await db.destroy();
  }
}

async function settled(db: Db, receiver: Receiver): Promise<void> {
  let [before, since] = [receiver.received.length, clock.now()];
  while (!(await isAllDone(db))) {
    await clock.sleep(20);
    if (receiver.received.length > before) [before, since] = [receiver.received.length, clock.now()];
    if (clock.now() - since > patienceMs) throw new Error('Webhooks or deliveries stand still at the end.');
  }
}
