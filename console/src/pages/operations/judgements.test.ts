import { expect, test } from 'vitest';
import { judgeAll, judgeDeliveries, judgePolls, judgeWebhooks, judgeWorkers } from './judgements.ts';
import type { Operations, QueueFigures, Worker } from './operations-queries.ts';

const date = '2026-01-31T08:00:00.000Z';
const before = (seconds: number) => new Date(Date.parse(date) - seconds * 1000).toISOString();
const none = { subscriptions: 0, outstanding: 0, oldestDate: null };
const calm: QueueFigures = {
  polls: { running: 0, due: 0, waiting: 3, paused: 0, off: 0, overdue: 0, lagMs: { half: 1000, most: 2000 } },
  deliveries: { active: none, resting: none, inactive: none },
  webhooks: { waiting: 0, oldestDate: null },
  replays: 0,
  reconciliations: 0,
};
const waiting = (seconds: number): QueueFigures => ({
  ...calm,
  deliveries: { ...calm.deliveries, active: { subscriptions: 1, outstanding: 4, oldestDate: before(seconds) } },
});

test('deliveries are judged by how long the oldest has waited, not by how many wait', () => {
  expect(judgeDeliveries(calm, date)).toEqual({ tone: 'good', text: 'Everything is delivered' });
  expect(judgeDeliveries(waiting(59), date)).toEqual({ tone: 'good', text: 'Deliveries keep up' });
  expect(judgeDeliveries(waiting(60), date)).toEqual({ tone: 'attention', text: 'Deliveries are late by 1 min' });
  expect(judgeDeliveries(waiting(3_600), date)).toEqual({ tone: 'bad', text: 'Deliveries are late by 1 h' });
});

test('an endpoint that is down is told, and does not make the others late', () => {
  const resting = { subscriptions: 2, outstanding: 9, oldestDate: before(9_000) };
  const queue = { ...calm, deliveries: { ...calm.deliveries, resting } };
  expect(judgeDeliveries(queue, date)).toEqual({
    tone: 'attention',
    text: '2 endpoints down; all others are up to date',
  });
});

test('a poll that is overdue is bad, one that is due is not', () => {
  expect(judgePolls({ ...calm, polls: { ...calm.polls, due: 5 } }).tone).toBe('good');
  expect(judgePolls({ ...calm, polls: { ...calm.polls, overdue: 1 } })).toEqual({
    tone: 'bad',
    text: '1 poll should have run and did not',
  });
  expect(judgePolls({ ...calm, polls: { ...calm.polls, waiting: 0 } }).text).toBe('Nothing is polled');
});

test('the inbox is judged by its size and its oldest webhook', () => {
  const inbox = (count: number, seconds: number) =>
    judgeWebhooks({ ...calm, webhooks: { waiting: count, oldestDate: before(seconds) } }, date).tone;
  expect([inbox(0, 0), inbox(5, 10), inbox(5, 100), inbox(5_000, 10)]).toEqual([
    'good',
    'good',
    'attention',
    'attention',
  ]);
});

test('somebody must work, and who was lost is told', () => {
  const worker: Worker = {
    host: 'h',
    pid: 1,
    roles: ['api', 'worker'],
    state: 'alive',
    startedDate: date,
    lastSeenDate: date,
    underWay: {},
  };
  expect(judgeWorkers(undefined)).toBeUndefined();
  expect(judgeWorkers([{ ...worker, roles: ['api'] }])?.tone).toBe('bad');
  expect(judgeWorkers([{ ...worker, state: 'lost' }])?.tone).toBe('bad');
  expect(judgeWorkers([worker, { ...worker, state: 'lost' }])?.text).toBe('1 process lost');
  expect(judgeWorkers([worker])?.tone).toBe('good');
});

test('in one word: the worst of all, and an exception is no falling behind', () => {
  const operations: Operations = {
    date,
    queue: calm,
    oldestUndelivered: null,
    endpoints: [],
    stoppedSubscriptions: { total: 0, subscriptions: [] },
    pausedPolling: { total: 0, instances: [] },
    quotas: [],
    server: null,
  };
  expect(judgeAll(operations).text).toBe('Keeps up');
  expect(judgeAll({ ...operations, pausedPolling: { total: 1, instances: [] } }).text).toBe(
    'Keeps up, with exceptions',
  );
  expect(judgeAll({ ...operations, queue: waiting(3_600) }).text).toBe('Falls behind');
});
