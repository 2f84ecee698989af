import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { SettleDeliveries, SubscriptionSettlement } from '../store/settle-deliveries.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 10_000;

/**
 * Writes what came of a claim, and tries again while the database is away and the claim holds: what is thrown away here would
 * be sent a second time. When the server stops there is one last try.
 */
export async function settleAgain(
  { clock, log, settleDeliveries }: { clock: Clock; log: Log; settleDeliveries: SettleDeliveries },
  settlement: SubscriptionSettlement,
  signal: AbortSignal,
): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const isLast = signal.aborted || clock.now() + pauseMs >= settlement.leaseUntil;
    try {
      return await settleDeliveries(settlement);
    } catch (error) {
      if (isLast) throw error;
      const { subscriptionId } = settlement;
      log.warn({ err: error, subscriptionId }, 'what came of deliveries could not be written, and is written again');
    }
    await clock.sleep(pauseMs, signal);
  }
}
