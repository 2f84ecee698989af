import { expect, test } from 'vitest';
import { judgeHealth, type InstanceFacts, type PollFacts, type SubscriptionFacts } from './instance-health.ts';

const now = Date.UTC(2026, 0, 31);
const hour = 3_600_000;

const poll = (values: Partial<PollFacts> = {}): PollFacts => ({
  resource: 'contacts',
  enabled: true,
  intervalMs: 900_000,
  completeUpTo: (now - hour) * 1000,
  nextPollAt: now + 60_000,
  failures: 0,
  fault: null,
  throttles: 0,
  pausedAt: null,
  overdueSince: null,
  heldReconciliationId: null,
  ...values,
});

const subscription = (values: Partial<SubscriptionFacts> = {}): SubscriptionFacts => ({
  id: 7,
  own: true,
  url: 'https://app.example.com/events',
  active: true,
  offByOwner: false,
  resting: false,
  retrying: false,
  reason: null,
  pending: 0,
  oldestAt: null,
  ...values,
});

const judged = (facts: Partial<InstanceFacts>) =>
  judgeHealth(
    {
      instanceId: 1,
      disabled: false,
      refusedBecause: null,
      eventsEnabled: true,
      polls: [poll()],
      subscriptions: [subscription()],
      failedRegistrations: 0,
      failedWebhooks: 0,
      lastEventAt: null,
      ...facts,
    },
    now,
  );
const summary = (facts: Partial<InstanceFacts>) => {
  const { status, reasons } = judged(facts);
  return [status, ...reasons.map(({ code }) => code)];
};

test('an instance without a reason is healthy, and so is one that only takes calls', () => {
  expect(summary({})).toEqual(['healthy']);
  expect(summary({ polls: [], subscriptions: [], eventsEnabled: false })).toEqual(['healthy']);
});

test('the status is that of the worst reason, which comes first', () => {
  const polls = [poll({ failures: 1 }), poll({ resource: 'deals', pausedAt: now })];
  const subscriptions = [subscription({ resting: true, pending: 3, oldestAt: now - hour })];
  expect(summary({ polls, subscriptions })).toEqual(['paused', 'polling.paused', 'delivery.failing', 'polling.failed']);
  expect(summary({ polls, subscriptions, refusedBecause: 'revoked' })[0]).toBe('reconnect');
});

test('of a disabled instance nothing else matters', () => {
  const polls = [poll({ failures: 9 })];
  expect(summary({ disabled: true, polls, failedWebhooks: 2 })).toEqual(['disabled', 'disabled']);
});

test.each([
  [{ failures: 2 }, 'attention', 'polling.failed'],
  [{ failures: 3 }, 'failing', 'polling.failing'],
  [{ throttles: 3 }, 'attention', 'polling.throttled'],
  [{ overdueSince: now }, 'attention', 'polling.overdue'],
  [{ heldReconciliationId: 5 }, 'attention', 'reconciliation.held'],
  [{ completeUpTo: (now - 194 * hour) * 1000 }, 'attention', 'polling.behind'],
])('a poll with %j makes the instance %s: %s', (values, status, code) => {
  expect(summary({ polls: [poll(values)] })).toEqual([status, code]);
  expect(summary({ polls: [poll({ ...values, enabled: false })] })).toEqual(['healthy']);
});

test('what is not polled any more is not told to be behind though its polls succeed', () => {
  const polls = [poll({ completeUpTo: (now - 200 * hour) * 1000, nextPollAt: null })];
  expect(summary({ polls })).toEqual(['healthy']);
  const others = [poll({ completeUpTo: (now - 200 * hour) * 1000 })];
  expect(summary({ polls: others, refusedBecause: 'revoked' })).toEqual(['reconnect', 'reconnect']);
});

test.each([
  [{ active: false, reason: '6 attempts failed', pending: 1 }, ['failing', 'delivery.stopped'], 1],
  [{ active: false, own: false, offByOwner: true, pending: 1 }, ['healthy'], 0],
  [{ active: false, pending: 0 }, ['healthy'], 0],
  [{ resting: true, pending: 1 }, ['failing', 'delivery.failing'], 1],
  [{ retrying: true, pending: 1, oldestAt: now - 1 }, ['attention', 'delivery.retrying'], 0],
  [{ pending: 1, oldestAt: now - hour }, ['attention', 'delivery.late'], 0],
  [{ pending: 1, oldestAt: now - hour + 1 }, ['healthy'], 0],
])('a subscription with %j makes it %j', (values, expected, failing) => {
  const facts = { subscriptions: [subscription(values)] };
  expect(summary(facts)).toEqual(expected);
  expect(judged(facts).failingSubscriptions).toHaveLength(failing);
});

test('events that wait because they are switched off are no failure', () => {
  const subscriptions = [subscription({ active: false, pending: 4 })];
  expect(summary({ eventsEnabled: false, subscriptions })).toEqual(['healthy']);
});

test('it is complete up to where the least complete resource is, and not known where one is not', () => {
  const polls = [poll(), poll({ completeUpTo: (now - 2 * hour) * 1000, nextPollAt: now })];
  expect(judged({ polls })).toMatchObject({ completeUpTo: (now - 2 * hour) * 1000, lagMs: 2 * hour, nextPollAt: now });
  expect(judged({ polls: [...polls, poll({ completeUpTo: null })] })).toMatchObject({
    completeUpTo: null,
    lagMs: null,
  });
});

test('what waits is counted over all subscriptions, with the oldest', () => {
  const subscriptions = [
    subscription({ pending: 2, oldestAt: now - 5 }),
    subscription({ id: 8, own: false, pending: 3, oldestAt: now - 9 }),
  ];
  expect(judged({ subscriptions })).toMatchObject({ outstanding: 5, oldestOutstandingAt: now - 9 });
});
