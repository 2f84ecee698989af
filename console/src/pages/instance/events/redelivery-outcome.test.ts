import { expect, test } from 'vitest';
import { redeliveryOutcome, underWay } from './redelivery-outcome.ts';

const counts = { found: 1, skipped: 0, pending: 1, givenUp: 0, delivered: 0 };
const told = { status: 'delivering' as const, counts, error: null, lastFailure: null };

test('as long as nothing came of an attempt, nothing is said', () => {
  expect(redeliveryOutcome(told)).toBeUndefined();
  expect(redeliveryOutcome({ ...told, status: 'waiting' })).toBeUndefined();
  expect(underWay(told)).toMatchObject({ tone: 'waiting', message: expect.stringContaining('1 to come') as string });
});

test('an acknowledgement is good', () => {
  const done = { ...told, status: 'completed' as const, counts: { ...counts, pending: 0, delivered: 1 } };
  expect(redeliveryOutcome(done)).toEqual({
    tone: 'good',
    message: '1 notification delivered: the receiver acknowledged.',
  });
});

test('an attempt that failed is told with its reason, although it will be tried again', () => {
  const lastFailure = { date: '2026-01-31T08:00:00Z', statusCode: 502, detail: null };
  expect(redeliveryOutcome({ ...told, lastFailure })).toEqual({
    tone: 'bad',
    message: 'The receiver did not take it: HTTP 502. 1 notification waits for the next attempt.',
  });
  const error = { code: 'replay.failed', message: 'HTTP 410' };
  expect(redeliveryOutcome({ ...told, status: 'failed', error, lastFailure })?.message).toBe('HTTP 410');
});

test('what is no longer kept was not sent', () => {
  const nothing = { ...counts, found: 0, pending: 0 };
  expect(redeliveryOutcome({ ...told, status: 'completed', counts: nothing })?.tone).toBe('bad');
  const skipped = { ...counts, pending: 0, skipped: 1 };
  expect(redeliveryOutcome({ ...told, status: 'completed', counts: skipped })).toEqual({
    tone: 'bad',
    message: '0 notifications delivered; 1 not sent, as the records are no longer kept.',
  });
});
