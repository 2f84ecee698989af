import { createHash } from 'node:crypto';
import type { BudgetLimit } from '../lib/budget-window.ts';
import type { RequestBudget } from '../egress/egress-messages.ts';
import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';

export interface Endpoint {
  organizationId: number;
  url: string;
}

/** Who would have to wait longer goes back to the queue: meanwhile others may be sent to. */
const longestWaitMs = 10_000;
const noLimits: readonly BudgetLimit[] = [];

/**
 * What may be sent to an endpoint, whichever of its organisation's subscriptions it is for. A rate limit is shared by all
 * processes; requests at a time are counted in each of them, without asking the database for every request.
 */
export function endpointBudget(
  { organizationId, url }: Endpoint,
  { concurrency, rateLimit }: Pick<NotificationSettings, 'concurrency' | 'rateLimit'>,
): RequestBudget {
  if (rateLimit === undefined) {
    return { key: `callback:${organizationId}:${url}`, limits: noLimits, concurrency, longestWaitMs, local: true };
  }
  const hash = createHash('sha256').update(url).digest('base64url');
  return { key: `limited-callback:${organizationId}:${hash}`, limits: [rateLimit], concurrency, longestWaitMs };
}
