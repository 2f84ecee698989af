import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonRecord } from '../lib/json.ts';
import { recordsAgree } from './records-agree.ts';

const nothing: ReadonlySet<string> = new Set();

test.each([
  ['fields that only one has', { a: 1, b: 2 }, { a: 1, c: 3 }, true],
  ['numbers as text', { a: 1, b: true, c: null }, { a: '1', b: 'true', c: '' }, true],
  ['amounts', { a: 10, b: '1.50' }, { a: '10.00', b: 1.5 }, true],
  ['truth as a number', { a: true, b: 0 }, { a: 1, b: 'false' }, true],
  ['moments in other forms', { a: '2026-01-01T00:00:00Z' }, { a: '2026-01-01T01:00:00.000+0100' }, true],
  ['moments that differ', { a: '2026-01-01T00:00:00Z' }, { a: '2026-01-01T00:00:00.001Z' }, false],
  ['long digits', { a: '12345678901234567' }, { a: '12345678901234568' }, false],
  ['long fractions', { a: '0.12345678901234567' }, { a: '0.12345678901234568' }, false],
  ['another value', { a: 1 }, { a: 2 }, false],
  ['members of objects', { a: { b: 1, c: 2 } }, { a: { b: '1', d: 4 } }, true],
  ['another member', { a: { b: 1 } }, { a: { b: 2 } }, false],
  ['lists of another length', { a: [1, 2] }, { a: [1] }, false],
  ['items of lists', { a: [{ b: 1 }] }, { a: [{ b: '1', c: 2 }] }, true],
  ['an object in place of a value', { a: { id: 1 } }, { a: 1 }, false],
  ['names of what every object has', { constructor: 1 }, {}, true],
])('%s', (_what, one, other, agrees) => {
  expect(recordsAgree(one as JsonRecord, other as JsonRecord, nothing)).toBe(agrees);
  expect(recordsAgree(other as JsonRecord, one as JsonRecord, nothing)).toBe(agrees);
});

test('ignored fields do not count, also in objects', () => {
  expect(recordsAgree({ a: 1, b: { c: 1 } }, { a: 2, b: { c: 2 } }, new Set(['a', 'b.c']))).toBe(true);
});

test('a record agrees with any part of itself', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(record, fc.func(fc.boolean()), (whole, keeps) => {
      const part = Object.fromEntries(Object.entries(whole).filter(([key]) => keeps(key)));
      expect(recordsAgree(whole as JsonRecord, part as JsonRecord, nothing)).toBe(true);
    }),
  );
});
