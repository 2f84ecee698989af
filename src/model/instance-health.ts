import type { Instant } from '../lib/instant.ts';

/** What is known of an instance and of what hangs on it. Times are epoch milliseconds, instants epoch microseconds. */
export interface InstanceFacts {
  instanceId: number;
  disabled: boolean;
  /** Why the provider refuses the credentials; null: it does not. */
  refusedBecause: string | null;
  eventsEnabled: boolean;
  polls: PollFacts[];
  subscriptions: SubscriptionFacts[];
  failedRegistrations: number;
  /** Received webhooks of the last day that could not be read. */
  failedWebhooks: number;
  lastEventAt: number | null;
}

export interface PollFacts {
  resource: string;
  enabled: boolean;
  intervalMs: number;
  completeUpTo: Instant | null;
  nextPollAt: number | null;
  failures: number;
  fault: { code: string; message: string } | null;
  throttles: number;
  pausedAt: number | null;
  overdueSince: number | null;
  heldReconciliationId: number | null;
}

export interface SubscriptionFacts {
  id: number;
  /** False: it was made for its topics, which may be of other instances as well. */
  own: boolean;
  url: string;
  active: boolean;
  /** It is inactive because its owner wants it so. */
  offByOwner: boolean;
  /** Its endpoint has failed so often that nothing else is tried meanwhile. */
  resting: boolean;
  /** At least one delivery has failed and is tried again. */
  retrying: boolean;
  reason: string | null;
  pending: number;
  oldestAt: number | null;
}

export const healthStatuses = ['healthy', 'attention', 'failing', 'paused', 'reconnect', 'disabled'] as const;
/** From the best to the one that keeps everything else from mattering. */
export type HealthStatus = (typeof healthStatuses)[number];

export const healthCodes = [
  'disabled',
  'reconnect',
  'polling.paused',
  'polling.failing',
  'polling.failed',
  'polling.throttled',
  'polling.overdue',
  'polling.behind',
  'delivery.stopped',
  'delivery.failing',
  'delivery.retrying',
  'delivery.late',
  'reconciliation.held',
  'registration.failed',
  'webhook.failed',
] as const;

export interface HealthReason {
  code: (typeof healthCodes)[number];
  /** The status that it makes the instance have, unless another one is worse. */
  status: HealthStatus;
  message: string;
  whatToDo: string;
  /** The resource that it is about; null: the instance. */
  resource: string | null;
  /** Epoch milliseconds; null: not known. */
  since: number | null;
}

export interface InstanceHealth {
  instanceId: number;
  status: HealthStatus;
  /** The worst first. */
  reasons: HealthReason[];
  /** Every change of every resource up to here is a stored event; null: of one it is not known, or nothing is polled. */
  completeUpTo: Instant | null;
  lagMs: number | null;
  nextPollAt: number | null;
  lastEventAt: number | null;
  /** Deliveries that wait; where a subscription has topics of other instances, theirs among them. */
  outstanding: number;
  oldestOutstandingAt: number | null;
  failingSubscriptions: SubscriptionFacts[];
}

/** So many failures in a row are no accident. */
export const failingAfter = 3;
/** A delivery that has waited for so long. */
export const lateAfterMs = 3_600_000;
/** A resource, beside three of its intervals. Longer than a settle horizon that was learned. */
export const behindAfterMs = 8 * 24 * 3_600_000;
/** A webhook that could not be read counts for so long. */
export const webhookFailureMs = 24 * 3_600_000;

/** What the facts come to at this moment. */
export function judgeHealth(facts: InstanceFacts, now: number): InstanceHealth {
  const reasons = reasonsOf(facts, now).toSorted((a, b) => rank(b.status) - rank(a.status));
  const completeUpTo = leastComplete(facts.polls);
  const oldest = facts.subscriptions.flatMap(({ oldestAt }) => oldestAt ?? []);
  const next = facts.polls.flatMap(({ nextPollAt }) => nextPollAt ?? []);
  return {
    instanceId: facts.instanceId,
    status: reasons[0]?.status ?? 'healthy',
    reasons,
    completeUpTo,
    lagMs: completeUpTo === null ? null : Math.max(0, now - Math.floor(completeUpTo / 1000)),
    nextPollAt: next.length > 0 ? Math.min(...next) : null,
    lastEventAt: facts.lastEventAt,
    outstanding: facts.subscriptions.reduce((sum, { pending }) => sum + pending, 0),
    oldestOutstandingAt: oldest.length > 0 ? Math.min(...oldest) : null,
    failingSubscriptions: facts.subscriptions.filter((subscription) => isFailing(facts, subscription)),
  };
}

const rank = (status: HealthStatus): number => healthStatuses.indexOf(status);

function leastComplete(polls: readonly PollFacts[]): Instant | null {
  const reached = polls.map(({ completeUpTo }) => completeUpTo);
  return reached.reduce<Instant | null>(
    (least, one) => (least === null || one === null ? null : Math.min(least, one)),
    reached[0] ?? null,
  );
}

/** One that its owner switched off, or that waits as events are off, does not fail. */
const isFailing = ({ disabled, eventsEnabled }: InstanceFacts, subscription: SubscriptionFacts): boolean => {
  const { own, active, offByOwner, resting, pending } = subscription;
  if (active) return resting;
  return pending > 0 && !offByOwner && (!own || (!disabled && eventsEnabled));
};

function reasonsOf(facts: InstanceFacts, now: number): HealthReason[] {
  if (facts.disabled) return [disabledReason];
  return [
    ...(facts.refusedBecause === null ? [] : [reconnectReason(facts.refusedBecause)]),
    ...facts.polls.flatMap((poll) => reasonsOfPoll(facts, poll, now)),
    ...facts.subscriptions.flatMap((subscription) => reasonsOfSubscription(facts, subscription, now)),
    ...otherReasons(facts),
  ];
}

interface Remark {
  code: HealthReason['code'];
  status: HealthStatus;
  message: string;
  whatToDo: string;
  resource?: string;
  since?: number | null;
}

const reason = ({ resource, since, ...remark }: Remark): HealthReason => ({
  ...remark,
  resource: resource ?? null,
  since: since ?? null,
});

const disabledReason = reason({
  code: 'disabled',
  status: 'disabled',
  message: 'The instance is disabled: it is not polled, and its events wait.',
  whatToDo: 'Enable it; polls go on from where they stopped.',
});

const reconnectReason = (why: string) =>
  reason({
    code: 'reconnect',
    status: 'reconnect',
    message: `The provider no longer accepts the credentials: ${why}`,
    whatToDo: 'Connect the instance again; polls go on from where they stopped.',
  });

function reasonsOfPoll({ refusedBecause }: InstanceFacts, poll: PollFacts, now: number): HealthReason[] {
  if (!poll.enabled) return [];
  const found = [...failureReasons(poll), ...throttledReasons(poll), ...standstillReasons(poll)];
  if (found.length > 0 || refusedBecause !== null || !isBehind(poll, now)) return found;
  return [
    reason({
      code: 'polling.behind',
      status: 'attention',
      message: `${poll.resource}: it is complete only up to more than a week ago, though its polls succeed.`,
      whatToDo: 'A first read goes on, or the settle horizon is long.',
      resource: poll.resource,
    }),
  ];
}

function failureReasons({ resource, failures, fault, pausedAt }: PollFacts): HealthReason[] {
  const last = fault?.message ?? 'no reason is known';
  if (pausedAt !== null) {
    const message = `${resource}: polling is paused as it failed too often. The last failure: ${last}`;
    const whatToDo = 'Mend what the message names, then resume polling; it goes on from where it stopped.';
    return [reason({ code: 'polling.paused', status: 'paused', message, whatToDo, resource, since: pausedAt })];
  }
  if (failures === 0) return [];
  const times = failures === 1 ? 'the last poll failed' : `the last ${failures} polls failed`;
  const message = `${resource}: ${times}: ${last}`;
  if (failures < failingAfter) {
    const whatToDo = 'Nothing yet: it is tried again soon.';
    return [reason({ code: 'polling.failed', status: 'attention', message, whatToDo, resource })];
  }
  const whatToDo = 'See the last polls of the resource; a dry run shows what is asked and answered.';
  return [reason({ code: 'polling.failing', status: 'failing', message, whatToDo, resource })];
}

function throttledReasons({ resource, throttles }: PollFacts): HealthReason[] {
  if (throttles < failingAfter) return [];
  const message = `${resource}: the provider has asked ${throttles} times in a row to come back later.`;
  const whatToDo = 'Poll less often, or ask the provider for more.';
  return [reason({ code: 'polling.throttled', status: 'attention', message, whatToDo, resource })];
}

function standstillReasons({ resource, overdueSince, heldReconciliationId }: PollFacts): HealthReason[] {
  const found: HealthReason[] = [];
  if (overdueSince !== null) {
    const message = `${resource}: a poll should have run and did not.`;
    const whatToDo = 'See that a process with the role worker runs, and that it is not overloaded.';
    const since = overdueSince;
    found.push(reason({ code: 'polling.overdue', status: 'attention', message, whatToDo, resource, since }));
  }
  if (heldReconciliationId !== null) {
    const message = `${resource}: reconciliation ${heldReconciliationId} is held, as unusually many records are missing.`;
    const whatToDo = 'See whether they are gone at the provider: then release it, otherwise cancel it.';
    found.push(reason({ code: 'reconciliation.held', status: 'attention', message, whatToDo, resource }));
  }
  return found;
}

/** Only one that is polled can be: of the others it is told why they are not. */
const isBehind = ({ completeUpTo, intervalMs, nextPollAt }: PollFacts, now: number): boolean =>
  nextPollAt !== null && completeUpTo !== null && now - completeUpTo / 1000 > behindAfterMs + 3 * intervalMs;

function reasonsOfSubscription(facts: InstanceFacts, of: SubscriptionFacts, now: number): HealthReason[] {
  const which = of.own ? 'The callback URL' : `Subscription ${of.id}`;
  const waits = `${of.pending} ${of.pending === 1 ? 'delivery waits' : 'deliveries wait'}`;
  const since = of.oldestAt;
  if (isFailing(facts, of) && of.active) {
    const message = `${which} does not answer; ${waits} for the next attempt.`;
    const whatToDo = 'See the last attempts, and mend the receiver. Nothing is lost: it is tried again by itself.';
    return [reason({ code: 'delivery.failing', status: 'failing', message, whatToDo, since })];
  }
  if (isFailing(facts, of)) {
    const message = `${which} is switched off: ${of.reason ?? 'no reason is known.'} ${waits}.`;
    const whatToDo = 'Mend the receiver, then retry what waits; that switches it on again.';
    return [reason({ code: 'delivery.stopped', status: 'failing', message, whatToDo, since })];
  }
  if (!of.active || of.pending === 0 || since === null) return [];
  if (of.retrying) {
    const message = `${which} did not take everything; ${waits}.`;
    const whatToDo = 'Nothing yet: it is tried again soon. The attempts say what was answered.';
    return [reason({ code: 'delivery.retrying', status: 'attention', message, whatToDo, since })];
  }
  if (now - since < lateAfterMs) return [];
  const message = `${which}: ${waits}, the oldest for more than an hour.`;
  const whatToDo = 'See the attempts of the oldest event: which answers do they get?';
  return [reason({ code: 'delivery.late', status: 'attention', message, whatToDo, since })];
}

function otherReasons({ failedRegistrations, failedWebhooks }: InstanceFacts): HealthReason[] {
  const found: HealthReason[] = [];
  if (failedRegistrations > 0) {
    const message = `The provider was asked for webhooks and did not agree (${failedRegistrations}).`;
    const whatToDo = 'See the registration; often a permission is missing. Changes are found by polls meanwhile.';
    found.push(reason({ code: 'registration.failed', status: 'attention', message, whatToDo }));
  }
  if (failedWebhooks > 0) {
    const webhooks = failedWebhooks === 1 ? '1 received webhook' : `${failedWebhooks} received webhooks`;
    const message = `${webhooks} of the last day could not be read.`;
    const whatToDo = 'See them, and retry them when their cause is mended.';
    found.push(reason({ code: 'webhook.failed', status: 'attention', message, whatToDo }));
  }
  return found;
}
