import { lagQuantiles, type QueueFigures, type SubscriptionFigures } from '../../model/queue-figures.ts';
import type { WorkCounts } from '../../store/count-work.ts';
import type { QueueBody } from './operations-body.ts';

export const isoDate = (ms: number): string => new Date(ms).toISOString();
export const isoDateOrNull = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : isoDate(ms);

export function toQueueBody({ polls, lagMs, subscriptions, webhooks }: QueueFigures, work: WorkCounts): QueueBody {
  const half = lagMs[lagQuantiles.indexOf(0.5)];
  const most = lagMs[lagQuantiles.indexOf(1)];
  return {
    polls: {
      ...polls,
      overdue: work.overduePolls,
      lagMs: half === undefined || most === undefined ? null : { half, most },
    },
    deliveries: {
      active: toFigures(subscriptions.active),
      resting: toFigures(subscriptions.resting),
      inactive: toFigures(subscriptions.inactive),
    },
    webhooks: { waiting: webhooks.waiting, oldestDate: isoDateOrNull(webhooks.oldestAt) },
    replays: work.replays,
    reconciliations: work.reconciliations,
  };
}

const toFigures = ({ count, outstanding, oldestAt }: SubscriptionFigures) => ({
  subscriptions: count,
  outstanding,
  oldestDate: isoDateOrNull(oldestAt),
});
