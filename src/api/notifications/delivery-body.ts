import { z } from 'zod';
import { deliveryStatuses } from '../../store/delivery-condition.ts';
import type { StoredDelivery } from '../../store/list-deliveries.ts';
import { readListed } from '../../store/list-notifications.ts';
import { readNotificationSizes } from '../../store/notification-sizes.ts';
import { fittingPage } from '../../store/page-bytes.ts';
import { readSubscriptions } from '../../store/list-subscriptions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { notificationBody, printNotification } from './notification-body.ts';
import { subscriptionBody, toSubscriptionBody } from './subscription-body.ts';

const isoDate = z.string().nullable();

/** One notification for one subscription; what stands after `createdDate` are additions. */
export const deliveryBody = z
  .object({
    notificationId: z.number(),
    subscriptionId: z.number(),
    status: z
      .enum(deliveryStatuses)
      .describe('created: not tried yet. retry: failed, tried again. queued: the subscription is inactive.'),
    createdDate: z.string().describe('2026-01-31T08:00:00.000Z'),
    attempts: z.number().describe('Made since it was made or released.'),
    nextAttemptDate: isoDate.describe('Null: it waits for nothing, or is queued.'),
    deliveredDate: isoDate,
    notification: notificationBody.optional().describe('With hydrate=true.'),
    subscription: subscriptionBody.optional().describe('With hydrate=true.'),
  })
  .meta({ id: 'Delivery' });

export const hydrate = z
  .enum(['true', 'false'])
  .default('false')
  .describe('true: with the notification and the subscription themselves.');

export interface Printing {
  organizationId: number;
  hydrated: boolean;
}

/** How many of the first deliveries a page of so many takes: less, where it would hold long records. */
export async function deliveriesOnPage(
  { db }: ApiDeps,
  found: StoredDelivery[],
  { pageSize, hydrated }: { pageSize: number; hydrated: boolean },
): Promise<number> {
  if (!hydrated) return pageSize;
  const page = found.slice(0, pageSize);
  const sizes = await readNotificationSizes(db, [...new Set(page.map(({ notificationId }) => notificationId))]);
  return fittingPage(page, ({ notificationId }) => sizes.get(notificationId) ?? 0);
}

/** Deliveries as JSON text, each by itself. */
export async function printDeliveries(
  deps: ApiDeps,
  deliveries: StoredDelivery[],
  { organizationId, hydrated }: Printing,
): Promise<string[]> {
  if (!hydrated) return deliveries.map((delivery) => JSON.stringify(toDeliveryBody(delivery)));
  const ids = (of: (delivery: StoredDelivery) => number) => [...new Set(deliveries.map(of))];
  const [notifications, subscriptions] = await Promise.all([
    readListed(deps, { organizationId, ids: ids((delivery) => delivery.notificationId) }),
    readSubscriptions(deps, { organizationId, ids: ids((delivery) => delivery.subscriptionId) }),
  ]);
  const print = async (delivery: StoredDelivery): Promise<string> => {
    const notification = notifications.get(delivery.notificationId);
    const subscription = subscriptions.get(delivery.subscriptionId);
    const parts = [
      JSON.stringify(toDeliveryBody(delivery)).slice(1, -1),
      ...(notification ? [`"notification":${await printNotification(deps, notification)}`] : []),
      ...(subscription ? [`"subscription":${JSON.stringify(toSubscriptionBody(subscription))}`] : []),
    ];
    return `{${parts.join(',')}}`;
  };
  return Promise.all(deliveries.map(print));
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Not hydrated. */
export const toDeliveryBody = (delivery: StoredDelivery) => ({
  notificationId: delivery.notificationId,
  subscriptionId: delivery.subscriptionId,
  status: delivery.status,
  createdDate: new Date(delivery.createdAt).toISOString(),
  attempts: delivery.attempts,
  nextAttemptDate: iso(delivery.nextAttemptAt),
  deliveredDate: iso(delivery.deliveredAt),
});
