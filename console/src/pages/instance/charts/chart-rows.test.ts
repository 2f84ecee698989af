import { expect, test } from 'vitest';
import { sumOf, typeRows, typesOf } from './chart-rows.ts';

const counts = [
  {
    records: [
      { eventType: 'moved', count: 1 },
      { eventType: 'UPDATED', count: 5 },
    ],
    total: 6,
    timestamp: '2026-01-31T08:00:00.000Z',
  },
  { records: [{ eventType: 'CREATED', count: 2 }], total: 2, timestamp: '2026-01-31T09:00:00.000Z' },
];

test('every interval has a figure for every type, the usual types first', () => {
  expect(typesOf(counts)).toEqual(['CREATED', 'UPDATED', 'moved']);
  expect(typeRows(counts)).toEqual([
    { timestamp: '2026-01-31T08:00:00.000Z', CREATED: 0, UPDATED: 5, moved: 1 },
    { timestamp: '2026-01-31T09:00:00.000Z', CREATED: 2, UPDATED: 0, moved: 0 },
  ]);
  expect(sumOf(typeRows(counts), 'UPDATED')).toBe(5);
});
