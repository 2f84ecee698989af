import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingFields, fieldFingerprints, fingerprintLimit, valueAt } from './field-fingerprints.ts';
import { isRecord, type JsonRecord, type JsonValue } from './json.ts';

const none: ReadonlySet<string> = new Set();
const paths = (record: JsonRecord, ignored = none) => Object.keys(fieldFingerprints(record, ignored)).sort();
const differ = (before: JsonRecord, after: JsonRecord, ignored = none) =>
  differingFields(fieldFingerprints(before, ignored), after, ignored).map(({ path }) => path);

const json = fc.letrec<{ value: JsonValue; record: JsonRecord }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.integer(),
    fc.string(),
    fc.array(tie('value')),
    tie('record'),
  ),
  record: fc.dictionary(fc.oneof(fc.constantFrom('a', 'a.b', 'b', '*', '\\', '__proto__'), fc.string()), tie('value')),
}));
const aRecord = fc.oneof(
  json.record,
  fc.dictionary(fc.string(), json.value, { minKeys: 190, maxKeys: 230, size: 'max' }),
);
const leaf = fc.oneof(fc.integer(), fc.string(), fc.constant(null));
const structured = fc.dictionary(fc.string(), fc.oneof(leaf, fc.dictionary(fc.string(), leaf, { minKeys: 1 })));

test('nested members have paths of their own, arrays and empty objects count as a whole', () => {
  expect(paths({ id: 1, address: { city: 'Bonn', geo: { lat: 1 } }, tags: [{ a: 1 }], none: {} })).toEqual([
    'address.city',
    'address.geo.lat',
    'id',
    'none',
    'tags',
  ]);
});

test('keys with dots are told from paths', () => {
  expect(paths({ 'a.b': 1, a: { b: 1 }, '*': 1, 'c\\': { d: 1 } })).toEqual(['\\*', 'a.b', 'a\\.b', 'c\\\\.d']);
  expect(differ({ 'a.b': 1, a: { b: 1 } }, { 'a.b': 2, a: { b: 1 } })).toEqual(['a\\.b']);
});

test('only what differs is named, in the order of the paths', () => {
  const before = { id: 1, b: [1, 2], a: { x: 1, y: 2 }, gone: true };
  expect(differ(before, { id: 1, b: [2, 1], a: { x: 1, y: 3 }, came: null })).toEqual(['a.y', 'b', 'came', 'gone']);
});

test('an object that comes, goes, or turns into something else is one field', () => {
  const object = { city: 'Bonn', zip: '53111' };
  for (const other of [{}, { address: null }, { address: [] }, { address: {} }]) {
    expect(differ({ address: object }, other)).toEqual(['address']);
    expect(differ(other, { address: object })).toEqual(['address']);
  }
});

test('ignored fields are left out, whether they were known or not', () => {
  const ignored = new Set(['seen']);
  expect(paths({ id: 1, seen: 2 }, ignored)).toEqual(['id']);
  expect(differ({ id: 1, seen: 2 }, { id: 1, seen: 3 }, ignored)).toEqual([]);
  expect(differingFields(fieldFingerprints({ id: 1, seen: 2 }, none), { id: 1, seen: 3 }, ignored)).toEqual([]);
});

test('a record with too many nested fields is folded where it is deepest, and compared as it was folded', () => {
  const wide = (value: number) => Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, value]));
  const before = { small: { a: 1, b: 2 }, first: wide(1), second: wide(1) };
  const known = paths(before);
  expect(known).toContain('second');
  expect(known).toContain('small.a');
  expect(known.length).toBeLessThanOrEqual(fingerprintLimit);
  expect(differ(before, { ...before, second: { ...before.second, k7: 2 } })).toEqual(['second']);
  expect(differ(before, { ...before, first: { ...before.first, k7: 2 } })).toEqual(['first.k7']);
  expect(differ(before, { small: before.small, first: { k1: 1 }, second: before.second })).not.toContain('second');
});

test('of a record with very many fields the last share one path', () => {
  const before = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${1000 + index}`, index]));
  expect(paths(before)).toHaveLength(fingerprintLimit);
  expect(differ(before, { ...before, k1001: -1 })).toEqual(['k1001']);
  expect(differ(before, { ...before, k1290: -1 })).toEqual(['*']);
  expect(differ(before, { ...before, extra: 1 })).toEqual(['*']);
});

test('a record does not differ from itself, whatever the order of its keys, and never has more paths than allowed', () => {
  fc.assert(
    fc.property(aRecord, (record) => {
      const known = fieldFingerprints(record, none);
      expect(Object.keys(known).length).toBeLessThanOrEqual(fingerprintLimit);
      expect(differingFields(JSON.parse(JSON.stringify(known)) as typeof known, reversed(record), none)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('exactly the members that two records do not share are named', () => {
  fc.assert(
    fc.property(structured, structured, (before, after) => {
      const differing = differingFields(fieldFingerprints(before, none), after, none);
      for (const place of differing) expect(valueAt(before, place)).not.toStrictEqual(valueAt(after, place));
      const patched = differing.reduce((record, { keys }) => withValue(record, keys, after), before as JsonRecord);
      expect(patched).toEqual(after);
    }),
  );
});

const reversed = (value: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, isRecord(member) ? reversed(member) : member] as const)
      .reverse(),
  );

/** A copy with the value that `source` has at these keys. */
function withValue(record: JsonRecord, [key = '', ...rest]: readonly string[], source: JsonRecord): JsonRecord {
  const { [key]: old, ...others } = record;
  if (!Object.hasOwn(source, key)) return others;
  const value = source[key] as JsonValue;
  const next = rest.length > 0 && isRecord(old) && isRecord(value) ? withValue(old, rest, value) : value;
  return Object.fromEntries([...Object.entries(others), [key, next]]);
}
