import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { deliverOutstanding, deliveryLeaseMs, type DeliverDeps } from '../deliver/deliver-outstanding.ts';
import type { Telemetry } from '../model/telemetry.ts';
import type { ClaimedSubscription, DeliveriesDue } from '../store/claim-deliveries.ts';
import { acknowledged, type DeliverySettlement, type SettleDeliveries } from '../store/settle-deliveries.ts';
import { settleAgain } from './settle-again.ts';
import { tellAttempts } from './tell-attempts.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface DeliveryRunnerDeps {
  clock: Clock;
  log: Log;
  telemetry: Telemetry;
  deliver: DeliverDeps;
  claimDeliveries: (due: DeliveriesDue) => Promise<ClaimedSubscription[]>;
  settleDeliveries: SettleDeliveries;
}

/** Subscriptions sent to at once, in one process and lane. */
const capacity = 200;
/**
 * Those of the lane of quick ones that turn out to be slow give up their places after this time, and go on beside it, so that
 * others are not kept waiting by endpoints which have only just begun to hang.
 */
const quickMs = 5_000;
/** Whatever they are, so many at most: it bounds what is held in memory. */
const utmost = 1_000;
/** Read at once: bounds what a claim holds in memory. */
const subscriptionsAtOnce = 32;
const deliveriesEach = 50;
/** Subscriptions of one endpoint: more would only wait for the places that it has. */
const subscriptionsOfEndpoint = 8;
const idleMs = 500;

/** Sends what is due: in two lanes, so that those who fail or are slow take the places of each other only. */
export function startDeliveryRunner(deps: DeliveryRunnerDeps): WorkLoop {
  const endpoints = new Map<string, number>();
  const lanes = [false, true].map((slow) => startLane(deps, { slow, endpoints, wake: () => wake() }));
  const wake = () => lanes.forEach((lane) => lane.wake());
  const [quick] = lanes;
  return {
    // Slow ones are looked for now and then: with each commit that would be a question for nothing.
    wake: () => quick?.wake(),
    underWay: () => lanes.reduce((sum, lane) => sum + lane.underWay(), 0),
    stop: async () => void (await Promise.all(lanes.map((lane) => lane.stop()))),
  };
}

interface Lane {
  slow: boolean;
  /** Subscriptions under way in this process, by endpoint. */
  endpoints: Map<string, number>;
  /** Wakes both lanes: a subscription may have changed over. */
  wake: () => void;
}

function startLane(deps: DeliveryRunnerDeps, { slow, endpoints, wake }: Lane): WorkLoop {
  const { clock, log } = deps;
  /** When each one under way was begun. */
  const begun = new Map<ClaimedSubscription, number>();
  const places = () => {
    const since = clock.now() - quickMs;
    return capacity - [...begun.values()].filter((at) => slow || at > since).length;
  };
  return startWorkLoop<ClaimedSubscription>({
    name: slow ? 'slow deliveries' : 'deliveries',
    clock,
    log,
    capacity: slow ? capacity : utmost,
    idleMs,
    claim: async (limit) => {
      const subscriptions = Math.min(limit, places(), subscriptionsAtOnce);
      if (subscriptions <= 0) return [];
      const claimed = await deps.claimDeliveries({
        now: clock.now(),
        leaseUntil: clock.now() + deliveryLeaseMs,
        slow,
        subscriptions,
        deliveriesEach,
        exceptEndpoints: [...endpoints].flatMap(([key, count]) => (count >= subscriptionsOfEndpoint ? key : [])),
      });
      for (const one of claimed) {
        begun.set(one, clock.now());
        endpoints.set(endpointOf(one), (endpoints.get(endpointOf(one)) ?? 0) + 1);
      }
      return claimed;
    },
    work: async (claimed, signal) => {
      try {
        await deliver(deps, claimed, signal);
      } finally {
        begun.delete(claimed);
        leave(endpoints, endpointOf(claimed));
        wake();
      }
    },
  });
}

const endpointOf = ({ organizationId, url }: ClaimedSubscription) => `${organizationId}:${url}`;

function leave(endpoints: Map<string, number>, endpoint: string): void {
  const left = (endpoints.get(endpoint) ?? 0) - 1;
  if (left > 0) endpoints.set(endpoint, left);
  else endpoints.delete(endpoint);
}

async function deliver(deps: DeliveryRunnerDeps, claimed: ClaimedSubscription, signal: AbortSignal): Promise<void> {
  const acknowledge = async (deliveries: DeliverySettlement[]) => {
    await deps.settleDeliveries(acknowledged(claimed, deliveries, deps.clock.now()));
    tellAttempts(deps, claimed, { deliveries, deactivate: undefined });
  };
  const settlement = await deliverOutstanding(deps.deliver, claimed, { signal, acknowledge });
  await settleAgain(deps, settlement, signal);
  tellAttempts(deps, claimed, settlement);
}
