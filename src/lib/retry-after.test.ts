import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12);

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['0.5', 500],
  ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
])('%j is a wait of %d ms', (header, wait) => {
  expect(retryAfterMs(header, now)).toBe(wait);
});

test.each([[undefined], [''], ['soon'], ['-5 minutes']])('%j asks for nothing', (header) => {
  expect(retryAfterMs(header, now)).toBeUndefined();
});
