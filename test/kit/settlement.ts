import type { ClaimedSubscription } from '../../src/store/claim-deliveries.ts';
import type { DeliverySettlement, SubscriptionSettlement } from '../../src/store/settle-deliveries.ts';
import { storeNow as now } from './stored-instance.ts';

const attempt = {
  startedAt: now,
  durationMs: 12.6,
  outcome: 'delivered',
  statusCode: 200,
  detail: undefined,
  url: 'http://127.0.0.1:9/callback',
  requestHeaders: { 'webhook-id': '6-1' },
  responseHeaders: { server: 'one' },
  responseBody: 'thanks',
};

/** What came of a delivery: delivered, or to be tried again then. */
export function settled(notificationId: number, nextAttemptAt?: number): DeliverySettlement {
  if (nextAttemptAt === undefined) return { notificationId, status: 'delivered', attempts: 1, nextAttemptAt, attempt };
  const failed = { ...attempt, outcome: 'failed', statusCode: 500, detail: 'HTTP 500: \0' };
  return { notificationId, status: 'retry', attempts: 1, nextAttemptAt, attempt: failed };
}

/** The end of a claim at `storeNow`, with nothing done and nothing waiting. */
export const settlement = (
  { id, fence, leaseUntil }: ClaimedSubscription,
  values: Partial<SubscriptionSettlement> = {},
): SubscriptionSettlement => ({
  subscriptionId: id,
  fence,
  leaseUntil,
  now,
  deliveries: [],
  deactivate: undefined,
  resting: false,
  waiting: 0,
  retryAt: undefined,
  slow: false,
  ...values,
});
