import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsBack } from './brake.ts';

const rules = { missingShare: 0.1, recordsRead: 1_000 };

test('up to ten records, or up to the share of all, may be missing at once', () => {
  const missing = (missingOnce: number, known: number) =>
    holdsBack({ known, seen: known - missingOnce, missingOnce }, rules);
  expect(missing(10, 12)).toBe(false);
  expect(missing(11, 12)).toBe(true);
  expect(missing(100, 1_000)).toBe(false);
  expect(missing(101, 1_000)).toBe(true);
  expect(missing(0, 0)).toBe(false);
});

test('a list that is empty of a sudden is always held', () => {
  expect(holdsBack({ known: 1, seen: 0, missingOnce: 0 }, { ...rules, recordsRead: 0 })).toBe(true);
  expect(holdsBack({ known: 0, seen: 0, missingOnce: 0 }, { ...rules, recordsRead: 0 })).toBe(false);
});

test('what is missing for longer has passed the brake before', () => {
  expect(holdsBack({ known: 1_000, seen: 100, missingOnce: 0 }, rules)).toBe(false);
});

test('more missing never loosens it, a greater share never tightens it', () => {
  const counts = fc.record({
    known: fc.nat(10_000),
    missing: fc.nat(10_000),
    more: fc.nat(100),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(counts, ({ known, missing, more, share }) => {
      const all = known + missing + more;
      const of = (missingOnce: number, missingShare: number) =>
        holdsBack({ known: all, seen: all - missingOnce, missingOnce }, { missingShare, recordsRead: 1 });
      expect(of(missing + more, share) || !of(missing, share)).toBe(true);
      expect(of(missing, share / 2) || !of(missing, share)).toBe(true);
    }),
  );
});
