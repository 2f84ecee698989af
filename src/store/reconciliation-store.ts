import type { Sealer } from '../lib/sealer.ts';
import { claimPollForSweep, type PollForSweep } from './claim-polls.ts';
import type { Db } from './database.ts';
import { eventsForgottenUpTo } from './forgotten-events.ts';
import {
  countAsSeen,
  countMissing,
  missingTwice,
  someMissingOnce,
  type SeenUnread,
  type SweepsCompared,
} from './missing-records.ts';
import { scheduleReconciliations } from './reconciliation-requests.ts';
import {
  beginSweep,
  claimReconciliations,
  settleStep,
  type ReconciliationsDue,
  type StepSettlement,
} from './reconciliation-steps.ts';
import { toldEvents } from './told-events.ts';
import { toldRecords, type RecordsOfScope } from './told-records.ts';

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>;

/** All that reconciliations ask of the database, bound to it. */
export const createReconciliationStore = (db: Db, sealer: Sealer) => ({
  scheduleReconciliations: (now: number) => scheduleReconciliations(db, now),
  claimReconciliations: (due: ReconciliationsDue) => claimReconciliations(db, due),
  claimPollForSweep: (of: PollForSweep) => claimPollForSweep(db, sealer, of),
  beginSweep: (begin: Parameters<typeof beginSweep>[1]) => beginSweep(db, begin),
  settleStep: (settlement: StepSettlement) => settleStep(db, settlement),
  toldEvents: (eventIds: string[]) => toldEvents(db, eventIds),
  eventsForgottenUpTo: (of: { instanceId: number; resource: string }) => eventsForgottenUpTo(db, of),
  toldRecords: (records: RecordsOfScope) => toldRecords(db, records),
  countMissing: (sweeps: SweepsCompared) => countMissing(db, sweeps),
  someMissingOnce: (sweeps: SweepsCompared, limit: number) => someMissingOnce(db, sweeps, limit),
  missingTwice: (of: Parameters<typeof missingTwice>[1]) => missingTwice(db, of),
  countAsSeen: (unread: SeenUnread) => countAsSeen(db, unread),
});
