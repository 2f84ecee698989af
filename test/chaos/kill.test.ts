import { expect, test } from 'vitest';
import { killAgainAndAgain } from './kill-again-and-again.ts';

test('a server that is killed at any moment loses no change and stores none twice', { timeout: 90_000 }, async () => {
  const seed = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
  const report = await killAgainAndAgain({ seed, changes: 200, kills: 2, log: () => {} });
  expect(report, `seed ${seed}`).toMatchObject({ wrong: [], changes: 200, eventsStored: 200 });
});
