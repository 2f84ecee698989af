import type { Random } from '../../lib/random.ts';
import { Fault } from '../../model/fault.ts';
import type { SweepCounts, SweepProgress } from '../../model/reconciliation.ts';
import type { ClaimedPoll } from '../../store/claim-polls.ts';
import type { CommitChanges } from '../../store/commit-changes.ts';
import type { NewNotice, PollCommit } from '../../store/poll-commit.ts';
import type { ClaimedReconciliation, StepSettlement } from '../../store/reconciliation-steps.ts';
import type { ReconciliationStore } from '../../store/reconciliation-store.ts';
import type { LockedStore, UnderPollLock } from '../../store/poll-lock.ts';
import { claimOf, heldBy } from '../commit-page.ts';
import type { ScopeDeps } from '../poll-scopes.ts';
import type { ReadPage, VersionsSeen } from '../scan-run.ts';
import type { TellDeps } from '../tell-changes.ts';

export interface SweepDeps
  extends ScopeDeps, TellDeps, Omit<ReconciliationStore, 'scheduleReconciliations' | 'claimReconciliations'> {
  random: Random;
  readPage: ReadPage;
  versionsSeen: VersionsSeen;
  commitChanges: CommitChanges;
  underPollLock: UnderPollLock;
}

/** Decides and writes a part of a step. Where webhooks bring changes of the resource as well, none is judged meanwhile. */
export const inTurn = <T>(
  deps: SweepDeps,
  { poll }: SweepStep,
  work: (store: LockedStore) => Promise<T>,
): Promise<T> => (poll.received ? deps.underPollLock(heldBy(poll), work) : work(deps));

/** How long one step reads and holds the poll of its resource, at about. */
export const stepMs = 20_000;

/** One step of a sweep: what one claim of its poll does. `progress` and `counts` are as stored with the last commit. */
export interface SweepStep {
  claimed: ClaimedReconciliation;
  poll: ClaimedPoll;
  progress: SweepProgress;
  counts: SweepCounts;
  /** Epoch milliseconds: after it no further page is begun. Counted from when the scopes are listed. */
  deadline: number;
  signal: AbortSignal | undefined;
  /** The scope that a page is asked of at this moment. */
  asking?: string | undefined;
}

/** How a step ends. */
export interface StepEnd {
  status: StepSettlement['status'];
  /** Epoch milliseconds; undefined: no further step. */
  nextStepAt?: number;
  fault?: Fault;
  notices?: NewNotice[];
}

/** Writes what a part of a step has found together with where it stands after it. */
export async function commitStep(
  { clock, commitChanges }: Pick<SweepDeps, 'clock' | 'commitChanges'>,
  step: SweepStep,
  { progress, counts, ...found }: Partial<PollCommit> & { progress: SweepProgress; counts: SweepCounts },
): Promise<void> {
  const { id, fence } = step.claimed;
  await commitChanges({
    ...claimOf(step.poll, clock.now()),
    versions: [],
    notifications: [],
    cursors: [],
    ...found,
    reconciliation: { id, fence, progress, counts },
  });
  step.progress = progress;
  step.counts = counts;
}

/** At the first page of the first query of a scope. */
export function withoutPlace(progress: SweepProgress): SweepProgress {
  const { position: _position, slices: _slices, newest: _newest, ...rest } = progress;
  return { ...rest, rows: 0 };
}

/** At the beginning of the scope, which is cut into parts anew. */
export function fromBeginning(progress: SweepProgress): SweepProgress {
  const { scope: _scope, ...rest } = withoutPlace(progress);
  return rest;
}

export const sweepOf = ({ progress }: SweepStep): number => {
  if (progress.sweep === undefined) throw new Error('The sweep has no number yet.');
  return progress.sweep;
};

export const isOver = ({ clock }: Pick<SweepDeps, 'clock'>, { deadline, signal }: SweepStep): boolean =>
  signal?.aborted === true || clock.now() >= deadline;
