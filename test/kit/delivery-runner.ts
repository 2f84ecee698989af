import { onTestFinished } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { silentTelemetry } from '../../src/model/telemetry.ts';
import { startDeliveryRunner } from '../../src/runner/deliveries.ts';
import type { WorkLoop } from '../../src/runner/work-loop.ts';
import { claimDeliveries } from '../../src/store/claim-deliveries.ts';
import type { Db } from '../../src/store/database.ts';
import { createSettleDeliveries, type SettleDeliveries } from '../../src/store/settle-deliveries.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
import { storeNow, storeSealer } from './stored-instance.ts';
import { testEgress } from './test-egress.ts';

/** What sends deliveries, and nothing else of the server, for the length of the running test. Its time begins at `storeNow`. */
export function startDeliveries(
  db: Db,
  settleDeliveries: SettleDeliveries = createSettleDeliveries(db),
): {
  clock: JumpingClock;
  runner: WorkLoop;
} {
  const clock = createJumpingClock(storeNow);
  const egress = testEgress({ clock });
  const runner = startDeliveryRunner({
    clock,
    log: createLog('silent'),
    telemetry: silentTelemetry,
    deliver: {
      egress,
      clock,
      random: () => 0,
      hubOf: () => Promise.resolve('crm'),
      readWebhookRaw: () => Promise.resolve(undefined),
    },
    claimDeliveries: (due) => claimDeliveries(db, storeSealer, due),
    settleDeliveries,
  });
  onTestFinished(async () => {
    // Requests that hang would keep it from stopping.
    await Promise.all([egress.close(), runner.stop()]);
  });
  return { clock, runner };
}
