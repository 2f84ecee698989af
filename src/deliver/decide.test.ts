import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retrySchedules } from '../model/delivery-policy.ts';
import { decide, type AttemptOutcome } from './decide.ts';

const now = Date.UTC(2026, 0, 1);
const day = 24 * 3_600_000;
const failed = (retryAfterMs?: number): AttemptOutcome => ({
  kind: 'failed',
  reason: 'http',
  statusCode: 503,
  detail: 'HTTP 503',
  retryAfterMs,
});
const at = (chance: number, retrySchedule: readonly number[] = retrySchedules.standard) => ({
  now,
  random: () => chance,
  retrySchedule,
});

const aSchedule = fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 });
const aChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Fails again and again; answers how long each retry waits, in milliseconds. */
function story(
  schedule: readonly number[],
  chance: number,
  retryAfterMs?: number,
): { waits: number[]; reason: string } {
  const waits: number[] = [];
  for (;;) {
    const next = decide(waits.length + 1, failed(retryAfterMs), at(chance, schedule));
    if (next.kind === 'deactivate') return { waits, reason: next.reason };
    if (next.kind === 'retry') waits.push(next.at - now);
  }
}

test('an acknowledged delivery is delivered, however many attempts it took', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), aSchedule, (attempts, schedule) => {
      expect(decide(attempts, { kind: 'delivered', statusCode: 204 }, at(0, schedule))).toEqual({ kind: 'delivered' });
    }),
  );
});

test('there is one attempt more than the schedule has delays, and then the subscription is deactivated', () => {
  fc.assert(
    fc.property(aSchedule, aChance, (schedule, chance) => {
      const { waits, reason } = story(schedule, chance);
      expect(waits).toHaveLength(schedule.length);
      expect(reason).toContain(schedule.length === 0 ? 'The first attempt failed' : `${schedule.length + 1} attempts`);
    }),
  );
});

test('a retry comes never before its time, and at most a tenth after it', () => {
  fc.assert(
    fc.property(aSchedule, aChance, (schedule, chance) => {
      for (const [index, wait] of story(schedule, chance).waits.entries()) {
        const least = (schedule[index] ?? Number.NaN) * 1000;
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(least * 1.1 + 1);
      }
    }),
  );
});

test('where the delays of a schedule grow by more than a tenth, so do the waits, whatever chance says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(retrySchedules)), fc.infiniteStream(aChance), (schedule, chances) => {
      const waits = schedule.map((_, index) => {
        const next = decide(index + 1, failed(), { ...at(0, schedule), random: () => chances.next().value ?? 0 });
        return next.kind === 'retry' ? next.at : Number.NaN;
      });
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    }),
  );
});

test('no retry comes before the time that the receiver asks for, up to a day', () => {
  fc.assert(
    fc.property(aSchedule, aChance, fc.nat({ max: 3 * day }), (schedule, chance, asked) => {
      const unasked = story(schedule, chance).waits;
      const waits = story(schedule, chance, asked).waits;
      expect(waits).toEqual(unasked.map((wait) => Math.max(wait, Math.min(asked, day))));
    }),
  );
});

test.each([
  ['standard', [8, 8 ** 2, 8 ** 3, 8 ** 4, 8 ** 5]],
  ['extended', [4, 4 ** 2, 4 ** 3, 4 ** 4, 4 ** 5, 4 ** 6, 4 ** 7, 4 ** 8, 4 ** 9]],
] as const)('the schedule %s is what is documented', (name, seconds) => {
  expect(story(retrySchedules[name], 0).waits).toEqual(seconds.map((delay) => delay * 1000));
});

test('without a schedule the first failure is the last, whatever the receiver asks for', () => {
  expect(decide(1, failed(60_000), at(0, []))).toEqual({
    kind: 'deactivate',
    reason: 'The first attempt failed: HTTP 503',
  });
});

test('410 deactivates at once', () => {
  expect(decide(1, { kind: 'gone', statusCode: 410 }, at(0))).toEqual({
    kind: 'deactivate',
    reason: 'The callback URL answered 410 Gone.',
  });
});
