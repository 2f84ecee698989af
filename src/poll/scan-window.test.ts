import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor } from '../../test/kit/claimed-poll.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { microsPerSecond } from '../lib/instant.ts';
import type { Cursor } from '../store/cursor.ts';
import type { CursorMove } from '../store/poll-commit.ts';
import { endOfScan, scanWindow, type FirstAnswer } from './scan-window.ts';
import { laneOf, lowerBound, significantSkew } from '../detect/window.ts';

const seconds = (value: number) => value * microsPerSecond;
const start = seconds(1_767_225_600);
const poll = aClaimedPoll({ start, initialBefore: start });
const answer: FirstAnswer = {
  poll,
  cursor: aCursor(),
  horizon: { settle: seconds(120), overlap: seconds(120) },
  lane: 'settle',
  until: undefined,
  ourNow: start + seconds(60),
  providerNow: start + seconds(60),
  answerTook: 0,
};

test("the scan starts by the provider's clock", () => {
  const providerNow = start + seconds(660);
  expect(scanWindow({ ...answer, providerNow })).toMatchObject({
    scanStart: providerNow,
    clockSkew: seconds(600),
    from: start + seconds(600),
    initialBefore: start + seconds(600),
  });
});

test('a provider that tells no time is taken to be as far off as it was last measured', () => {
  const cursor = aCursor({ clockSkew: seconds(-600) });
  expect(scanWindow({ ...answer, cursor, providerNow: undefined })).toMatchObject({
    scanStart: answer.ourNow - seconds(600),
    clockSkew: seconds(-600),
  });
  expect(scanWindow({ ...answer, providerNow: undefined }).scanStart).toBe(answer.ourNow);
});

test('a slow answer does not make the clock of the provider look set', () => {
  const cursor = aCursor({ clockSkew: 0 });
  const slow = { ...answer, cursor, providerNow: answer.ourNow - seconds(20), answerTook: seconds(25) };
  expect(scanWindow(slow)).toMatchObject({ clockSkew: 0, scanStart: answer.ourNow - seconds(20) });
  expect(scanWindow({ ...slow, answerTook: seconds(15) }).clockSkew).toBe(-seconds(20));
});

test('an upper bound in the query ends the scan there', () => {
  expect(scanWindow({ ...answer, until: start + seconds(30) }).scanStart).toBe(start + seconds(30));
  expect(scanWindow({ ...answer, until: start + seconds(90) }).scanStart).toBe(answer.providerNow);
});

test('a start before the instance asks for what was there before', () => {
  expect(scanWindow(answer).fromBeginning).toBe(false);
  expect(scanWindow({ ...answer, poll: { ...poll, start: 0 } })).toMatchObject({
    fromBeginning: true,
    from: 0,
    initialBefore: start,
  });
});

const { horizon } = answer;
const end = { horizon, pollDelaySeconds: 30, granularity: microsPerSecond, remembersAll: false };

test('the cursor comes to stand where the scan began; complete is what can no longer turn up late', () => {
  const window = scanWindow(answer);
  expect(endOfScan({ ...end, cursor: aCursor(), window })).toEqual({
    cursorId: 5,
    clockSkew: 0,
    baseline: true,
    reached: {
      watermark: window.scanStart,
      scannedAt: answer.ourNow,
      completeUpTo: window.scanStart - seconds(120),
      forgetBefore: window.scanStart - seconds(211),
    },
  });
});

test('a scan that asked too late because the provider is behind does not count', () => {
  const window = scanWindow({ ...answer, providerNow: answer.ourNow - seconds(600) });
  expect(endOfScan({ ...end, cursor: aCursor(), window })).toEqual({
    cursorId: 5,
    clockSkew: -seconds(600),
    baseline: true,
  });
  const known = endOfScan({ ...end, cursor: aCursor({ clockSkew: -seconds(600) }), window });
  expect(known.reached?.watermark).toBe(answer.ourNow - seconds(600));
});

test('a scan of the fast lane moves the watermark only, and forgets nothing', () => {
  const window = scanWindow({ ...answer, lane: 'fast' });
  expect(endOfScan({ ...end, cursor: aCursor(), window }).reached).toEqual({
    watermark: window.scanStart,
    scannedAt: answer.ourNow,
    completeUpTo: undefined,
    forgetBefore: undefined,
  });
});

test('nothing is forgotten where all records are remembered', () => {
  const move = endOfScan({ ...end, cursor: aCursor(), window: scanWindow(answer), remembersAll: true });
  expect(move.reached?.forgetBefore).toBeUndefined();
});

const furthest = (...instants: (number | undefined)[]): number | undefined => {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
};

/** What the store makes of a move. */
function moved(cursor: Cursor, { reached, clockSkew = 0 }: CursorMove): Cursor {
  return {
    ...cursor,
    watermark: furthest(cursor.watermark, reached?.watermark),
    completeUpTo: furthest(cursor.completeUpTo, reached?.completeUpTo),
    scannedAt: reached?.scannedAt ?? cursor.scannedAt,
    clockSkew,
    leastClockSkew: Math.min(clockSkew, cursor.leastClockSkew ?? clockSkew),
  };
}

test('no record is passed over, however the clock of the provider is set between scans', () => {
  const scanEvery = 900;
  const step = fc.record({
    /** Seconds after the scan before at which the clock is set, and by how much it is then off. */
    after: fc.integer({ min: 0, max: scanEvery - 1 }),
    skew: fc.integer({ min: -720, max: 720 }).map((tens) => tens * 10),
    /** Seconds after the scan before at which a record is written. */
    written: fc.integer({ min: 0, max: scanEvery - 1 }),
  });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(120, 5000),
      ([first, ...later], settle) => {
        // Before the first answer nothing is known: a clock set between provisioning and that moment cannot be told.
        const steps = [{ ...(first as NonNullable<typeof first>), after: 0 }, ...later];
        const horizon = { settle: seconds(settle), overlap: seconds(120) };
        let cursor = aCursor();
        let skew = 0;
        let unseen: number[] = [];
        const quiet = [0, 1].map(() => undefined);
        [...steps, ...quiet].forEach((interval, index) => {
          const begun = start + seconds(index * scanEvery);
          if (interval) {
            const skewThen = interval.written < interval.after ? skew : interval.skew;
            unseen.push(begun + seconds(interval.written + skewThen));
            skew = interval.skew;
          }
          const ourNow = begun + seconds(scanEvery);
          const lane = laneOf(cursor, horizon, ourNow + significantSkew(cursor.clockSkew));
          const since = lowerBound({ cursor, start, pollDelaySeconds: 30, horizon, lane });
          const window = scanWindow({ ...answer, horizon, lane, cursor, ourNow, providerNow: ourNow + seconds(skew) });
          unseen = unseen.filter((date) => date < since || date <= window.from - microsPerSecond);
          cursor = moved(cursor, endOfScan({ ...end, horizon, cursor, window }));
        });
        expect(unseen).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('no version is forgotten that the next query can return', () => {
  fc.assert(
    fc.property(
      fc.nat(3600),
      fc.nat(3600),
      fc.integer({ min: 1, max: 86_400 }),
      (settleSeconds, pollDelaySeconds, grain) => {
        const granularity = seconds(grain);
        const cursor = aCursor({ watermark: start + seconds(10_000), clockSkew: 0 });
        const input = {
          ...answer,
          poll: { ...poll, definition: aPollDefinition({ pollDelaySeconds }) },
          horizon: { settle: seconds(settleSeconds), overlap: seconds(settleSeconds) },
        };
        const window = scanWindow({
          ...input,
          cursor,
          ourNow: start + seconds(11_000),
          providerNow: start + seconds(11_000),
        });
        const move = endOfScan({ ...end, horizon: input.horizon, cursor, window, pollDelaySeconds, granularity });
        const next = scanWindow({ ...input, cursor: moved(cursor, move) });
        expect(move.reached?.forgetBefore).toBeLessThanOrEqual(next.from - granularity);
      },
    ),
  );
});
