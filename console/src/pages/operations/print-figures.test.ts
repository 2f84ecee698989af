import { expect, test } from 'vitest';
import { printLimit, printMilliseconds, printShare, printUnderWay } from './print-figures.ts';

test('a time of answering is as exact as it is of use', () => {
  expect([12.4, 999, 1_234, 12_000, 61_000].map(printMilliseconds)).toEqual([
    '12 ms',
    '999 ms',
    '1.2 s',
    '12 s',
    '1 min 1 s',
  ]);
});

test('a share is never rounded to none or all', () => {
  expect(printShare(0, 10)).toBe('0 %');
  expect(printShare(1, 10_000)).toBe('1 %');
  expect(printShare(9_999, 10_000)).toBe('99 %');
  expect(printShare(10, 10)).toBe('100 %');
  expect(printShare(0, 0)).toBe('0 %');
});

test('what a process does is told in words', () => {
  expect(printUnderWay({ polls: 3, deliveries: 1, webhooks: 0 })).toBe('3 polls, 1 subscription sent to');
  expect(printUnderWay({})).toBe('nothing at this moment');
});

test('a limit is told with its stretch of time', () => {
  expect(printLimit({ requests: 100, seconds: 10 })).toBe('100 requests in 10 s');
  expect(printLimit({ requests: 1, seconds: 0.5 })).toBe('1 request in 500 ms');
});
