import { expect, test } from 'vitest';
import { killWhileReceiving } from './webhooks/kill-while-receiving.ts';

test(
  'a server that is killed while webhooks come in makes each of them an event, none twice',
  { timeout: 180_000 },
  async () => {
    const seed = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
    const report = await killWhileReceiving({ seed, webhooks: 150, kills: 2, log: () => {} });
    expect(report, `seed ${seed}`).toMatchObject({ wrong: [], changes: 150, eventsStored: 150 });
  },
);
