import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aClaimedPoll } from '../../test/kit/claimed-poll.ts';
import { Fault, type FaultCode } from '../model/fault.ts';
import { afterFault } from './after-fault.ts';

const now = Date.UTC(2026, 0, 1);
const minute = 60_000;
const poll = (consecutiveFailures: number, intervalMs = 15 * minute) =>
  aClaimedPoll({ consecutiveFailures, intervalMs });
const at = { now, random: () => 0 };
const waitAfter = (failures: number, fault: Fault, chance = 0) =>
  (afterFault(poll(failures), fault, { now, random: () => chance }).nextPollAt ?? NaN) - now;

test('a poll that failed is tried again soon, then ever later, and never later than its interval', () => {
  const fault = new Fault('provider.unreachable', 'away');
  expect([0, 1, 2, 3, 4, 5, 6, 5000].map((failures) => waitAfter(failures, fault))).toEqual(
    [15, 30, 60, 120, 240, 480, 900, 900].map((seconds) => seconds * 1000),
  );
  expect(afterFault(poll(0), fault, at).outcome).toBe('failed');
});

test('chance only brings the next poll forward, by a fifth at most', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, chance) => {
      const fault = new Fault('provider.refused', 'no');
      const longest = waitAfter(failures, fault);
      const waited = waitAfter(failures, fault, chance);
      expect(waited).toBeLessThanOrEqual(longest);
      expect(waited).toBeGreaterThanOrEqual(longest * 0.8 - 1);
    }),
  );
});

test('an interval shorter than the first retry is kept', () => {
  expect(afterFault(poll(0, 3_000), new Fault('provider.malformed', 'html'), at).nextPollAt).toBe(now + 3_000);
});

test.each([
  ['a provider that says when to come back is obeyed', now + 2 * 3_600_000, now + 2 * 3_600_000],
  ['one that says sooner than we would is asked when we would', now + 1, now + 15_000],
  ['one that does not say is asked when we would', undefined, now + 15_000],
  ['one that says next year is asked again after a day', now + 365 * 24 * 3_600_000, now + 24 * 3_600_000],
])('%s', (_rule, retryAt, nextPollAt) => {
  const fault = new Fault('provider.throttled', 'slow down', retryAt === undefined ? {} : { retryAt });
  expect(afterFault(poll(0), fault, at)).toEqual({ outcome: 'throttled', nextPollAt });
});

test('throttling is waited out ever longer too, counted apart from failures', () => {
  const fault = new Fault('provider.throttled', 'slow down');
  const throttled = (consecutiveThrottles: number) =>
    (afterFault(aClaimedPoll({ consecutiveFailures: 7, consecutiveThrottles }), fault, at).nextPollAt ?? NaN) - now;
  expect([0, 1, 2].map(throttled)).toEqual([15_000, 30_000, 60_000]);
});

test('where the interval follows the changes, the one in force is the longest wait', () => {
  const moving = { leastIntervalMs: minute, greatestIntervalMs: 60 * minute, changesPerHour: 60 };
  const fault = new Fault('provider.unreachable', 'away');
  expect(afterFault({ ...poll(9), ...moving }, fault, at).nextPollAt).toBe(now + minute);
});

test('credentials that were refused for good wait for their owner', () => {
  const fault = new Fault('instance.reconnect', 'connect again');
  expect(afterFault(poll(0), fault, at)).toEqual({ outcome: 'reconnect', nextPollAt: undefined });
});

test.each<FaultCode>(['provider.unauthorized', 'configuration.invalid', 'internal'])('%s is tried again', (code) => {
  expect(afterFault(poll(0), new Fault(code, 'x'), at)).toEqual({ outcome: 'failed', nextPollAt: now + 15_000 });
});
