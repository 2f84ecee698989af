import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { OauthProvider } from '../../simulator/provider.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import type { Random } from '../../src/lib/random.ts';
import { openDatabase, type Db } from '../../src/store/database.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';
import { instanceRequest } from '../kit/instance-request.ts';
import { startReceiver } from '../kit/receiver.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { apiClient } from '../kit/server.ts';
import { compare, type Comparison, type StoredEvent } from './compare.ts';
import { endDatabase } from './end-database.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';

export interface KillOptions {
  seed: number;
  changes: number;
  kills: number;
  log: (line: string) => void;
}

export interface KillReport extends Comparison {
  kills: number;
  durationMs: number;
}

/** Longest life of a server between its start and its end. */
const longestLifeMs = 1_500;
/** A start takes a little longer than this. */
const longestEarlyLifeMs = 800;
const earlyKills = 0.25;

/**
 * Kills the server (SIGKILL, at random moments, its start included) while it polls and delivers the changes of a
 * pretend provider, lets the last one finish, and compares what was changed, what is stored and what was received.
 */
export async function killAgainAndAgain({ seed, changes, kills, log }: KillOptions): Promise<KillReport> {
  await using things = new AsyncDisposableStack();
  const begun = clock.now();
  const random = createSeededRandom(seed);
  const directory = await mkdtemp(join(tmpdir(), 'tidings-chaos-'));
  things.defer(() => rm(directory, { recursive: true, force: true }));
  things.defer(() => endDatabase(directory));
  const simulator = await startSimulator({ random });
  things.defer(() => simulator.close());
  const { salesloft } = simulator;
  const receiver = await startReceiver();
  things.defer(() => receiver.close());
  receiver.answer = async () => {
    await clock.sleep(random() * 20);
    return { status: 200 };
  };
  const alive: { server: ServerProcess } = { server: startServerProcess(directory) };
  things.defer(() => alive.server.kill());

  const lastYear = (begun - 365 * 24 * 3_600_000) * 1000;
  salesloft.load(Math.floor(changes / 2), { createdAt: lastYear, updatedAt: lastYear });
  const before = salesloft.historyLength();
  await makeInstance(await alive.server.url, salesloft, receiver.url);
  const changing = changeSlowly(salesloft, { changes, batch: Math.ceil(changes / (kills * 15)), random });
  for (let kill = 1; kill <= kills; kill++) {
    if (random() < earlyKills) await clock.sleep(random() * longestEarlyLifeMs);
    else await alive.server.url.then(() => clock.sleep(random() * longestLifeMs));
    await alive.server.kill();
    log(`kill ${kill} of ${kills}: ${receiver.events().length} events received so far`);
    alive.server = startServerProcess(directory);
  }
  await changing;
  await alive.server.url;
  const stored = await completed(directory, salesloft);
  await alive.server.stop();
  const comparison = compare(salesloft.history('people', before), stored, receiver);
  return { ...comparison, kills, durationMs: clock.now() - begun };
}

async function makeInstance(url: string, provider: OauthProvider, callback: string): Promise<void> {
  const polling = { 'event.poller.refresh_interval': '0.005' };
  await apiClient(url).call('POST', '/instances', instanceRequest(provider, callback, polling));
}

/** Half creations, half updates of old records. No record is changed twice, so that no change hides another. */
async function changeSlowly(
  provider: OauthProvider,
  how: { changes: number; batch: number; random: Random },
): Promise<void> {
  const { changes, batch, random } = how;
  const old = provider.records('people').map((record) => String(record['id']));
  for (let made = 0; made < changes; made++) {
    if (made % 2 === 0 && old.length > 0) provider.update(old.splice(Math.floor(random() * old.length), 1)[0] ?? '');
    else provider.create('people');
    if (made % batch === 0) await clock.sleep(100);
  }
}

/** The events, once everything up to the last change is stored and delivered. */
async function completed(directory: string, provider: OauthProvider): Promise<StoredEvent[]> {
  const lastChange = Math.max(...provider.history('people').map(({ at }) => at));
  const cluster = await startCluster({ clock, directory: join(directory, 'postgres') });
  const db = openDatabase({ connectionString: cluster.url('postgres'), poolSize: 1, onConnectionError: () => {} });
  try {
    while (!(await isComplete(db, lastChange))) await clock.sleep(50);
    const rows = await db
      .selectFrom('events')
      .select(['event_id', 'record_id', 'record'])
      .orderBy('notification_id')
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ eventId: row.event_id, recordId: row.record_id, record: row.record ?? '' }));
  } finally {
    await db.destroy();
  }
}

async function isComplete(db: Db, lastChange: number): Promise<boolean> {
  const { rows } = await sql<{ complete: boolean }>`
    select coalesce((select min(watermark_us) > ${lastChange} from cursors), false)
      and not exists (select from deliveries where status <> 'delivered') complete`.execute(db);
  return rows[0]?.complete ?? false;
}
