import { listParameterValues } from '../../src/hub/list-parameter-values.ts';
import { readPage } from '../../src/hub/read-page.ts';
import { leaseMs } from '../../src/poll/commit-page.ts';
import { runStep, type StepReport } from '../../src/poll/reconcile/run-step.ts';
import type { SweepDeps } from '../../src/poll/reconcile/sweep-step.ts';
import { createCommitChanges } from '../../src/store/commit-changes.ts';
import type { Db } from '../../src/store/database.ts';
import { ensureCursor } from '../../src/store/ensure-cursor.ts';
import { createPollLock } from '../../src/store/poll-lock.ts';
import { cancelReconciliation } from '../../src/store/reconciliation-list.ts';
import { requestReconciliations } from '../../src/store/reconciliation-requests.ts';
import { createReconciliationStore } from '../../src/store/reconciliation-store.ts';
import { versionsSeen } from '../../src/store/versions-seen.ts';
import { hubDependencies } from './hub-dependencies.ts';
import type { PollAt } from './poll-at.ts';
import { storeSealer } from './stored-instance.ts';
import { testEgress } from './test-egress.ts';

export interface SweepAt {
  /** For tests that act between two things that a step does. */
  deps: SweepDeps;
  /** Asks for a reconciliation; its id. */
  ask(): Promise<number>;
  /** One step of what is due; undefined: nothing is, or another does it. */
  step(): Promise<StepReport | undefined>;
  /** From the request to the end. */
  sweep(): Promise<StepReport>;
  cancel(id: number): Promise<boolean>;
}

/** Reconciliations of what `pollAt` polls, by the real engine. */
export function sweepAt(db: Db, { clock, connector, instanceId }: PollAt): SweepAt {
  const hub = { ...hubDependencies(), clock, egress: testEgress({ clock }) };
  const store = createReconciliationStore(db, storeSealer);
  const deps: SweepDeps = {
    ...store,
    clock,
    random: () => 0,
    serverTimezone: 'UTC',
    catalog: { find: () => Promise.resolve(connector) },
    readPage: (account, plan, position) => readPage(hub, account, plan, position),
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    commitChanges: createCommitChanges(db),
    underPollLock: createPollLock(db),
  };
  const ask = async () => {
    const request = { instanceId, resource: undefined, reason: 'requested', now: clock.now() } as const;
    const [asked] = await requestReconciliations(db, request);
    if (!asked) throw new Error('nothing is polled');
    return asked.id;
  };
  const step = async () => {
    const now = clock.now();
    const [claimed] = await store.claimReconciliations({ now, leaseUntil: now + leaseMs, limit: 1 });
    return claimed && runStep(deps, claimed);
  };
  return {
    deps,
    ask,
    step,
    sweep: async () => {
      await ask();
      let report = await step();
      while (report?.status === 'running') {
        clock.jump((report.nextStepAt ?? 0) - clock.now());
        report = await step();
      }
      if (!report) throw new Error('another process does it');
      return report;
    },
    cancel: (id) => cancelReconciliation(db, { instanceId, id, now: clock.now() }),
  };
}
