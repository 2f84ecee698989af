import { z } from 'zod';
import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import type { StoredSubscription } from '../../store/list-subscriptions.ts';

/** A subscription as the contract shows it; what stands after `active` are additions. */
export const subscriptionBody = z
  .object({
    id: z.number(),
    channel: z.literal('webhook'),
    topics: z.array(z.string()),
    config: z
      .record(z.string(), z.string())
      .describe(`url, and its own settings; ${maskedValue} for secrets. Of an instance: url alone, if it has one.`),
    active: z.boolean().describe('False: what is told is kept, queued, until it is switched on again.'),
    inactiveReason: z.string().nullable(),
    pending: z.number().describe('Deliveries that are not delivered yet.'),
    resting: z.boolean().describe('Its endpoint is down: nothing is sent before nextAttemptDate.'),
    nextAttemptDate: z.string().nullable().describe('Null: nothing is due.'),
    instanceId: z
      .number()
      .nullable()
      .describe('The instance whose configuration makes it; null: it was made for its topics.'),
    createdDate: z.string().describe('2026-01-31T08:00:00.000Z'),
  })
  .meta({ id: 'Subscription' });

export type SubscriptionBody = z.output<typeof subscriptionBody>;

export function toSubscriptionBody(subscription: StoredSubscription): SubscriptionBody {
  const { id, topics, url, settings, active, inactiveReason, pending, resting, nextDueAt, instanceId } = subscription;
  const shown = Object.entries(settings).map(([key, value]) => [key, isSecretKey(key, []) ? maskedValue : value]);
  return {
    id,
    channel: 'webhook',
    topics,
    config: { ...(url !== '' && { url }), ...(Object.fromEntries(shown) as Record<string, string>) },
    active,
    inactiveReason: inactiveReason ?? null,
    pending,
    resting,
    nextAttemptDate: nextDueAt === undefined ? null : new Date(nextDueAt).toISOString(),
    instanceId: instanceId ?? null,
    createdDate: new Date(subscription.createdAt).toISOString(),
  };
}
