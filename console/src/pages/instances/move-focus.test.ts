import { expect, test } from 'vitest';
import { rowToFocus } from './move-focus.ts';

test('arrows go from the search field into the list and through it, and stop at its ends', () => {
  expect(rowToFocus('ArrowDown', -1, 3)).toBe(0);
  expect(rowToFocus('ArrowDown', 0, 3)).toBe(1);
  expect(rowToFocus('ArrowDown', 2, 3)).toBe(2);
  expect(rowToFocus('ArrowUp', 2, 3)).toBe(1);
  expect(rowToFocus('ArrowUp', 0, 3)).toBeUndefined();
  expect(rowToFocus('ArrowUp', -1, 3)).toBeUndefined();
});

test('Home and End belong to the text in the search field, and to the list in the list', () => {
  expect(rowToFocus('Home', -1, 3)).toBeUndefined();
  expect(rowToFocus('Home', 2, 3)).toBe(0);
  expect(rowToFocus('End', 0, 3)).toBe(2);
});

test('in an empty list there is nowhere to go', () => expect(rowToFocus('ArrowDown', -1, 0)).toBeUndefined());
