import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFailurePolicy, readRetrySchedule, retrySchedules } from './delivery-policy.ts';
import { newFindings } from './findings/findings.ts';

const read = (text: string | undefined) => {
  const findings = newFindings();
  const schedule = readRetrySchedule(findings, 'x.schedule', text);
  return { schedule, issues: findings.issues };
};

test.each([
  ['standard', retrySchedules.standard],
  [' Extended ', retrySchedules.extended],
  ['10, 60,300', [10, 60, 300]],
  ['604800', [604_800]],
  ['', undefined],
  [undefined, undefined],
])('the schedule %j is read', (text, schedule) => {
  expect(read(text)).toEqual({ schedule, issues: [] });
});

test('every list of 1 to 20 whole numbers of seconds up to a week is a schedule', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 604_800 }), { minLength: 1, maxLength: 20 }), (seconds) => {
      expect(read(seconds.join(','))).toEqual({ schedule: seconds, issues: [] });
    }),
  );
});

test.each([
  ['fast', 'found "fast"; allowed: standard, extended, or 1 to 20 whole numbers'],
  ['standrad', 'found "standrad"; allowed: standard'],
  ['10,0', 'item 2: "0"'],
  ['10,,300', 'item 2: ""'],
  ['10,60.5', 'item 2: "60.5"'],
  ['604801', 'from 1 to 604800'],
  ['-8', 'found "-8"'],
  ['1e3', 'found "1e3"'],
  [Array.from({ length: 21 }, () => '1').join(','), '1 to 20'],
])('the schedule %j is refused with its place, what was found and what is allowed', (text, words) => {
  const { schedule, issues } = read(text);
  expect(schedule).toBeUndefined();
  expect(issues).toEqual([{ path: 'x.schedule', message: expect.stringContaining(words) as string }]);
});

test('a failure policy is retry or queue', () => {
  const findings = newFindings();
  expect(readFailurePolicy(findings, 'p', 'Queue')).toBe('queue');
  expect(readFailurePolicy(findings, 'p', 'drop')).toBeUndefined();
  expect(findings.issues).toEqual([{ path: 'p', message: 'found "drop"; allowed: retry, queue' }]);
});
