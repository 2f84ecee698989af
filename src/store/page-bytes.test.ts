import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingPage, mostPageBytes } from './page-bytes.ts';

test('a page takes as many items as fit, in their order, and one at least', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: mostPageBytes + 1 }), { maxLength: 20 });
  fc.assert(
    fc.property(sizes, (items) => {
      const taken = fittingPage(items, (bytes) => bytes);
      const sum = (count: number) => items.slice(0, count).reduce((total, bytes) => total + bytes, 0);
      const counts = [...items.keys()].map((index) => index + 1);
      expect(taken).toBe(counts.findLast((count) => count === 1 || sum(count) <= mostPageBytes) ?? 0);
    }),
  );
});
