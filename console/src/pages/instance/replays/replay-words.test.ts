import { expect, test } from 'vitest';
import { printInstant } from '../../../parts/format.ts';
import { replayFilter, replayProgress, replayStatus } from './replay-words.ts';

const none = { from: null, to: null, resources: null, eventTypes: null, eventIds: null, objectIds: null };

test('what a replay sends is told in words', () => {
  const from = '2026-01-31T08:00:00.000Z';
  expect(replayFilter({ ...none, eventIds: ['e1'] })).toBe('Event e1');
  expect(replayFilter({ ...none, eventIds: ['e1', 'e2'] })).toBe('2 events');
  expect(replayFilter({ ...none, from: '1970-01-01T00:00:00.000Z' })).toBe('All events');
  expect(replayFilter({ ...none, from, resources: ['deals', 'contacts'], eventTypes: ['DELETED'] })).toBe(
    `All events of deals, contacts of type DELETED stored from ${printInstant(from)}`,
  );
  expect(replayFilter({ ...none, objectIds: ['42'] })).toBe('All events of record 42');
});

test('its progress is what is dealt with, of what was found', () => {
  const counts = { found: 250, skipped: 2, pending: 48, givenUp: 0, delivered: 200 };
  expect(replayProgress({ counts, status: 'delivering' })).toBe(80);
  expect(replayProgress({ counts: { ...counts, found: 0, pending: 0 }, status: 'waiting' })).toBe(0);
  expect(replayProgress({ counts: { ...counts, found: 0, pending: 0 }, status: 'completed' })).toBe(100);
  expect(replayProgress({ counts: { ...counts, found: 1000, pending: 1 }, status: 'delivering' })).toBe(99);
});

test('a replay whose last attempt failed says so while it is tried again', () => {
  const lastFailure = { date: '2026-01-31T08:00:00Z', statusCode: 502, detail: null };
  expect(replayStatus({ status: 'delivering', lastFailure }).tone).toBe('attention');
  expect(replayStatus({ status: 'delivering', lastFailure: null }).tone).toBe('working');
});
