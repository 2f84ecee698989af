import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutEndSlashes } from './without-end-slashes.ts';

test('slashes at the end are taken away, all others stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', 'a', '.') }), (text) => {
      expect(withoutEndSlashes(text)).toBe(text.replace(/\/+$/, ''));
    }),
  );
});

test('a row of a million slashes inside a text takes no time', () => {
  const text = `https://a${'/'.repeat(1_000_000)}x`;
  expect(withoutEndSlashes(text)).toBe(text);
});
