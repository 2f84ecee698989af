import { expect, test } from 'vitest';
import { killWhileDelivering } from './deliveries/kill-while-delivering.ts';

test(
  'a server that is killed while it delivers loses nothing and repeats only what was in flight',
  { timeout: 120_000 },
  async () => {
    const seed = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
    const report = await killWhileDelivering({ seed, deliveries: 250, kills: 2, log: () => {} });
    expect(report, `seed ${seed}`).toMatchObject({ wrong: [] });
    expect(report.deliveries).toBeGreaterThanOrEqual(250);
  },
);
