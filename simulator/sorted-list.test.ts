import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedList } from './sorted-list.ts';

const byNumber = (a: number, b: number) => a - b;

test('after any adds and deletes it reads like a plain sorted array', () => {
  const step = fc.record({ add: fc.boolean(), value: fc.integer({ min: 0, max: 400 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), fc.nat(400), fc.nat(50), (steps, from, length) => {
      const list = new SortedList<number>(byNumber);
      const plain = new Set<number>();
      for (const { add, value } of steps) {
        if (add && !plain.has(value)) list.add(value);
        const wasThere = add ? plain.has(value) : list.delete(value);
        expect(wasThere).toBe(plain.has(value));
        if (add) plain.add(value);
        else plain.delete(value);
      }
      const expected = [...plain].toSorted(byNumber);
      expect([...list]).toEqual(expected);
      expect(list.size).toBe(expected.length);
      expect(list.slice(from, from + length)).toEqual(expected.slice(from, from + length));
      expect(list.countWhile((item) => item < from)).toBe(expected.filter((item) => item < from).length);
    }),
  );
});

test('thousands of items added from both ends and the middle stay in order across buckets', () => {
  const list = new SortedList<number>(byNumber);
  for (let value = 0; value < 3000; value++) list.add((value * 7919) % 3001);
  for (let value = 3001; value < 6000; value++) list.add(value);
  for (let value = 0; value < 6000; value += 2) list.delete(value);
  const items = [...list];
  expect(items).toEqual(items.toSorted(byNumber));
  expect(items.every((item) => item % 2 === 1)).toBe(true);
  expect(list.slice(1000, 1003)).toEqual(items.slice(1000, 1003));
  expect(list.countWhile((item) => item < 4001)).toBe(items.indexOf(4001));
});
