import { expect, test } from 'vitest';
import { createRecentlyUsed } from './recently-used.ts';

test('the value that was asked for the longest time ago leaves first', () => {
  const values = createRecentlyUsed<string, number>(2);
  values.set('a', 1);
  values.set('b', 2);
  values.get('a');
  values.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => values.get(key))).toEqual([1, undefined, 3]);
  values.delete('a');
  values.set('d', 4);
  expect(['c', 'd'].map((key) => values.get(key))).toEqual([3, 4]);
});

test('a heavy value takes the place of several light ones, and one that is too heavy is not kept', () => {
  const values = createRecentlyUsed<string, number>(10);
  values.set('a', 1, 4);
  values.set('b', 2, 4);
  values.set('c', 3, 5);
  expect(['a', 'b', 'c'].map((key) => values.get(key))).toEqual([undefined, 2, 3]);
  values.set('c', 4, 6);
  expect(['b', 'c'].map((key) => values.get(key))).toEqual([2, 4]);
  values.set('d', 5, 11);
  expect(['b', 'c', 'd'].map((key) => values.get(key))).toEqual([2, 4, undefined]);
});
