import { expect, test } from 'vitest';
import { failureWords } from './failure-words.ts';

const lastFailure = { date: '2026-01-31T08:00:00Z', statusCode: 502, detail: 'HTTP 502: bad gateway' };

test('a receiver that fails says its last error, and how often it failed', () => {
  expect(failureWords({ inactiveReason: null, lastFailure, failures: 3 })).toBe(
    'Last error: HTTP 502: bad gateway. 3 attempts failed since the last that was acknowledged.',
  );
  expect(failureWords({ inactiveReason: null, lastFailure: { ...lastFailure, detail: null }, failures: 1 })).toBe(
    'Last error: HTTP 502.',
  );
});

test('the reason of one that is off is not repeated', () => {
  const inactiveReason = 'The last attempt failed: HTTP 502: bad gateway';
  expect(failureWords({ inactiveReason, lastFailure, failures: 1 })).toBe(
    'The last attempt failed: HTTP 502: bad gateway.',
  );
  expect(failureWords({ inactiveReason: null, lastFailure: null, failures: 0 })).toBe(
    'Deliveries wait for their next attempt.',
  );
});
