import { expect, test } from 'vitest';
import { deliveryStatus, eventStatus, type EventDelivery, type EventRecord } from './event-status.ts';

const none = { created: 0, retry: 0, queued: 0, delivered: 0 };

test.each<[EventRecord['status'], Partial<EventRecord['deliveries']>, string, string]>([
  ['NEW', {}, 'neutral', 'Nobody to tell'],
  ['RECEIVED', { created: 1 }, 'waiting', 'To be sent'],
  ['RECEIVED', { queued: 1 }, 'paused', 'Waits'],
  ['DISPATCHED', { created: 1 }, 'waiting', 'To be sent again'],
  ['DISPATCHED', { retry: 1 }, 'bad', 'Failed, tried again'],
  ['DISPATCHED', { queued: 1 }, 'bad', 'Failed, waits'],
  ['NOTIFIED', { delivered: 1 }, 'good', 'Delivered'],
  ['NOTIFIED', { delivered: 1, retry: 1 }, 'attention', 'Partly delivered'],
  ['CONSUMED', { retry: 1 }, 'good', 'Acknowledged'],
])('an event that is %s with %j is %s: %s', (status, deliveries, tone, word) => {
  expect(eventStatus({ status, deliveries: { ...none, ...deliveries } })).toEqual({ tone, word });
});

test('a delivery that waits says whether it was refused before', () => {
  const exchange = { outcome: 'failed' } as EventDelivery['exchanges'][number];
  expect(deliveryStatus({ status: 'queued', exchanges: [] }).word).toBe('Waits');
  expect(deliveryStatus({ status: 'queued', exchanges: [exchange] }).word).toBe('Failed, waits');
  expect(deliveryStatus({ status: 'delivered', exchanges: [exchange] }).tone).toBe('good');
});
