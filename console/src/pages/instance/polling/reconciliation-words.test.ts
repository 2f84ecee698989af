import { expect, test } from 'vitest';
import type { Reconciliation } from '../instance-queries.ts';
import { driftInWords, releaseInWords } from './reconciliation-words.ts';

const none: Reconciliation['counts'] = {
  ahead: 0,
  deleted: 0,
  missedCreated: 0,
  missedUpdated: 0,
  missingOnce: 0,
  records: 0,
  remembered: 0,
  restored: 0,
  unchanged: 0,
};

test('what was missed is named, and that nothing was', () => {
  expect(driftInWords({ ...none, records: 1 })).toBe('1 record read: nothing was missed');
  expect(driftInWords({ ...none, records: 1200, missedCreated: 2, deleted: 1, unchanged: 1197 })).toMatch(
    /^1.?200 records read: 2 missed, created; 1 deleted$/,
  );
});

test('releasing tells nothing as deleted that is missing for the first time', () => {
  expect(releaseInWords({ ...none, records: 30, missingOnce: 30 })).toMatch(
    /^30 records are missing for the first time\. The next reconciliation tells them as deleted/,
  );
  expect(releaseInWords({ ...none, records: 0 })).toMatch(/^The records that were missing before as well are told/);
});
