import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPath } from '../../lib/field-path.ts';
import { setPath } from './set-path.ts';

test('what is set at a path is read from it, and the rest stays', () => {
  expect(setPath({ a: { b: 1 }, c: 2 }, 'a.d[1].e', 3)).toEqual({ a: { b: 1, d: [null, { e: 3 }] }, c: 2 });
  expect(setPath(undefined, '[0].tenantId', 't')).toEqual([{ tenantId: 't' }]);
  expect(setPath([1, 2], '', [])).toEqual([]);
});

test('any path can be set and read again', () => {
  const step = fc.oneof(
    fc.constantFrom('a', 'b', 'items'),
    fc.nat({ max: 3 }).map((index) => `[${index}]`),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.string(), (steps, value) => {
      const path = steps.join('.').replaceAll('.[', '[');
      expect(readPath(setPath(undefined, path, value), path)).toBe(value);
    }),
  );
});
