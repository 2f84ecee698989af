import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../kit/database.ts';
import { startTestServer } from '../kit/server.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { compareFeed } from './feed/compare-feed.ts';
import { readUnderWriters } from './feed/read-under-writers.ts';

test('readers of the feed under eight writers, some slow to commit, skip nothing and get nothing twice', async () => {
  const database = await createTestDatabase();
  const server = await startTestServer({ databaseUrl: database.url, clock: systemClock, roles: 'api' });
  onTestFinished(async () => {
    await server.app.close();
    await database.close();
  });
  const run = await readUnderWriters({
    databaseUrl: database.url,
    serverUrl: server.app.url ?? '',
    writers: 8,
    readers: 3,
    seed: 1,
    keepWriting: (commits) => commits < 25,
  });
  expect(run.written.length).toBeGreaterThan(1_000);
  expect(compareFeed(run)).toEqual([]);
});
