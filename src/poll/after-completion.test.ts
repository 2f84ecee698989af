import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor } from '../../test/kit/claimed-poll.ts';
import { instantFromMs } from '../lib/instant.ts';
import { afterCompletion } from './after-completion.ts';

const startedAt = Date.UTC(2026, 0, 1);
const minute = 60_000;
const counts = { requests: 1, pages: 1, records: 0, created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 };
const at = { startedAt, now: startedAt + 1_000, random: () => 0.5 };

test('a poll is due again one interval after it began, and at once when it took longer than that', () => {
  expect(afterCompletion(aClaimedPoll(), counts, at)).toEqual({
    nextPollAt: startedAt + 15 * minute,
    changesPerHour: undefined,
  });
  const late = startedAt + 40 * minute;
  expect(afterCompletion(aClaimedPoll(), counts, { ...at, now: late }).nextPollAt).toBe(late);
});

test('chance moves it by a fiftieth of the interval at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60_000, max: 1e9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (intervalMs, chance) => {
        const { nextPollAt = 0 } = afterCompletion(aClaimedPoll({ intervalMs }), counts, {
          ...at,
          random: () => chance,
        });
        expect(Math.abs(nextPollAt - startedAt - intervalMs)).toBeLessThanOrEqual(intervalMs / 50 + 1);
      },
    ),
  );
});

test('between bounds the changes since the last complete scan move the interval', () => {
  const bounds = { leastIntervalMs: minute, greatestIntervalMs: 60 * minute };
  const cursors = [aCursor({ scannedAt: instantFromMs(startedAt - 15 * minute) }), aCursor({ id: 6 })];
  const due = (changes: Partial<typeof counts>) =>
    (afterCompletion(aClaimedPoll({ ...bounds, cursors }), { ...counts, ...changes }, at).nextPollAt ?? 0) - startedAt;
  expect(due({ created: 50, updated: 40, deleted: 10 })).toBe(minute);
  expect(due({ updated: 1 })).toBe(15 * minute);
  expect(due({})).toBeGreaterThan(20 * minute);
});
