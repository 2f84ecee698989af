import { expect, test } from 'vitest';
import { fieldFingerprints } from '../lib/field-fingerprints.ts';
import type { JsonRecord } from '../lib/json.ts';
import { changedFields, keptOf, previousLimitBytes } from './changed-fields.ts';

const none: ReadonlySet<string> = new Set();
const rules = { changedFields: true, keepRecords: false, ignoredFields: none };
const fieldsOf = (record: JsonRecord) => ({ fields: fieldFingerprints(record, none) });
const recordOf = (record: JsonRecord) => ({ record: JSON.stringify(record) });
const before = { id: 1, name: 'Ada', address: { city: 'Bonn' } };
const after = { id: 1, name: 'Ada L.', address: { city: 'Bonn', zip: '53111' } };

test('with fingerprints the changed fields are told, without their values', () => {
  expect(changedFields(fieldsOf(before), after, rules)).toEqual({ changed: ['address.zip', 'name'] });
});

test('with the record the values before are told too; a field that was not there has none', () => {
  expect(changedFields(recordOf(before), after, rules)).toEqual({
    changed: ['address.zip', 'name'],
    previous: { name: 'Ada' },
  });
});

test('a version of which nothing is remembered says nothing, and one that is the same says that nothing differs', () => {
  expect(changedFields(undefined, after, rules)).toBeUndefined();
  expect(changedFields({}, after, rules)).toBeUndefined();
  expect(changedFields(fieldsOf(after), after, rules)).toEqual({ changed: [] });
});

test('ignored fields are never told', () => {
  expect(changedFields(recordOf(before), after, { ...rules, ignoredFields: new Set(['name']) })).toEqual({
    changed: ['address.zip'],
    previous: {},
  });
});

test('values before that are too long together are left out, and that is said', () => {
  const long = { id: 1, one: 'ä'.repeat(previousLimitBytes / 4), two: 'ä'.repeat(previousLimitBytes / 4) };
  expect(changedFields(recordOf(long), { id: 1 }, rules)).toEqual({ changed: ['one', 'two'], previousOmitted: true });
  expect(changedFields(recordOf(long), { ...long, one: '' }, rules)).toMatchObject({ previous: { one: long.one } });
});

test('nothing is kept and nothing is told unless it is asked for', () => {
  expect(changedFields(recordOf(before), after, { ...rules, changedFields: false })).toBeUndefined();
  expect(keptOf({ ...rules, changedFields: false }, before)).toEqual({});
  expect(keptOf(rules, before)).toEqual(fieldsOf(before));
  expect(keptOf({ ...rules, keepRecords: true }, before)).toEqual({ ...fieldsOf(before), ...recordOf(before) });
});
