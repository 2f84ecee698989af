import { expect, test } from 'vitest';
import { pollsWithoutDates, previewFaults } from './preview-faults.ts';
import type { PollingPreview } from './preview-words.ts';

const preview = (values: Partial<PollingPreview>): PollingPreview => ({
  definition: { url: '/hubs/crm/articles' },
  issues: [],
  warnings: [],
  times: [],
  lastPollDate: '2026-01-31T08:00:00Z',
  now: '2026-01-31T08:15:00Z',
  ...values,
});
const resource = { found: false, paths: [], filters: [], orders: [] };

test('a resource that the connector does not have cannot be polled', () => {
  const requests = { requests: [], more: 0, filteredHere: [], notes: [], unknown: 'it has accounts' };
  expect(previewFaults(preview({ resource, requests }))).toEqual([
    { path: 'definition.url', message: 'it has accounts' },
  ]);
  expect(previewFaults(preview({ resource: { ...resource, found: true } }))).toEqual([]);
});

test('what is wrong with the supposition of the preview is no fault of the resource', () => {
  const issues = [
    { path: 'lastPollDate', message: 'too old' },
    { path: 'definition.pageSize', message: 'not a number' },
  ];
  expect(previewFaults(preview({ issues }))).toEqual([issues[1]]);
});

test('a resource without a date field is polled by its content', () => {
  expect(pollsWithoutDates(preview({}))).toBe(true);
  const dates = { datesConfiguration: { updatedDateField: 'updatedAt' } };
  expect(pollsWithoutDates(preview({ definition: { url: '/x', ...dates } }))).toBe(false);
});
