import { expect, test } from 'vitest';
import { readField, readPath } from './field-path.ts';

const record = {
  id: 7,
  'E-mail Address': 'ada@example.com',
  'a.b': 'exact',
  a: { b: 'nested', c: null },
  items: [{ id: 'first' }, { id: 'second' }],
  '@id': 'attribute',
  error: { '.tag': 'reset', 'x[0]': 'odd' },
};

test.each([
  ['id', 7],
  ['E-mail Address', 'ada@example.com'],
  ['a.b', 'exact'],
  ['a.c', null],
  ['items[1].id', 'second'],
  ['items.0.id', 'first'],
  ['$.a.b', 'nested'],
  ['@.@id', 'attribute'],
  ["error['.tag']", 'reset'],
  ["$.error['x[0]']", 'odd'],
])('%j is found', (path, value) => {
  expect(readField(record, path)).toBe(value);
});

test.each([['missing'], ['a.missing'], ['id.deeper'], ['items[9].id'], ['toString'], ['a.constructor'], ['__proto__']])(
  'there is nothing at %j',
  (path) => {
    expect(readField(record, path)).toBeUndefined();
  },
);

test('the empty path is the value itself, whatever it is', () => {
  expect(readPath(record, '')).toBe(record);
  expect(readPath([1, 2], '')).toEqual([1, 2]);
  expect(readPath('text', '')).toBe('text');
});

test('a path leads through a list', () => {
  expect(readPath([{ id: 1 }], '[0].id')).toBe(1);
});
