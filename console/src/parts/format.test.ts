import { expect, test } from 'vitest';
import { printCount, printDuration, printRelative } from './format.ts';

test('a duration has at most two units that follow each other', () => {
  expect(printDuration(0)).toBe('0 s');
  expect(printDuration(59)).toBe('59 s');
  expect(printDuration(5_400)).toBe('1 h 30 min');
  expect(printDuration(90_061)).toBe('1 d 1 h');
  expect(printDuration(86_405)).toBe('1 d');
});

test('a moment is told from now, whether it has passed or not', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(printRelative('2026-01-01T00:03:00Z', now)).toBe('in 3 min');
  expect(printRelative('2025-12-31T22:00:00Z', now)).toBe('2 h ago');
  expect(printRelative('2025-12-31T23:45:38Z', now)).toBe('14 min ago');
  expect(printRelative('2025-12-31T23:59:18Z', now)).toBe('42 s ago');
  expect(printRelative('2026-01-01T00:00:00Z', now)).toBe('now');
});

test('one is singular', () => {
  expect(printCount(1, 'event')).toBe('1 event');
  expect(printCount(0, 'delivery', 'deliveries')).toBe('0 deliveries');
});
