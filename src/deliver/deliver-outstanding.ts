import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { runInOrder } from '../lib/run-in-order.ts';
import type { Egress } from '../egress/egress.ts';
import { deliverySettings, type DeliverySettings } from '../model/instance-configuration/delivery-settings.ts';
import type { Notification, WebhookRaw } from '../model/event.ts';
import { recordKeys } from '../model/record-key.ts';
import type { ClaimedSubscription, OutstandingDelivery } from '../store/claim-deliveries.ts';
import type { DeliverySettlement, SubscriptionSettlement } from '../store/settle-deliveries.ts';
import { attempt, withoutUserInfo, type Attempt, type MadeAttempt } from './attempt.ts';
import { decide, type FailureReason } from './decide.ts';
import { renderBody } from './render-body.ts';
import { isStopped, newProgress, noteAttempt, noteLimit, settlementOf } from './round-progress.ts';
import { writeAsTheyCome } from './write-as-they-come.ts';

export interface DeliverDeps {
  egress: Pick<Egress, 'request'>;
  clock: Clock;
  random: Random;
  /** The hub of a connector, for `hubKey`. */
  hubOf: (organizationId: number, connectorKey: string) => Promise<string>;
  /** The body of a webhook that was too long to be read with the claim. */
  readWebhookRaw: (webhookId: number) => Promise<WebhookRaw>;
}

/** No request is begun after this time, so that the claim outlasts the last one (10 s for its limit, 30 s time-out). */
const sendingTimeMs = 20_000;

/** How long a subscription is claimed: sending time, one request, and room to settle. */
export const deliveryLeaseMs = 90_000;

export interface DeliverOptions {
  /** When it aborts, requests under way are finished and no further one is begun. */
  signal?: AbortSignal;
  /**
   * Writes deliveries that were acknowledged, while others are still under way: a process that is killed then repeats no more
   * than what was in flight. Default: all are settled together, at the end.
   */
  acknowledge?: (deliveries: DeliverySettlement[]) => Promise<void>;
}

/**
 * Sends what a subscription has outstanding, oldest first, several at a time. Of two notifications that hold the same
 * record the later waits until the earlier is delivered, over retries too. Answers what is still to be settled.
 */
export async function deliverOutstanding(
  deps: DeliverDeps,
  claimed: ClaimedSubscription,
  { signal, acknowledge }: DeliverOptions = {},
): Promise<SubscriptionSettlement> {
  const { clock, random } = deps;
  const written = writeAsTheyCome(acknowledge);
  const begun = clock.now();
  const progress = newProgress();
  const settings = deliverySettings(claimed.configuration, claimed.accountSettings);
  const { retrySchedule, concurrency } = settings;
  const send = async (delivery: OutstandingDelivery): Promise<boolean> => {
    const made = await attemptOf(deps, { claimed, settings, delivery });
    if (made.kind === 'notSent') return noteLimit(progress, made.retryAt);
    if (signal?.aborted && wasCut(made)) return false;
    const next = decide(delivery.attempts + 1, made.outcome, { now: clock.now(), random, retrySchedule });
    const acknowledged = noteAttempt(progress, { delivery, made, next });
    const last = progress.settled.at(-1);
    if (acknowledged && last && progress.settled.length < claimed.deliveries.length) written.add(last);
    return acknowledged;
  };
  const tasks = claimed.deliveries.map((delivery) => ({
    keys: recordKeys(delivery.notification),
    run: () => send(delivery),
  }));
  const outOfTime = () => signal?.aborted === true || clock.now() - begun > sendingTimeMs;
  await runInOrder(tasks, { concurrency, stop: () => isStopped(progress) || outOfTime() });
  const settlement = settlementOf(claimed, progress, clock.now());
  const done = await written.done();
  return { ...settlement, deliveries: settlement.deliveries.filter((delivery) => !done.has(delivery)) };
}

/** Cut off by our own shutdown: not the receiver's failure, hence no attempt. It is due again at the next start. */
const wasCut = ({ outcome }: MadeAttempt) => outcome.kind === 'failed' && cutReasons.includes(outcome.reason);
const cutReasons: readonly FailureReason[] = ['timeout', 'connection', 'dns', 'tls'];

interface Delivery {
  claimed: ClaimedSubscription;
  settings: DeliverySettings;
  delivery: OutstandingDelivery;
}

/** Makes one attempt. Never throws: what cannot even be sent is a failure of its own, and the others go on. */
async function attemptOf(deps: DeliverDeps, { claimed, settings, delivery }: Delivery): Promise<Attempt> {
  const { id: subscriptionId, organizationId, url, replayId } = claimed;
  const { notification, instance } = delivery;
  const startedAt = deps.clock.now();
  try {
    const hub = instance ? await deps.hubOf(organizationId, instance.connectorKey) : '';
    const whole = await withRaw(deps, notification, settings);
    const rendered = renderBody({ instance, hub, replayId }, whole, settings.format);
    const about = { organizationId, subscriptionId, notificationId: notification.id, replayId };
    return await attempt(deps, { ...rendered, ...about, url, settings });
  } catch (error) {
    const detail = `The request cannot be made: ${error instanceof Error ? error.message : String(error)}`;
    return {
      kind: 'made',
      outcome: { kind: 'failed', reason: 'request', statusCode: undefined, detail, retryAfterMs: undefined },
      startedAt,
      durationMs: deps.clock.now() - startedAt,
      url: withoutUserInfo(url),
      requestHeaders: {},
      redirectedTo: [],
      responseHeaders: undefined,
      responseBody: undefined,
    };
  }
}

/** The other formats do not tell the body of the webhook. */
async function withRaw(
  { readWebhookRaw }: DeliverDeps,
  notification: Notification,
  { format }: DeliverySettings,
): Promise<Notification> {
  if (notification.kind !== 'events' || notification.webhook?.raw !== 'notRead' || format !== 'elements')
    return notification;
  const { id } = notification.webhook;
  return { ...notification, webhook: { id, raw: await readWebhookRaw(id) } };
}
