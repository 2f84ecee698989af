import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { runInOrder } from '../lib/run-in-order.ts';
import type { Egress } from '../egress/egress.ts';
import { newFindings } from '../model/findings/findings.ts';
import { readNotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../store/claim-deliveries.ts';
import type { DeliverySettlement, SubscriptionSettlement } from '../store/settle-deliveries.ts';
import { attempt, type Attempt } from './attempt.ts';
import { decide, type NextState } from './decide.ts';
import { renderNotification } from './render-notification.ts';

export interface DeliverDeps {
  egress: Pick<Egress, 'request'>;
  clock: Clock;
  random: Random;
  /** The hub of a connector, for `hubKey`. */
  hubOf: (connectorKey: string) => string;
}

/** Requests to one endpoint at a time. */
const concurrency = 8;

/** This many failures in a row mean that the endpoint is down, and not that one notification is at fault. */
const failuresToPause = 2;

/** No request is begun after this time, so that the claim outlasts the last one (30 s time-out). */
const sendingTimeMs = 20_000;

/** How long a subscription is claimed: sending time, one time-out, and room to settle. */
export const deliveryLeaseMs = 90_000;

/**
 * Sends what a subscription has outstanding, oldest first, several at a time. Of two notifications that hold the same
 * record the later waits until the earlier is delivered, over retries too. Answers what is to be settled. When `signal`
 * aborts, requests under way are finished and no further one is begun.
 */
export async function deliverOutstanding(
  deps: DeliverDeps,
  claimed: ClaimedSubscription,
  signal?: AbortSignal,
): Promise<SubscriptionSettlement> {
  const begun = deps.clock.now();
  const progress = newProgress();
  const attemptOf = attempter(deps, claimed);
  const send = async (delivery: OutstandingDelivery) => {
    const made = await attemptOf(delivery);
    if (signal?.aborted && wasCut(made)) return false;
    const attempts = delivery.attempts + 1;
    return record(progress, {
      delivery,
      made,
      next: decide(attempts, made.outcome, { now: deps.clock.now(), random: deps.random }),
    });
  };
  const hold = (until: number) => {
    progress.waits.push(until);
    return Promise.resolve(false);
  };
  const tasks = claimed.deliveries.map((delivery) => ({
    keys: delivery.notification.events.map((event) => `${delivery.notification.resource}\n${event.recordId}`),
    run: () => (delivery.nextAttemptAt > begun ? hold(delivery.nextAttemptAt) : send(delivery)),
  }));
  const outOfTime = () => signal?.aborted === true || deps.clock.now() - begun > sendingTimeMs;
  await runInOrder(tasks, { concurrency, stop: () => isPaused(progress) || outOfTime() });
  return settlement(claimed, progress, { now: deps.clock.now(), cutShort: outOfTime() });
}

/** Cut off by our own shutdown: not the receiver's failure, hence no attempt. It is due again at the next start. */
const wasCut = ({ outcome }: Attempt) => outcome.kind === 'failed' && outcome.statusCode === undefined;

interface Progress {
  settled: DeliverySettlement[];
  /** When deliveries that wait are due. */
  waits: number[];
  failuresInARow: number;
  deactivate: string | undefined;
}

const newProgress = (): Progress => ({ settled: [], waits: [], failuresInARow: 0, deactivate: undefined });

const isPaused = (progress: Progress) =>
  progress.deactivate !== undefined || progress.failuresInARow >= failuresToPause;

/** Makes one attempt; what is the same for all deliveries of a subscription is read once. */
function attempter(deps: DeliverDeps, { instance, id, url }: ClaimedSubscription) {
  const settings = readNotificationSettings(newFindings(), instance.configuration);
  const context = { instance, hub: deps.hubOf(instance.connectorKey) };
  return ({ notification }: OutstandingDelivery): Promise<Attempt> => {
    const body = renderNotification(context, notification);
    return attempt(deps, { url, subscriptionId: id, notificationId: notification.id, body, settings });
  };
}

interface Made {
  delivery: OutstandingDelivery;
  made: Attempt;
  next: NextState;
}

/** Notes an attempt and answers whether it was acknowledged. */
function record(progress: Progress, { delivery, made, next }: Made): boolean {
  const delivered = next.kind === 'delivered';
  const { outcome, startedAt, durationMs } = made;
  progress.failuresInARow = delivered ? 0 : progress.failuresInARow + 1;
  if (next.kind === 'retry') progress.waits.push(next.at);
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
      detail: outcome.kind === 'failed' ? outcome.detail : undefined,
    },
  });
  return delivered;
}

/**
 * What cannot go now waits for the earliest retry. Whatever else is outstanding is due at once, unless the endpoint is
 * down, or nothing at all could be sent.
 */
function settlement(
  claimed: ClaimedSubscription,
  progress: Progress,
  at: { now: number; cutShort: boolean },
): SubscriptionSettlement {
  const { settled, waits, deactivate } = progress;
  const undelivered = claimed.deliveries.length - settled.filter((one) => one.status === 'delivered').length;
  const restsAltogether = isPaused(progress) || (settled.length === 0 && !at.cutShort);
  return {
    subscriptionId: claimed.id,
    fence: claimed.fence,
    now: at.now,
    deliveries: settled,
    deactivate,
    resting: isPaused(progress),
    waiting: restsAltogether ? Number.MAX_SAFE_INTEGER : at.cutShort ? 0 : undelivered,
    retryAt: waits.length > 0 ? Math.min(...waits) : undefined,
  };
}
