import { Gauge, type Registry } from 'prom-client';
import type { PoolUse } from '../model/pool-use.ts';
import { lagQuantiles, pollStates, subscriptionStates, type QueueFigures } from '../model/queue-figures.ts';

export interface QueueGauges {
  /** Undefined: the database does not answer. Then there are no values, rather than old ones. */
  show(figures: QueueFigures | undefined, now: number): void;
  showPools(pools: readonly PoolUse[]): void;
}

/** What waits in the database, as it was when it was last looked at. */
export function createQueueGauges(register: Registry): QueueGauges {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `tidings_${name}`, help, labelNames, registers: [register] });
  const reachable = gauge('database_reachable', '1 when the figures of the database could be read, else 0.');
  const subscriptions = gauge('subscriptions', 'Subscriptions by state.', 'state');
  const outstanding = gauge(
    'deliveries_outstanding',
    'Deliveries not acknowledged, by state of the subscription.',
    'state',
  );
  const oldest = gauge(
    'oldest_undelivered_age_seconds',
    'Age of the oldest delivery not acknowledged, by state of the subscription; 0 when there is none.',
    'state',
  );
  const polls = gauge('polls', 'Polled resources by what they wait for.', 'state');
  const neverComplete = gauge('polls_never_complete', 'Polled resources that were never read to their end.');
  const lag = gauge(
    'watermark_lag_seconds',
    'How far behind the present polled resources are complete; quantile 1 is the greatest.',
    'quantile',
  );
  const webhooks = gauge('webhooks_waiting', 'Webhooks in the inbox that were not worked on to their end.');
  const oldestWebhook = gauge(
    'oldest_waiting_webhook_age_seconds',
    'Age of the oldest webhook that waits in the inbox; 0 when there is none.',
  );
  const connections = gauge('database_connections', 'Open connections by pool.', 'pool', 'state');
  const waiting = gauge('database_waiting', 'Statements that wait for a connection.', 'pool');
  const ofDatabase = [subscriptions, outstanding, oldest, polls, lag];

  return {
    show: (figures, now) => {
      reachable.set(figures ? 1 : 0);
      for (const one of ofDatabase) one.reset();
      for (const one of [neverComplete, webhooks, oldestWebhook]) one.remove();
      if (!figures) return;
      for (const state of subscriptionStates) {
        const { count, outstanding: waits, oldestAt } = figures.subscriptions[state];
        subscriptions.set({ state }, count);
        outstanding.set({ state }, waits);
        oldest.set({ state }, ageSeconds(oldestAt, now));
      }
      for (const state of pollStates) polls.set({ state }, figures.polls[state]);
      neverComplete.set(figures.neverComplete);
      webhooks.set(figures.webhooks.waiting);
      oldestWebhook.set(ageSeconds(figures.webhooks.oldestAt, now));
      for (const [index, quantile] of lagQuantiles.entries()) {
        const lagMs = figures.lagMs[index];
        if (lagMs !== undefined) lag.set({ quantile }, lagMs / 1000);
      }
    },
    showPools: (pools) => {
      for (const { pool, busy, idle, waiting: waits } of pools) {
        connections.set({ pool, state: 'busy' }, busy);
        connections.set({ pool, state: 'idle' }, idle);
        waiting.set({ pool }, waits);
      }
    },
  };
}

const ageSeconds = (since: number | undefined, now: number): number =>
  since === undefined ? 0 : Math.max(0, now - since) / 1000;
