import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalInForce, observedRate, type PollPace } from './adaptive-interval.ts';

const minute = 60_000;
const hour = 60 * minute;
const pace: PollPace = {
  intervalMs: 15 * minute,
  leastIntervalMs: minute,
  greatestIntervalMs: 2 * hour,
  changesPerHour: undefined,
};

/** Polls one after the other, each an interval after the one before, with as many changes as `changesIn` says. */
function pollOn(start: PollPace, polls: number, changesIn: (elapsedMs: number, poll: number) => number): number[] {
  let now = start;
  return Array.from({ length: polls }, (_, poll) => {
    const elapsedMs = intervalInForce(now);
    now = { ...now, changesPerHour: observedRate(now, { changes: changesIn(elapsedMs, poll), elapsedMs }) };
    return intervalInForce(now);
  });
}

const aPace = fc
  .tuple(
    fc.integer({ min: 1_000, max: hour }),
    fc.double({ min: 1, max: 500, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([least, factor, place]): PollPace => {
    const greatest = Math.round(least * factor);
    const intervalMs = Math.round(least + (greatest - least) * place);
    return { intervalMs, leastIntervalMs: least, greatestIntervalMs: greatest, changesPerHour: undefined };
  });
const observations = fc.array(
  fc.record({
    changes: fc.nat({ max: 100_000 }),
    elapsedMs: fc.option(fc.nat({ max: 1_000 * hour }), { nil: undefined }),
  }),
  { maxLength: 30 },
);
const after = (start: PollPace, seen: { changes: number; elapsedMs: number | undefined }[]): PollPace =>
  seen.reduce((now, one) => ({ ...now, changesPerHour: observedRate(now, one) }), start);

test('without bounds the interval is the configured one, and no rate is kept', () => {
  const fixed = { ...pace, leastIntervalMs: undefined, greatestIntervalMs: undefined };
  expect(observedRate(fixed, { changes: 1_000, elapsedMs: minute })).toBeUndefined();
  expect(intervalInForce({ ...fixed, changesPerHour: 1_000 })).toBe(15 * minute);
});

test('the first poll begins with the configured interval, and what is not known moves nothing', () => {
  expect(intervalInForce(pace)).toBe(15 * minute);
  const rate = observedRate(pace, { changes: 500, elapsedMs: undefined });
  expect(intervalInForce({ ...pace, changesPerHour: rate })).toBe(15 * minute);
});

test('a burst brings the interval down at once', () => {
  expect(pollOn(pace, 1, () => 100)).toEqual([minute]);
});

test('an empty night lets it grow to its bound, never more than twofold at a time', () => {
  const intervals = [minute, ...pollOn({ ...pace, changesPerHour: 60 }, 25, () => 0)];
  expect(intervals.at(-1)).toBe(2 * hour);
  for (const [index, interval] of intervals.slice(1).entries())
    expect(interval).toBeLessThanOrEqual(2 * (intervals[index] ?? 0) + 1);
});

test('a long outage counts as one observation: the interval no more than doubles', () => {
  const rate = observedRate(pace, { changes: 0, elapsedMs: 100 * hour });
  expect(intervalInForce({ ...pace, changesPerHour: rate })).toBe(30 * minute);
});

test('the interval is within its bounds whatever is observed', () => {
  fc.assert(
    fc.property(aPace, observations, (start, seen) => {
      const interval = intervalInForce(after(start, seen));
      expect(interval).toBeGreaterThanOrEqual(start.leastIntervalMs ?? 0);
      expect(interval).toBeLessThanOrEqual(start.greatestIntervalMs ?? 0);
    }),
  );
});

test('more changes never make it longer', () => {
  const counts = fc.tuple(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }));
  fc.assert(
    fc.property(
      aPace,
      observations,
      counts,
      fc.integer({ min: 1, max: 10 * hour }),
      (start, seen, [few, more], elapsedMs) => {
        const poll = after(start, seen);
        const next = (changes: number) =>
          intervalInForce({ ...poll, changesPerHour: observedRate(poll, { changes, elapsedMs }) });
        expect(next(few + more)).toBeLessThanOrEqual(next(few));
      },
    ),
  );
});

test('with a steady rate it comes to one change in each poll, as far as its bounds allow', () => {
  fc.assert(
    fc.property(aPace, fc.double({ min: 0.01, max: 1_000, noNaN: true }), (start, perHour) => {
      const [least, greatest] = [start.leastIntervalMs ?? 0, start.greatestIntervalMs ?? 0];
      const aim = Math.min(Math.max(hour / perHour, least), greatest);
      const reached = pollOn(start, 80, (elapsedMs) => (perHour * elapsedMs) / hour).at(-1) ?? 0;
      expect(Math.abs(reached - aim) / aim).toBeLessThan(0.02);
    }),
  );
});
