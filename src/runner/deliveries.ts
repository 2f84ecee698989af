import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { deliverOutstanding, deliveryLeaseMs, type DeliverDeps } from '../deliver/deliver-outstanding.ts';
import type { ClaimedSubscription, DeliveriesDue } from '../store/claim-deliveries.ts';
import type { SettleDeliveries } from '../store/settle-deliveries.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface DeliveryRunnerDeps {
  clock: Clock;
  log: Log;
  deliver: DeliverDeps;
  claimDeliveries: (due: DeliveriesDue) => Promise<ClaimedSubscription[]>;
  settleDeliveries: SettleDeliveries;
}

/** Endpoints sent to at once, in one process. */
const capacity = 200;
/** Read at once: bounds what a claim holds in memory. */
const subscriptionsAtOnce = 32;
const deliveriesEach = 50;
const idleMs = 500;

/** Sends what is due. */
export function startDeliveryRunner(deps: DeliveryRunnerDeps): WorkLoop {
  const { clock, log } = deps;
  const loop = startWorkLoop<ClaimedSubscription>({
    name: 'deliveries',
    clock,
    log,
    capacity,
    idleMs,
    claim: (limit) =>
      deps.claimDeliveries({
        now: clock.now(),
        leaseUntil: clock.now() + deliveryLeaseMs,
        subscriptions: Math.min(limit, subscriptionsAtOnce),
        deliveriesEach,
      }),
    work: async (claimed, signal) => {
      const settlement = await deliverOutstanding(deps.deliver, claimed, signal);
      await deps.settleDeliveries(settlement);
      const failed = settlement.deliveries.filter((delivery) => delivery.status !== 'delivered');
      const about = { instanceId: claimed.instance.id, subscriptionId: claimed.id };
      if (settlement.deactivate !== undefined)
        log.warn({ ...about, reason: settlement.deactivate }, 'subscription deactivated');
      else if (failed.length > 0)
        log.warn({ ...about, failed: failed.length, detail: failed[0]?.attempt.detail }, 'deliveries failed');
      loop.wake();
    },
  });
  return loop;
}
