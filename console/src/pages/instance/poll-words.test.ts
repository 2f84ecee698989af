import { expect, test } from 'vitest';
import type { PollReport, PollRun, PollStatus } from './instance-queries.ts';
import {
  changesInWords,
  effortInWords,
  intervalInWords,
  latenessInWords,
  reportsInWords,
  runInWords,
} from './poll-words.ts';

const counts = { requests: 1, pages: 1, records: 0, created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 };
const report = (values: Partial<PollReport>): PollReport => ({
  resource: 'contacts',
  dryRun: false,
  outcome: 'completed',
  error: null,
  counts,
  scans: [],
  ...values,
});

test('only changes that there are are named', () => {
  expect(changesInWords({ created: 2, updated: 0, deleted: 1 })).toBe('2 created, 1 deleted');
  expect(changesInWords(counts)).toBe('nothing new');
});

test('a poll of several resources is told in one line, with the reason where one failed', () => {
  const failed = report({
    resource: 'deals',
    outcome: 'failed',
    error: { code: 'provider.refused', message: 'It said no.' },
  });
  expect(reportsInWords([report({ counts: { ...counts, created: 1 } }), failed])).toBe(
    'contacts: 1 created. deals: It said no.',
  );
  expect(reportsInWords([])).toContain('Nothing was polled');
});

test('ignored and deferred records are told only where there are any', () => {
  expect(effortInWords(counts)).toBe('1 request, 0 records');
  expect(effortInWords({ ...counts, requests: 2, records: 3, ignored: 2, deferred: 1 })).toBe(
    '2 requests, 3 records, 2 ignored, 1 deferred',
  );
});

test('an interval that follows the changes names its bounds', () => {
  const fixed = { intervalMinutes: 15, leastIntervalMinutes: null, greatestIntervalMinutes: null } as PollStatus;
  expect(intervalInWords(fixed)).toBe('every 15 min');
  expect(intervalInWords({ ...fixed, leastIntervalMinutes: 1, greatestIntervalMinutes: 60 })).toBe(
    'every 15 min, following the changes between 1 min and 1 h',
  );
});

test('lateness is told with its greatest bound', () => {
  expect(latenessInWords({ learned: [], settleSeconds: 120 })).toBe(
    'No record has become visible late so far. The last 2 min are read again and again.',
  );
  const learned = [
    { upToSeconds: 8, count: 2 },
    { upToSeconds: 64, count: 1 },
  ];
  expect(latenessInWords({ learned, settleSeconds: null })).toBe(
    '3 records have become visible late, by up to 1 min 4 s.',
  );
});

test('idle polls that share an entry are counted', () => {
  const run = { outcome: 'completed', polls: 3, counts } as PollRun;
  expect(runInWords(run)).toBe('3 polls, nothing new');
  expect(runInWords({ ...run, polls: 1, counts: { ...counts, updated: 4 } })).toBe('4 updated');
  expect(runInWords({ ...run, polls: 1, outcome: 'throttled' })).toBe('Throttled');
});
