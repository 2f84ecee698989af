import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearestKey, suggestion } from './nearest-key.ts';

const known = ['url', 'idField', 'datesConfiguration', 'pageSize', 'pollDelay'];

describe('nearestKey', () => {
  test.each([
    ['ulr', 'url'],
    ['pagesize', 'pageSize'],
    ['dateConfiguration', 'datesConfiguration'],
    ['polDellay', 'pollDelay'],
  ])('%s is taken for %s', (typed, meant) => {
    expect(nearestKey(typed, known)).toBe(meant);
  });

  test('a word that is far from every key has no suggestion', () => {
    expect(nearestKey('webhook', known)).toBeUndefined();
    expect(suggestion('webhook', known)).toBe('');
    expect(suggestion('ulr', known)).toBe(' Did you mean url?');
  });
});

describe('editDistance', () => {
  test('counts a swap of neighbours as one slip, and a word further apart as more', () => {
    expect(editDistance('ulr', 'url')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  test('is symmetric, zero only for equal words, and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (left, right) => {
        const distance = editDistance(left, right);
        expect(distance).toBe(editDistance(right, left));
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });

  test('one letter taken out is one slip', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.nat(), (word, at) => {
        const index = at % word.length;
        expect(editDistance(word.slice(0, index) + word.slice(index + 1), word)).toBe(1);
      }),
    );
  });
});
