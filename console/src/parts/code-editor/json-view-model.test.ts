import { expect, test } from 'vitest';
import { entriesOf, openDepth, scalarOf, summaryOf } from './json-view-model.ts';

test('objects and lists have entries, other values have none', () => {
  expect(entriesOf({ a: 1, b: null })).toEqual([
    { name: 'a', value: 1 },
    { name: 'b', value: null },
  ]);
  expect(entriesOf(['x'])).toEqual([{ name: '0', value: 'x' }]);
  expect(entriesOf(null)).toBeUndefined();
  expect(entriesOf('text')).toBeUndefined();
});

test('a closed value says how much is in it', () => {
  expect(summaryOf([1])).toBe('1 item');
  expect(summaryOf({ a: 1, b: 2 })).toBe('2 members');
});

test('a small value is open as a whole, a large one only as far as it fits', () => {
  expect(openDepth({ a: { b: { c: 1 } } })).toBe(8);
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, name: 'Ann' }));
  expect(openDepth({ rows })).toBe(2);
  expect(openDepth(Array.from({ length: 500 }, () => 1))).toBe(1);
});

test('values are shown as JSON with their kind', () => {
  expect(scalarOf('a"b')).toEqual({ text: '"a\\"b"', kind: 'text' });
  expect(scalarOf(1.5)).toEqual({ text: '1.5', kind: 'number' });
  expect(scalarOf(null)).toEqual({ text: 'null', kind: 'word' });
});
