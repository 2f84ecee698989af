import { Counter, Histogram, type Registry } from 'prom-client';
import { eventTypes } from '../model/change.ts';
import { refreshResults, webhookAnswers, webhookOutcomes, type Telemetry } from '../model/telemetry.ts';

export type WorkMetrics = Omit<Telemetry, 'inSpan'>;

/** Seconds: from a request in the same house to the longest time-out; polls of many pages take longer. */
const requestBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const pollBuckets = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** Counts what this process does. No label has a value for each instance, URL or customer. */
export function createWorkMetrics(register: Registry): WorkMetrics {
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `tidings_${name}`, help, labelNames, registers: [register] });
  const duration = <Label extends string>(name: string, help: string, buckets: number[], ...labelNames: Label[]) =>
    new Histogram({ name: `tidings_${name}`, help, buckets, labelNames, registers: [register] });

  const polls = counter('polls_finished_total', 'Polls by outcome.', 'outcome');
  const pollSeconds = duration('poll_duration_seconds', 'How long polls took.', pollBuckets);
  const events = counter('events_stored_total', 'Events stored by type.', 'type');
  const attempts = counter('delivery_attempts_total', 'Attempts to deliver a notification, by outcome.', 'outcome');
  const attemptSeconds = duration('delivery_duration_seconds', 'How long attempts took.', requestBuckets);
  const refreshes = counter('token_refreshes_total', 'OAuth tokens refreshed, by outcome.', 'outcome');
  const requests = counter('requests_total', 'Requests to the API by route and status.', 'method', 'route', 'status');
  const requestSeconds = duration(
    'request_duration_seconds',
    'How long requests to the API took.',
    requestBuckets,
    'route',
  );
  const webhooks = counter('webhooks_answered_total', 'Requests of providers at the door, by outcome.', 'outcome');
  const worked = counter('webhooks_worked_on_total', 'Webhooks of the inbox by outcome.', 'outcome');
  // A rate needs a beginning: what is known to be countable is there from the start.
  for (const outcome of ['completed', 'failed', 'throttled', 'reconnect', 'interrupted']) polls.inc({ outcome }, 0);
  for (const outcome of ['delivered', 'failed', 'gone']) attempts.inc({ outcome }, 0);
  for (const outcome of refreshResults) refreshes.inc({ outcome }, 0);
  for (const outcome of webhookAnswers) webhooks.inc({ outcome }, 0);
  for (const outcome of webhookOutcomes) worked.inc({ outcome }, 0);
  for (const type of eventTypes) events.inc({ type }, 0);

  return {
    pollFinished: ({ outcome, durationMs }) => {
      polls.inc({ outcome });
      pollSeconds.observe(durationMs / 1000);
    },
    eventsStored: (types) => {
      const counts = new Map<string, number>();
      for (const type of types) {
        const known = eventTypes.find((one) => one === type) ?? 'UNKNOWN';
        counts.set(known, (counts.get(known) ?? 0) + 1);
      }
      for (const [type, count] of counts) events.inc({ type }, count);
    },
    deliveryAttempted: ({ outcome, durationMs }) => {
      attempts.inc({ outcome });
      attemptSeconds.observe(durationMs / 1000);
    },
    tokenRefreshed: (outcome) => refreshes.inc({ outcome }),
    webhookAnswered: (outcome) => webhooks.inc({ outcome }),
    webhookWorkedOn: (outcome) => worked.inc({ outcome }),
    requestAnswered: ({ method, route, status, durationMs }) => {
      requests.inc({ method, route, status });
      requestSeconds.observe({ route }, durationMs / 1000);
    },
  };
}
