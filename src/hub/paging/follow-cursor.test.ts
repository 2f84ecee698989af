import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Trail } from '../page-position.ts';
import { cursorAt, followCursor } from './follow-cursor.ts';

const page = { rows: [], answer: {}, asked: 10, place: 'GET /rows' };

/** The cursors of a vendor that goes round in a circle after some pages. */
function pagesUntilFault(before: number, circle: number): number {
  let trail: Trail | undefined;
  for (let index = 0; index < 10_000; index++) {
    const cursor = index < before ? `first${index}` : `circle${(index - before) % circle}`;
    try {
      const following = followCursor({ end: 'noCursor' }, page, cursor, trail);
      if (!following.goesOn) return -1;
      trail = following.trail;
    } catch {
      return index;
    }
  }
  return Infinity;
}

test('a circle of cursors is found, however long it is and wherever it begins', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 60 }), (before, circle) => {
      const found = pagesUntilFault(before, circle);
      expect(found).toBeGreaterThanOrEqual(before + circle);
      expect(found).toBeLessThanOrEqual(4 * (before + circle) + 1);
    }),
  );
});

test('cursors that all differ are no circle', () => {
  expect(pagesUntilFault(10_000, 1)).toBe(Infinity);
});

test.each([null, '', false, 0, undefined])('%j is no cursor', (value) => {
  expect(cursorAt(value === undefined ? {} : { next: value }, 'next', 'GET /rows')).toBeUndefined();
});

test('a cursor keeps its type, and what cannot be one is refused', () => {
  expect(cursorAt({ a: { next: 2 } }, 'a.next', 'GET /rows')).toBe(2);
  expect(cursorAt({ a: { next: '2' } }, 'a.next', 'GET /rows')).toBe('2');
  expect(() => cursorAt({ next: { page: 2 } }, 'next', 'GET /rows')).toThrow(
    'GET /rows: expected a cursor at "next", found a value of type object',
  );
});

test('more without a cursor is a fault, not an end', () => {
  const rules = { end: 'noCursor', more: { path: 'more', equals: true } } as const;
  expect(() => followCursor(rules, { ...page, answer: { more: true } }, undefined, undefined)).toThrow(
    'GET /rows: the answer tells of more pages but holds no cursor for them',
  );
});
