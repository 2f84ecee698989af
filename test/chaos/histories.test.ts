import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { drawHistory } from './history/draw-history.ts';
import type { Poller, World } from './history/poller.ts';
import type { History } from './history/step.ts';
import { withWebhooks } from './history/with-webhooks.ts';
import { runHistory } from './history/run-history.ts';
import { oursInMemory } from './ours/in-memory.ts';
import { ourPoller } from './ours/our-poller.ts';
import { pollOf } from './ours/poll-of.ts';
import { isFaulty, mostRequestShare, requestShare } from './proof/tally.ts';
import type { ChaosStore } from './store/chaos-store.ts';
import { createDatabaseStore } from './store/database-store.ts';
import { createMemoryStore } from './store/memory-store.ts';

const seedsFrom = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** What the engine misses and tells wrongly, by seed (empty when all is well), and what it asked for that. */
async function play(
  seeds: number[],
  create: (world: World) => Promise<Poller>,
  historyOf: (seed: number) => History = drawHistory,
) {
  const faults: Record<number, string[]> = {};
  const asked = { requests: 0, leastRequests: 0 };
  for (const seed of seeds) {
    const findings = await runHistory(historyOf(seed), create);
    if (isFaulty(findings)) faults[seed] = [...findings.missed, ...findings.duplicated, ...findings.wrong];
    asked.requests += findings.requests;
    asked.leastRequests += findings.leastRequests;
  }
  return { faults, asked };
}

test(
  'in no history anything is missed, told twice or told wrongly, and few requests are too many',
  {
    timeout: 60_000,
  },
  async () => {
    const { faults, asked } = await play(seedsFrom(1, 250), oursInMemory());
    expect(faults).toEqual({});
    expect(requestShare(asked)).toBeLessThanOrEqual(mostRequestShare);
  },
);

test(
  'where webhooks tell of the same records, lost, doubled, late and out of order, neither is anything missed or told twice',
  { timeout: 60_000 },
  async () => {
    const { faults } = await play(seedsFrom(1, 120), oursInMemory({ received: true }), (seed) =>
      withWebhooks(drawHistory(seed)),
    );
    expect(faults).toEqual({});
  },
);

describe('on the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 10 });
  });
  afterAll(() => database.close());

  /** A poller, and what is in its store at the end. */
  const observed = (open: (world: World) => Promise<ChaosStore>) => {
    let store: ChaosStore | undefined;
    const createStore = async (world: World) => (store = await open(world));
    return { create: ourPoller({ createStore }), contents: async () => withoutIds(await store?.read()) };
  };

  async function playBoth(seed: number) {
    const inDatabase = observed((world) => createDatabaseStore(database.db, pollOf(world)));
    const inMemory = observed((world) => Promise.resolve(createMemoryStore(pollOf(world))));
    const findings = await runHistory(drawHistory(seed), inDatabase.create);
    await runHistory(drawHistory(seed), inMemory.create);
    return { findings, database: await inDatabase.contents(), memory: await inMemory.contents() };
  }

  test('the same histories give the same events, versions and cursors as in memory', { timeout: 60_000 }, async () => {
    const played = await Promise.all(seedsFrom(1, 12).map(playBoth));
    expect(played.filter(({ findings }) => isFaulty(findings))).toEqual([]);
    for (const { database: stored, memory } of played) expect(stored).toEqual(memory);
  });
});

/** Ids of rows differ, and what is made of them. */
const withoutIds = (contents: Awaited<ReturnType<ChaosStore['read']>> | undefined) => ({
  events: contents?.events.map((event) => ({ ...event, eventId: '' })),
  cursors: contents?.cursors.map((cursor) => ({ ...cursor, id: 0, scan: undefined })),
  versions: contents?.versions
    .map(({ recordId, version, revision }) => ({ recordId, version, revision }))
    .sort((a, b) => (a.recordId < b.recordId ? -1 : 1)),
});
