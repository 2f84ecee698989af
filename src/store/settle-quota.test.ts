import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuotaAsk } from '../model/provider-quota.ts';
import { settleQuota, unusedQuota, type StoredQuota } from './settle-quota.ts';

const start = Date.UTC(2026, 0, 1);

const ask = (part: Partial<QuotaAsk> = {}): QuotaAsk => ({
  account: 'account',
  now: start,
  limits: [{ requests: 10, seconds: 60 }],
  concurrency: undefined,
  least: 1,
  most: 1,
  background: false,
  share: 1,
  validMs: 1_000,
  owed: 0,
  returned: undefined,
  underWay: 0,
  waiting: 1,
  ...part,
});

/** One process after the other; the answers. */
function inTurn(asks: readonly (Partial<QuotaAsk> & { holder?: string })[], stored: StoredQuota = unusedQuota) {
  let current = stored;
  return asks.map(({ holder = 'a', ...part }) => {
    const settled = settleQuota(current, ask(part), holder);
    current = settled.stored;
    return settled.answer;
  });
}

const granted = (asks: Parameters<typeof inTurn>[0]) => inTurn(asks).map((answer) => answer.granted);

test('as much is granted as there is, but nothing when the least that is needed is not there', () => {
  expect(granted([{ most: 7 }, { most: 7 }, { most: 7 }])).toEqual([7, 3, 0]);
  expect(granted([{ most: 7 }, { least: 4, most: 7 }, { least: 3, most: 7 }])).toEqual([7, 0, 3]);
});

test('permits count until a window after the end of their validity', () => {
  const [first] = inTurn([{ most: 10 }]);
  expect(first?.validUntil).toBe(start + 1_000);
  expect(granted([{ most: 10 }, { now: start + 60_999 }, { now: start + 61_000 }])).toEqual([10, 0, 1]);
});

test('what comes back can be granted again, and what is owed cannot', () => {
  expect(granted([{ most: 10 }, { returned: { at: start + 1_000, cost: 4 }, most: 10 }])).toEqual([10, 4]);
  expect(granted([{ owed: 8, most: 10 }])).toEqual([2]);
});

test('background work is granted half of the limit', () => {
  expect(granted([{ background: true, share: 0.5, most: 10 }, { most: 10 }])).toEqual([5, 5]);
});

test('nothing is granted during a hold; one for background work leaves the others alone', () => {
  const held = { ...unusedQuota, backgroundUntilMs: start + 5_000 };
  expect(inTurn([{ background: true }, {}], held).map((answer) => answer.granted)).toEqual([0, 1]);
  const all = { ...unusedQuota, untilMs: start + 5_000 };
  expect(inTurn([{}, { limits: [] }, { now: start + 5_000 }], all).map((answer) => answer.granted)).toEqual([0, 0, 1]);
});

test('a row is forgotten when nothing in it counts any more', () => {
  const { stored } = settleQuota(unusedQuota, ask({ concurrency: 2 }), 'a');
  expect(stored.forgetAt).toBe(start + 61_000);
  expect(settleQuota({ ...unusedQuota, untilMs: start + 90_000 }, ask(), 'a').stored.forgetAt).toBe(start + 90_000);
});

test('the places of a process that was killed come back after a minute', () => {
  const asks = [
    { holder: 'killed', concurrency: 3, waiting: 3 },
    { holder: 'b', concurrency: 3, waiting: 3, now: start + 59_999 },
    { holder: 'b', concurrency: 3, waiting: 3, now: start + 60_000 },
  ];
  expect(inTurn(asks).map(({ slots }) => slots)).toEqual([3, 0, 3]);
});

test('a process that has more than its part gives it up when another one wants it', () => {
  const wish = { concurrency: 4, waiting: 10 };
  const asks = [
    { ...wish, holder: 'a' },
    { ...wish, holder: 'b' },
    { ...wish, holder: 'a', underWay: 4 },
    { ...wish, holder: 'b' },
    { ...wish, holder: 'a', underWay: 2 },
    { ...wish, holder: 'b' },
  ];
  expect(inTurn(asks).map(({ slots }) => slots)).toEqual([4, 0, 2, 0, 2, 2]);
});

test('processes that keep to their answers never have more requests under way than the account allows', () => {
  const step = fc.record({ holder: fc.constantFrom('a', 'b', 'c'), waiting: fc.nat(6), over: fc.nat(6) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (concurrency, steps) => {
      const underWay: Record<string, number> = { a: 0, b: 0, c: 0 };
      let stored = unusedQuota;
      for (const { holder, waiting, over } of steps) {
        const now = Math.max(0, (underWay[holder] ?? 0) - over);
        const settled = settleQuota(stored, ask({ limits: [], concurrency, underWay: now, waiting }), holder);
        stored = settled.stored;
        underWay[holder] = Math.max(now, Math.min(now + waiting, settled.answer.slots));
        expect(Object.values(underWay).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(concurrency);
      }
    }),
  );
});

test('a hold written by a clock that has been set back since does not last', () => {
  const days = 24 * 3_600_000;
  const held = (untilMs: number) => inTurn([{ most: 1 }], { ...unusedQuota, untilMs })[0]?.granted;
  expect(held(start + 3_600_000)).toBe(0);
  expect(held(start + 60 * days)).toBe(1);
});
