import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickSendable } from './pick-sendable.ts';

const now = 1000;
const candidate = (keys: string[], dueAt?: number) => ({ keys, dueAt });

const candidates = fc.array(
  fc.record({
    keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 3 }),
    dueAt: fc.option(fc.integer({ min: now - 5, max: now + 5 }), { nil: undefined }),
  }),
  { maxLength: 30 },
);

test('what waits for its retry holds back its records, and what it holds back holds back others', () => {
  const waiting = candidate(['a'], now + 8);
  const [heldByIt, heldByThat, free] = [candidate(['a', 'b']), candidate(['b', 'c']), candidate(['d'])];
  expect(pickSendable([waiting, heldByIt, heldByThat, free], { now, limit: 50 })).toEqual({
    chosen: [free],
    held: 3,
    heldUntil: now + 8,
  });
});

test('a retry that is due goes, and so do those behind it', () => {
  const all = [candidate(['a'], now), candidate(['a'])];
  expect(pickSendable(all, { now, limit: 50 })).toEqual({ chosen: all, held: 0, heldUntil: undefined });
});

test('never is one chosen that shares a record with an earlier one which is not', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 1, max: 30 }), (all, limit) => {
      const chosen = new Set(pickSendable(all, { now, limit }).chosen);
      const overtaken = all.filter(
        (one, index) =>
          chosen.has(one) &&
          all
            .slice(0, index)
            .some((earlier) => !chosen.has(earlier) && earlier.keys.some((key) => one.keys.includes(key))),
      );
      expect(overtaken).toEqual([]);
    }),
  );
});

test('all are chosen that nothing holds back, up to the limit, and the others are counted', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 1, max: 30 }), (all, limit) => {
      const { chosen, held, heldUntil } = pickSendable(all, { now, limit });
      expect(chosen.length).toBe(Math.min(limit, all.length - held));
      expect(chosen.filter(({ dueAt = 0 }) => dueAt > now)).toEqual([]);
      const retries = all.flatMap(({ dueAt = 0 }) => (dueAt > now ? [dueAt] : []));
      expect(heldUntil).toBe(retries.length > 0 ? Math.min(...retries) : undefined);
      expect(held).toBeGreaterThanOrEqual(retries.length);
    }),
  );
});
