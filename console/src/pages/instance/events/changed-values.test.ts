import { expect, test } from 'vitest';
import { changedValues, parsed, printValue, valueAt } from './changed-values.ts';
import type { EventRecord } from './event-status.ts';
import { howDecided } from './how-decided.ts';

test('a changed field is shown with what was before and what is now', () => {
  const event = {
    changedFields: ['name', 'address.city', 'gone'],
    notifiedData: [{ previousValues: { name: 'Eve', 'address.city': 'Rome', gone: 1 } }],
    providerData: '{"name":"Ada","address":{"city":"Paris"}}',
  } as unknown as EventRecord;
  expect(changedValues(event)).toEqual([
    { field: 'name', before: 'Eve', now: 'Ada' },
    { field: 'address.city', before: 'Rome', now: 'Paris' },
    { field: 'gone', before: 1, now: undefined },
  ]);
});

test('names with dots are found, and what is not there is nothing', () => {
  expect(valueAt({ 'a.b': { c: 1 } }, 'a.b.c')).toBe(1);
  expect(valueAt({ a: { b: null } }, 'a.b')).toBeNull();
  expect(valueAt('text', 'length')).toBeUndefined();
  expect(parsed('{not json')).toBe('{not json');
  expect([printValue('a'), printValue({ a: 1 })]).toEqual(['a', '{"a":1}']);
});

test('it is said in words how an event was decided', () => {
  expect(howDecided({ eventType: 'CREATED', source: 'polling', initial: true })).toMatch(
    /^A poll found it\..*first read/,
  );
  expect(howDecided({ eventType: 'moved', source: 'webhook', initial: false })).toMatch(/A webhook.*type moved/);
});
