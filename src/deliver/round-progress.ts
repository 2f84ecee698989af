import { recordKeys } from '../model/record-key.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../store/claim-deliveries.ts';
import { allWait, type DeliverySettlement, type SubscriptionSettlement } from '../store/settle-deliveries.ts';
import type { MadeAttempt } from './attempt.ts';
import type { NextState } from './decide.ts';

/** What came of the deliveries of one claim so far. */
export interface RoundProgress {
  settled: DeliverySettlement[];
  failuresInARow: number;
  /** Something failed, took long or could not be sent. */
  slow: boolean;
  deactivate: string | undefined;
  /** Epoch milliseconds from which the endpoint's own limit lets something through again; undefined: it did not stop us. */
  limitedUntil: number | undefined;
}

export interface MadeDelivery {
  delivery: OutstandingDelivery;
  made: MadeAttempt;
  next: NextState;
}

/** This many failures in a row mean that the endpoint is down, and not that one notification is at fault. */
const failuresToPause = 2;

/** Whoever answers later than this is sent to in the lane of the slow ones. */
const slowAnswerMs = 5_000;

/** What is outstanding and could not even be read is looked at again after this time. */
const lookAgainMs = 60_000;

export const newProgress = (): RoundProgress => ({
  settled: [],
  failuresInARow: 0,
  slow: false,
  deactivate: undefined,
  limitedUntil: undefined,
});

/** Nothing further is to be begun. */
export const isStopped = ({ deactivate, limitedUntil, failuresInARow }: RoundProgress): boolean =>
  deactivate !== undefined || limitedUntil !== undefined || failuresInARow >= failuresToPause;

/** Notes that the endpoint's own limit stood in the way, which is no attempt; answers that it was not acknowledged. */
export function noteLimit(progress: RoundProgress, retryAt: number): false {
  progress.limitedUntil = Math.max(progress.limitedUntil ?? 0, retryAt);
  progress.slow = true;
  return false;
}

/** Notes an attempt and answers whether it was acknowledged. */
export function noteAttempt(progress: RoundProgress, { delivery, made, next }: MadeDelivery): boolean {
  const delivered = next.kind === 'delivered';
  const { outcome, startedAt, durationMs, url, requestHeaders, responseHeaders, responseBody } = made;
  progress.failuresInARow = delivered ? 0 : progress.failuresInARow + 1;
  progress.slow ||= !delivered || durationMs > slowAnswerMs;
  if (next.kind === 'deactivate') progress.deactivate ??= next.reason;
  progress.settled.push({
    notificationId: delivery.notification.id,
    status: delivered ? 'delivered' : 'retry',
    attempts: delivery.attempts + 1,
    nextAttemptAt: next.kind === 'retry' ? next.at : undefined,
    attempt: {
      startedAt,
      durationMs,
      outcome: outcome.kind,
      statusCode: outcome.statusCode,
      detail: detailOf(made),
      url,
      requestHeaders,
      responseHeaders,
      responseBody,
    },
  });
  return delivered;
}

const detailOf = ({ outcome, redirectedTo }: MadeAttempt): string | undefined => {
  if (outcome.kind === 'failed') return outcome.detail;
  return redirectedTo.length > 0 ? `Redirected to ${redirectedTo.join(', then ')}.` : undefined;
};

/**
 * What is to be settled. A failed delivery, and what it holds back, waits for the earliest retry; what was not begun, and
 * what came in the meantime, is due at once, unless the endpoint is down or limits what it gets.
 */
export function settlementOf(
  claimed: ClaimedSubscription,
  progress: RoundProgress,
  now: number,
): SubscriptionSettlement {
  const { settled, deactivate, limitedUntil } = progress;
  const resting = deactivate === undefined && progress.failuresInARow >= failuresToPause;
  const retries = settled.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []);
  const waits = claimed.heldUntil === undefined ? retries : [claimed.heldUntil, ...retries];
  const delivered = settled.filter(({ status }) => status === 'delivered').length;
  const { waiting, free } = countWaiting(claimed, settled);
  // All that was outstanding: what comes later is more than that.
  const allKnown = claimed.pending - delivered;
  const nothingToDo = settled.length === 0 && free === 0;
  return {
    subscriptionId: claimed.id,
    fence: claimed.fence,
    leaseUntil: claimed.leaseUntil,
    now,
    deliveries: settled,
    deactivate,
    resting,
    waiting: resting || limitedUntil !== undefined ? allWait : nothingToDo ? allKnown : waiting,
    retryAt: limitedUntil ?? (waits.length > 0 ? Math.min(...waits) : allKnown > 0 ? now + lookAgainMs : undefined),
    slow: progress.slow || (settled.length === 0 && claimed.slow),
  };
}

/** How many of those claimed have to wait for a retry, their own or that of an earlier one; `free` may go at once. */
function countWaiting({ deliveries, held }: ClaimedSubscription, settled: DeliverySettlement[]) {
  const statusOf = new Map(settled.map(({ notificationId, status }) => [notificationId, status]));
  const heldKeys = new Set<string>();
  let [waiting, free] = [held, 0];
  for (const { notification } of deliveries) {
    const status = statusOf.get(notification.id);
    if (status === 'delivered') continue;
    const keys = recordKeys(notification);
    if (status === 'retry' || keys.some((key) => heldKeys.has(key))) {
      for (const key of keys) heldKeys.add(key);
      waiting++;
    } else free++;
  }
  return { waiting, free };
}
