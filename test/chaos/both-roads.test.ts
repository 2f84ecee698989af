import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../kit/database.ts';
import { playBothRoads } from './webhooks/play-both-roads.ts';

test(
  'of a resource that is polled and has webhooks nothing is missed, told twice, or told after something newer',
  { timeout: 90_000 },
  async () => {
    const database = await createTestDatabase();
    onTestFinished(() => database.close());
    const seed = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
    const report = await playBothRoads(database, { seed, changes: 250 });
    expect(report, `seed ${seed}`).toMatchObject({ missed: [], duplicated: [], wrong: [], failed: [], changes: 250 });
    expect(report.sent.dropped).toBeGreaterThan(0);
    expect(report.sent.doubled).toBeGreaterThan(0);
  },
);
