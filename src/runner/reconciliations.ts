import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Telemetry } from '../model/telemetry.ts';
import { leaseMs } from '../poll/commit-page.ts';
import { runStep } from '../poll/reconcile/run-step.ts';
import type { SweepDeps } from '../poll/reconcile/sweep-step.ts';
import type { ClaimedReconciliation } from '../store/reconciliation-steps.ts';
import type { ReconciliationStore } from '../store/reconciliation-store.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface ReconciliationRunnerDeps {
  clock: Clock;
  log: Log;
  telemetry: Telemetry;
  sweep: SweepDeps;
  store: Pick<ReconciliationStore, 'scheduleReconciliations' | 'claimReconciliations'>;
}

/** Steps under way at once, in one process: few, as sweeps are work that can wait. */
const capacity = 20;
const idleMs = 500;

/** Does what is due of reconciliations, step by step. */
export function startReconciliationRunner({ clock, log, telemetry, sweep, store }: ReconciliationRunnerDeps): WorkLoop {
  return startWorkLoop<ClaimedReconciliation>({
    name: 'reconciliations',
    clock,
    log,
    capacity,
    idleMs,
    claim: async (limit) => {
      const now = clock.now();
      await store.scheduleReconciliations(now);
      return store.claimReconciliations({ now, leaseUntil: now + leaseMs, limit });
    },
    work: async (claimed, signal) => {
      const { id, instanceId, resource } = claimed;
      const attributes = { 'tidings.instance': instanceId, 'tidings.resource': resource };
      const { status, fault, counts } = await telemetry.inSpan({ name: 'reconciliation step', attributes }, () =>
        runStep(sweep, claimed, signal),
      );
      const { sample: _sample, ...figures } = counts;
      const about = { reconciliationId: id, instanceId, resource, status };
      if (fault?.code === 'internal') log.error({ ...about, err: fault.cause }, fault.message);
      else if (fault) log.warn({ ...about, code: fault.code }, fault.message);
      else if (status === 'running') log.debug(about, 'reconciling');
      else log.info({ ...about, ...figures }, 'reconciled');
    },
  });
}
