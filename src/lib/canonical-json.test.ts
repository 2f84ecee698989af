import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, contentHash, shortHash } from './canonical-json.ts';
import { isRecord, type JsonValue } from './json.ts';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

/** The same value with the keys of every object the other way round. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
  return Object.fromEntries(members.reverse());
}

test('the order of keys makes no difference, at any depth', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
  );
});

test('nothing is lost', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
    }),
  );
});

test('ignored fields are left out at the top, and only there', () => {
  const ignored = new Set(['seen']);
  expect(canonicalJson({ seen: 1, id: 2, child: { seen: 3 } }, ignored)).toBe('{"child":{"seen":3},"id":2}');
  expect(contentHash({ seen: 1, id: 2 }, ignored)).toBe(contentHash({ id: 2, seen: 9 }, ignored));
  expect(contentHash({ id: 2 }, ignored)).not.toBe(contentHash({ id: 3 }, ignored));
});

test('a hash has 20 URL-safe characters', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(shortHash(text)).toMatch(/^[\w-]{20}$/);
    }),
  );
});
