import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor } from '../../test/kit/claimed-poll.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { microsPerSecond } from '../lib/instant.ts';
import type { Cursor } from '../store/claim-polls.ts';
import type { CursorMove } from '../store/poll-commit.ts';
import { endOfScan, scanWindow, type FirstAnswer } from './scan-window.ts';
import { lowerBound } from './window.ts';

const seconds = (value: number) => value * microsPerSecond;
const start = seconds(1_767_225_600);
const poll = aClaimedPoll({ start, initialBefore: start });
const answer: FirstAnswer = {
  poll,
  cursor: aCursor(),
  settleSeconds: 120,
  until: undefined,
  ourNow: start + seconds(60),
  providerNow: start + seconds(60),
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

const end = { settleSeconds: 120, pollDelaySeconds: 30, granularity: microsPerSecond };

test('the cursor comes to stand where the scan began; complete is what can no longer turn up late', () => {
  const window = scanWindow(answer);
  expect(endOfScan({ ...end, cursor: aCursor(), window })).toEqual({
    cursorId: 5,
    clockSkew: 0,
    reached: {
      watermark: window.scanStart,
      scannedAt: answer.ourNow,
      completeUpTo: window.scanStart - seconds(120),
      forgetBefore: window.scanStart - seconds(151),
    },
  });
});

test('a scan that asked too late because the provider is behind does not count', () => {
  const window = scanWindow({ ...answer, providerNow: answer.ourNow - seconds(600) });
  expect(endOfScan({ ...end, cursor: aCursor(), window })).toEqual({
    cursorId: 5,
    clockSkew: -seconds(600),
    reached: undefined,
  });
  const known = endOfScan({ ...end, cursor: aCursor({ clockSkew: -seconds(600) }), window });
  expect(known.reached?.watermark).toBe(answer.ourNow - seconds(600));
});

/** What the store makes of a move. */
function moved(cursor: Cursor, { reached, clockSkew }: CursorMove): Cursor {
  const watermark = Math.max(cursor.watermark ?? -Infinity, reached?.watermark ?? -Infinity);
  return {
    ...cursor,
    watermark: Number.isFinite(watermark) ? watermark : undefined,
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
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), ([first, ...later]) => {
      // Before the first answer nothing is known: a clock set between provisioning and that moment cannot be told.
      const steps = [{ ...(first as NonNullable<typeof first>), after: 0 }, ...later];
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
        const since = lowerBound({ ...cursor, start, pollDelaySeconds: 30, settleSeconds: 120 });
        const window = scanWindow({ ...answer, cursor, ourNow, providerNow: ourNow + seconds(skew) });
        unseen = unseen.filter((date) => date < since || date <= window.from - microsPerSecond);
        cursor = moved(cursor, endOfScan({ ...end, cursor, window }));
      });
      expect(unseen).toEqual([]);
    }),
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
          settleSeconds,
        };
        const window = scanWindow({
          ...input,
          cursor,
          ourNow: start + seconds(11_000),
          providerNow: start + seconds(11_000),
        });
        const move = endOfScan({ cursor, window, settleSeconds, pollDelaySeconds, granularity });
        const next = scanWindow({ ...input, cursor: moved(cursor, move) });
        expect(move.reached?.forgetBefore).toBeLessThanOrEqual(next.from - granularity);
      },
    ),
  );
});
