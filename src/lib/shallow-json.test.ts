import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './json.ts';
import { JsonTooDeepError, parseShallowJson } from './shallow-json.ts';

const nested = (levels: number, inner = '1') => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`;

test('a hundred levels are read, and one more is refused with its place, however many follow', () => {
  expect(parseShallowJson(nested(100))).toEqual(parseJson(nested(100)));
  for (const levels of [101, 100_000]) {
    expect(() => parseShallowJson(nested(levels))).toThrow(JsonTooDeepError);
    expect(() => parseShallowJson(nested(levels))).toThrow(
      'more than 100 levels of objects and arrays within each other at line 1, column 101, found "["',
    );
  }
  expect(() => parseShallowJson(`{"a":${'{"b":'.repeat(100)}`)).toThrow(JsonTooDeepError);
});

test('only what is open at a time counts, and nothing between quotes', () => {
  const texts = [`[${Array.from({ length: 500 }, () => '[{}]').join(',')}]`, JSON.stringify(`\\"${'['.repeat(200)}"`)];
  for (const text of texts) expect(parseShallowJson(text)).toEqual(JSON.parse(text));
});

test('what is not deep is read as parseJson reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseShallowJson(text)).toEqual(parseJson(text));
    }),
  );
});
