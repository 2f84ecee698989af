import { expect, test } from 'vitest';
import { killAgainAndAgain } from './kill-again-and-again.ts';

test('a server that is killed at any moment loses no change and stores none twice', { timeout: 90_000 }, async () => {
  const seed = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
  const report = await killAgainAndAgain({ seed, changes: 300, kills: 3, log: () => {} });
  expect(report, `seed ${seed}`).toMatchObject({ wrong: [], changes: 300, eventsStored: 300 });
});
