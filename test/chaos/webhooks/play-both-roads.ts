import { sql } from 'kysely';
import type { KeyProvider } from '../../../simulator/provider.ts';
import { startSimulator } from '../../../simulator/start-simulator.ts';
import type { WebhookCounts } from '../../../simulator/webhooks/send-queue.ts';
import { systemClock as clock } from '../../../src/lib/clock.ts';
import type { Random } from '../../../src/lib/random.ts';
import type { Db } from '../../../src/store/database.ts';
import { startReceiver } from '../../kit/receiver.ts';
import { createSeededRandom } from '../../kit/seeded-random.ts';
import { startTestServer } from '../../kit/server.ts';
import { isAllDone, readFailed } from './read-received.ts';
import { judgeRoads, type RoadEvent, type RoadFindings } from './roads-oracle.ts';
import { enterAddress, makeSignalsInstance, signalsCatalogue } from './signals-account.ts';

export interface BothRoadsReport extends RoadFindings {
  sent: WebhookCounts;
  /** Webhooks that could not be understood. */
  failed: string[];
}

/** Of the connector, those that are polled and have webhooks: told by what the webhook holds, and fetched. */
const collections = ['operator-suffix', 'cursor-query'];
const pauseMs = 4;
/** Longest, for the last polls to confirm that nothing is missing. */
const patienceMs = 60_000;

/**
 * A provider that polls and webhooks watch together, on the whole server: webhooks are dropped, doubled (also as other
 * deliveries), delayed and shuffled, lists show changes late, and records change again and again; near the end the provider
 * forgets the subscription. Answers what the oracle finds.
 */
export async function playBothRoads(
  { db, url }: { db: Db; url: string },
  { seed, changes }: { seed: number; changes: number },
): Promise<BothRoadsReport> {
  await using things = new AsyncDisposableStack();
  const random = createSeededRandom(seed);
  const simulator = await startSimulator({ random });
  things.defer(() => simulator.close());
  const receiver = await startReceiver();
  things.defer(() => receiver.close());
  const server = await startTestServer({ databaseUrl: url, clock, catalogDirectory: signalsCatalogue });
  things.defer(() => server.app.close());
  const { kinds } = simulator;
  const lastYear = (clock.now() - 365 * 86_400_000) * 1000;
  for (const resource of collections) kinds.load(10, { resource, createdAt: lastYear, updatedAt: lastYear });
  const before = kinds.historyLength();
  const settings = { 'event.vendor.type': 'both', 'event.poller.refresh_interval': '0.002' };
  const id = await makeSignalsInstance(server, { provider: kinds, callbackUrl: receiver.url, settings });
  await enterAddress(kinds, server.app.url ?? '', id);
  addFaults(kinds);
  const withoutWebhooks = Math.floor(changes / 4);
  await changeAtRandom(kinds, { changes: changes - withoutWebhooks, random });
  await kinds.webhooks.idle();
  // The provider forgets the subscription and says nothing.
  const forgottenAt = kinds.historyLength();
  for (const hook of kinds.webhooks.hooks()) kinds.webhooks.remove(hook.id);
  await changeAtRandom(kinds, { changes: withoutWebhooks, random });
  const lastChange = Math.max(...kinds.history().map(({ at }) => at));
  await until(() => isComplete(db, lastChange));
  await until(() => isAllDone(db));
  const untold = [...kinds.webhooks.dropped(), ...kinds.history(undefined, forgottenAt)];
  const findings = judgeRoads(kinds.history(undefined, before), untold, await readRoadEvents(db));
  return { ...findings, sent: kinds.webhooks.counts(), failed: await readFailed(db) };
}

function addFaults({ faults, webhooks }: KeyProvider): void {
  webhooks.setPace({ retryMs: 10, mostRetryMs: 100 });
  faults.add({ kind: 'webhookDropped', share: 0.2 });
  faults.add({ kind: 'webhookDoubled', share: 0.1 });
  faults.add({ kind: 'webhookDoubled', share: 0.1, newId: true });
  faults.add({ kind: 'webhookDelayed', share: 0.3, ms: 400 });
  faults.add({ kind: 'webhookShuffled', share: 0.5 });
  faults.add({ kind: 'lateVisibility', every: 4, ms: 200 });
}

/** Records are created, changed again and again, and deleted. Every state has a name of its own. */
async function changeAtRandom(
  provider: KeyProvider,
  { changes, random }: { changes: number; random: Random },
): Promise<void> {
  for (let made = 0; made < changes; made++) {
    const resource = collections[Math.floor(random() * collections.length)] ?? '';
    const kind = random();
    const ids = provider.records(resource).map(({ id }) => String(id));
    const id = ids[Math.floor(random() * ids.length)];
    const fields = { name: `name ${provider.historyLength()}` };
    if (id === undefined || kind < 0.2) provider.create(resource, fields);
    else if (kind < 0.9) provider.update(id, fields);
    else provider.delete(id);
    if (random() < 0.5) await clock.sleep(random() * 2 * pauseMs);
  }
}

async function isComplete(db: Db, lastChange: number): Promise<boolean> {
  const { rows } = await sql<{ complete: boolean }>`
    select coalesce(min(complete_up_to_us) > ${lastChange}, false) complete from polls`.execute(db);
  return rows[0]?.complete ?? false;
}

async function readRoadEvents(db: Db): Promise<RoadEvent[]> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('notifications', 'notifications.id', 'events.notification_id')
    .select(['event_id', 'notifications.resource', 'record_id', 'type', 'date_us', 'record'])
    .orderBy('events.notification_id')
    .orderBy('events.position')
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    resource: row.resource ?? '',
    recordId: row.record_id,
    type: row.type,
    date: row.date_us,
    record: JSON.parse(row.record ?? '{}') as RoadEvent['record'],
  }));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const patientUntil = clock.now() + patienceMs;
  while (!(await isSo())) {
    if (clock.now() > patientUntil) throw new Error('Polls, webhooks or deliveries stand still.');
    await clock.sleep(20);
  }
}
