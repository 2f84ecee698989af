import type { Log } from '../lib/log.ts';
import type { Telemetry } from '../model/telemetry.ts';
import type { ClaimedSubscription } from '../store/claim-deliveries.ts';
import type { SubscriptionSettlement } from '../store/settle-deliveries.ts';

/**
 * Tells the log and the figures of every attempt to deliver, and of a subscription that was switched off. Of what the
 * receiver answered only the status: its words, and the query of its URL, may hold secrets.
 */
export function tellAttempts(
  { log, telemetry }: { log: Log; telemetry: Telemetry },
  claimed: Pick<ClaimedSubscription, 'id' | 'url' | 'instanceId' | 'replayId'>,
  { deliveries, deactivate }: Pick<SubscriptionSettlement, 'deliveries' | 'deactivate'>,
): void {
  const host = URL.parse(claimed.url)?.host;
  const about = { subscriptionId: claimed.id, instanceId: claimed.instanceId, replayId: claimed.replayId, host };
  for (const { notificationId, status, attempts, attempt } of deliveries) {
    const { outcome, statusCode, durationMs } = attempt;
    telemetry.deliveryAttempted({ outcome, durationMs });
    const line = {
      deliveryId: `${claimed.id}-${notificationId}`,
      ...about,
      outcome,
      status: statusCode,
      attempts,
      durationMs,
    };
    if (status === 'delivered') log.debug(line, 'delivered');
    // Without a status the detail is a sentence of ours.
    else log.warn({ ...line, ...(statusCode === undefined && { reason: attempt.detail }) }, 'delivery failed');
  }
  if (deactivate !== undefined)
    log.warn({ ...about, status: deliveries.at(-1)?.attempt.statusCode }, 'subscription deactivated');
}
