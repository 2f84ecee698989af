import { expect, test } from 'vitest';
import { directChange } from './direct-change.ts';
import type { ResolvedChange } from './received-batch.ts';

const item = (change: Partial<ResolvedChange> = {}): ResolvedChange => ({
  resource: 'rows',
  recordId: '5',
  type: 'UPDATED',
  date: undefined,
  record: undefined,
  element: { id: 5 },
  parameters: {},
  index: 0,
  watched: undefined,
  fetched: false,
  ...change,
});

const versionOf = (id: number, change: Partial<ResolvedChange> = {}) =>
  directChange({ id, identity: undefined, receivedAt: 1_000 * id }, item(change)).version;

const read = (name: string) => ({ fetched: true, record: { id: 5, name } });

test('a record that was read is the same change as long as it reads the same, however often a webhook speaks of it', () => {
  expect(versionOf(2, read('a'))).toBe(versionOf(1, read('a')));
  expect(versionOf(3, read('b'))).not.toBe(versionOf(1, read('a')));
  expect(versionOf(3, { ...read('a'), type: 'CREATED' })).not.toBe(versionOf(1, read('a')));
});

test('where the webhook says the date, another date is another change of the same record', () => {
  const at = (date: number) => ({ ...read('a'), date });
  expect(versionOf(2, at(7))).toBe(versionOf(1, at(7)));
  expect(versionOf(2, at(8))).not.toBe(versionOf(1, at(7)));
});

test('what a webhook says without a date is told once for each webhook', () => {
  expect(versionOf(2)).not.toBe(versionOf(1));
  expect(versionOf(1, { index: 1 })).not.toBe(versionOf(1));
});
