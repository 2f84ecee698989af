import { Fault, faultOfOurs } from '../../model/fault.ts';
import { newProgress } from '../../model/reconciliation.ts';
import type { ClaimedReconciliation } from '../../store/reconciliation-steps.ts';
import { claimOf, leaseMs } from '../commit-page.ts';
import { faultsOfOneScope } from '../run-poll.ts';
import { queryOf } from '../scan-progress.ts';
import { afterSweepFault } from './after-sweep-fault.ts';
import { finishSweep } from './finish-sweep.ts';
import { resourceOf } from './sweep-scopes.ts';
import { readScopes } from './read-scopes.ts';
import {
  fromBeginning,
  stepMs,
  sweepOf,
  withoutPlace,
  type StepEnd,
  type SweepDeps,
  type SweepStep,
} from './sweep-step.ts';

/** The pause between two steps, in which a poll that is due has its turn. */
const pauseMs = 1_000;

/** What a step came to, for the log. */
export interface StepReport extends Omit<StepEnd, 'notices'> {
  counts: SweepStep['counts'];
}

/**
 * One step of a reconciliation: pages read and compared under the claim of its poll, each stored with the place where the
 * next step goes on. Whatever the provider does is an outcome; only a broken database rejects.
 */
export async function runStep(
  deps: SweepDeps,
  claimed: ClaimedReconciliation,
  signal?: AbortSignal,
): Promise<StepReport> {
  const now = deps.clock.now();
  const poll = await deps.claimPollForSweep({ pollId: claimed.pollId, now, leaseUntil: now + leaseMs });
  const { progress, counts } = claimed;
  if (!poll) return settle(deps, { claimed, progress, counts }, inAMoment(now));
  const step: SweepStep = { claimed, poll, progress, counts, deadline: now + stepMs, signal };
  const end = await advance(deps, step).catch((error: unknown) => endOfFault(deps, step, error));
  await giveBack(deps, step);
  return settle(deps, step, end);
}

const inAMoment = (now: number): StepEnd => ({ status: 'running', nextStepAt: now + pauseMs });

async function advance(deps: SweepDeps, step: SweepStep): Promise<StepEnd> {
  if (step.progress.sweep === undefined) await begin(deps, step);
  if (step.progress.query !== queryOf(step.poll, (await resourceOf(deps, step.poll)).resource))
    await beginAgain(deps, step);
  const isRead = step.progress.phase === 'deleting' || (await readScopes(deps, step));
  const end = isRead ? (refusedEverywhere(step) ?? (await finishSweep(deps, step))) : undefined;
  return end ?? inAMoment(deps.clock.now());
}

async function begin(deps: SweepDeps, step: SweepStep): Promise<void> {
  const { claimed, poll } = step;
  const progress = { ...step.progress, query: queryOf(poll, (await resourceOf(deps, poll)).resource) };
  const { lastSweep, id, fence } = claimed;
  const { known } = await deps.countMissing({ pollId: poll.id, sweep: lastSweep + 1, lastSweep });
  const counts = { ...step.counts, known };
  const sweep = await deps.beginSweep({ id, fence, poll, progress, counts });
  if (sweep === undefined) throw new Fault('poll.superseded', 'Another process has taken over this reconciliation.');
  step.progress = { ...progress, sweep };
  step.counts = counts;
}

/** Pages of another query, or of another size, are others: everything is read anew. */
async function beginAgain(deps: SweepDeps, step: SweepStep): Promise<void> {
  step.progress = {
    ...newProgress(),
    sweep: sweepOf(step),
    query: queryOf(step.poll, (await resourceOf(deps, step.poll)).resource),
  };
  step.counts = { ...step.counts, records: 0 };
}

/** A sweep of which nothing could be read says nothing. */
function refusedEverywhere({ progress, claimed }: SweepStep): StepEnd | undefined {
  if (progress.skipped === 0 || progress.skipped < (progress.scopes ?? 0)) return undefined;
  const last = claimed.fault ? ` The last answer: ${claimed.fault.message}` : '';
  return failed(claimed, new Fault('provider.refused', `The provider refused every part of the resource.${last}`));
}

async function endOfFault(deps: SweepDeps, step: SweepStep, thrown: unknown): Promise<StepEnd> {
  const error = thrown instanceof Fault ? thrown : faultOfOurs('The reconciliation', thrown);
  const now = deps.clock.now();
  if (step.signal?.aborted) return { status: 'running', nextStepAt: now };
  if (error.code === 'poll.superseded') return { ...inAMoment(now), fault: error };
  const failures = error.code === 'provider.throttled' ? step.progress.failures : step.progress.failures + 1;
  const { asking = '' } = step;
  const ofOneScope = asking !== '' && faultsOfOneScope.includes(error.code);
  const after = afterSweepFault({ fault: error, failures, ofOneScope }, { now, random: deps.random });
  step.progress = { ...step.progress, failures };
  if (after.kind === 'fail') return failed(step.claimed, error);
  if (after.kind === 'skipScope') {
    await skipScope(deps, step, asking);
    return { ...inAMoment(now), fault: error };
  }
  if (after.fromBeginning) step.progress = { ...fromBeginning(step.progress), failures };
  return { status: 'running', nextStepAt: after.at, fault: error };
}

function failed({ id, resource }: ClaimedReconciliation, fault: Fault): StepEnd {
  const message = `Reconciliation ${id} of "${resource}" broke off: ${fault.message}`;
  return { status: 'failed', fault, notices: [{ kind: 'reconciliation.failed', message }] };
}

/** What the provider does not show says nothing about its records. */
async function skipScope(deps: SweepDeps, step: SweepStep, scope: string): Promise<void> {
  const { id, fence } = step.claimed;
  const { skipped, skippedScopes } = step.progress;
  const cursor = await deps.ensureCursor(step.poll, scope);
  await deps.countAsSeen({ id, fence, cursorId: cursor.id, sweep: sweepOf(step) });
  step.progress = {
    ...withoutPlace(step.progress),
    done: scope,
    failures: 0,
    skipped: skipped + 1,
    skippedScopes: [...skippedScopes, scope].slice(0, 20),
  };
}

/** The poll is free again at once, whoever holds the reconciliation; its schedule and its last outcome stay as they are. */
async function giveBack({ clock, commitChanges }: SweepDeps, { poll }: SweepStep): Promise<void> {
  const now = clock.now();
  const commit = { ...claimOf(poll, now), leaseUntil: now, versions: [], notifications: [], cursors: [] };
  await commitChanges(commit).catch((error: unknown) => {
    if (!(error instanceof Fault) || error.code !== 'poll.superseded') throw error;
  });
}

async function settle(
  deps: SweepDeps,
  { claimed, progress, counts }: Pick<SweepStep, 'claimed' | 'progress' | 'counts'>,
  { status, nextStepAt, fault, notices = [] }: StepEnd,
): Promise<StepReport> {
  const { id, fence } = claimed;
  await deps.settleStep({
    id,
    fence,
    status,
    progress,
    counts,
    fault: fault && { code: fault.code, message: fault.message },
    nextStepAt,
    now: deps.clock.now(),
    notices,
  });
  return { status, counts, ...(nextStepAt !== undefined && { nextStepAt }), ...(fault && { fault }) };
}
