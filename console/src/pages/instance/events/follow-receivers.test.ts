import { expect, test } from 'vitest';
import { followReceivers, type FollowedReceivers } from './follow-receivers.ts';

const now = Date.parse('2026-01-31T08:00:00.000Z');
const nobody: FollowedReceivers = new Map();

function receiver(state: 'ok' | 'failing' | 'off', outstanding: number, waitedSeconds = 0) {
  const oldest = outstanding === 0 ? null : new Date(now - waitedSeconds * 1000).toISOString();
  return { subscriptionId: 7, state, outstanding, oldestOutstandingDate: oldest };
}

test('a receiver that was switched on is followed until nothing waits for it', () => {
  const looks = [receiver('off', 10), receiver('ok', 6), receiver('ok', 0), receiver('ok', 1)];
  let followed = nobody;
  const seen = looks.map((look) => {
    followed = followReceivers(followed, [look], now);
    return followed.get(7);
  });
  expect(seen).toEqual([
    { phase: 'troubled', most: 10 },
    { phase: 'catching-up', most: 10 },
    { phase: 'caught-up', most: 10 },
    { phase: 'caught-up', most: 10 },
  ]);
});

test('what waits for long at a receiver that is well is being caught up, what was made just now is not', () => {
  expect(followReceivers(nobody, [receiver('ok', 4, 61)], now).get(7)).toEqual({ phase: 'catching-up', most: 4 });
  expect(followReceivers(nobody, [receiver('ok', 4, 5)], now).size).toBe(0);
});

test('a receiver that was off with nothing waiting has nothing to catch up with', () => {
  const off = followReceivers(nobody, [receiver('off', 0)], now);
  expect(followReceivers(off, [receiver('ok', 0)], now).size).toBe(0);
});
