import { expect, test } from 'vitest';
import { javaDate } from './java-date.ts';

test.each([
  ['2018-08-20T15:30:07.999Z', 'Mon Aug 20 15:30:07 UTC 2018'],
  ['2020-02-01T00:00:00Z', 'Sat Feb 01 00:00:00 UTC 2020'],
  ['2026-12-31T23:59:59Z', 'Thu Dec 31 23:59:59 UTC 2026'],
])('%s is printed as Java does', (iso, text) => {
  expect(javaDate(Date.parse(iso))).toBe(text);
});
