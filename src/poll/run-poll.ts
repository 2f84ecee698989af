import type { Random } from '../lib/random.ts';
import { Fault, type FaultCode } from '../model/fault.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { CursorMove, PollSettlement } from '../store/poll-commit.ts';
import { afterFault } from './after-fault.ts';
import { detectionRules } from './detection-rules.ts';
import { newPollReport, newScanReport, type PollReport } from './poll-report.ts';
import { pollScopes, type ScopeDeps } from './poll-scopes.ts';
import { leaseMs, renewAfterMs, scan, type ScanDeps } from './scan.ts';

export interface PollDeps extends ScanDeps, ScopeDeps {
  random: Random;
}

export interface PollOptions {
  /** Report the decision on each record. */
  explain: boolean;
  /** Aborted: the poll stops before its next page and is due again at once. */
  signal?: AbortSignal;
}

/**
 * One poll of one resource. Every scope is scanned from its cursor; the last cursor moves in the same statement that
 * settles the poll. Whatever the provider does is an outcome; only a lost claim or a broken database rejects.
 */
export async function runPoll(deps: PollDeps, poll: ClaimedPoll, options: PollOptions): Promise<PollReport> {
  const report = newPollReport(poll.definition.resource);
  const dueAgainAt = deps.clock.now() + poll.intervalMs;
  let last: CursorMove | undefined;
  let nextPollAt: number | undefined;
  try {
    for await (const move of scanAll(deps, poll, { report, options })) {
      if (last) await settle(deps, poll, last, undefined);
      last = move;
    }
    nextPollAt = Math.max(dueAgainAt, deps.clock.now());
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'poll.superseded') throw error;
    const now = deps.clock.now();
    const after = options.signal?.aborted
      ? { outcome: 'interrupted' as const, nextPollAt: now }
      : afterFault(poll, error, { now, random: deps.random });
    nextPollAt = after.nextPollAt;
    report.outcome = after.outcome;
    report.fault = { code: error.code, message: error.message };
  }
  await settle(deps, poll, last, { outcome: report.outcome, fault: report.fault, counts: report.counts, nextPollAt });
  return report;
}

/** Answers that say nothing about the other scopes: a list that was deleted, a row that breaks the provider's own export. */
const faultsOfOneScope: readonly FaultCode[] = ['provider.refused', 'provider.malformed', 'provider.too_large'];

/**
 * Scans every scope, one after the other, and answers where each cursor stands. A scope that the provider refuses, or
 * answers with something else than declared, does not keep the others from being scanned; its fault is thrown at the end.
 */
export async function* scanAll(
  deps: PollDeps,
  poll: ClaimedPoll,
  { report, options }: { report: PollReport; options: PollOptions },
): AsyncGenerator<CursorMove> {
  const readPage: ScanDeps['readPage'] = (account, plan, position) => {
    if (options.signal?.aborted) throw new Fault('internal', 'The server is being stopped.');
    report.counts.requests++;
    return deps.readPage(account, plan, position);
  };
  // Listing what a poll fans out by may take longer than a claim is held.
  let renewedAt = deps.clock.now();
  const onPage = async () => {
    if (options.signal?.aborted) throw new Fault('internal', 'The server is being stopped.');
    if (deps.clock.now() - renewedAt < renewAfterMs) return;
    await settle(deps, poll, undefined, undefined);
    renewedAt = deps.clock.now();
  };
  const faults: Fault[] = [];
  for await (const { scope, account, cursor, plan, query, settleSeconds } of pollScopes(deps, poll, onPage)) {
    const rules = detectionRules(poll.definition, plan.resource.polling.ignoredFields);
    const scanReport = newScanReport(scope, query.url, options.explain);
    report.scans.push(scanReport);
    const { explain } = options;
    const input = { poll, cursor, account, rules, plan, until: query.until, settleSeconds, explain };
    const scanned = await scan({ ...deps, readPage }, { ...input, report: scanReport, counts: report.counts }).catch(
      (error: unknown) => faultOfScope(scope, error),
    );
    if (!(scanned instanceof Fault)) {
      yield scanned;
      continue;
    }
    faults.push(scanned);
    scanReport.notes.push(scanned.message);
    // Many refusals in a row take their time, and the claim must outlive them.
    await settle(deps, poll, undefined, undefined);
  }
  if (faults[0]) throw withOthers(faults[0], faults.length - 1);
}

/** The fault with its scope in front; rethrows what ends the poll, as any fault of a resource that does not fan out. */
function faultOfScope(scope: string, error: unknown): Fault {
  if (scope === '' || !(error instanceof Fault) || !faultsOfOneScope.includes(error.code)) throw error;
  return reworded(error, `${scope}: ${error.message}`);
}

const withOthers = (first: Fault, others: number): Fault =>
  others === 0 ? first : reworded(first, `${first.message} (${others} more of the scopes failed)`);

function reworded(cause: Fault, message: string): Fault {
  const { code, issues, providerMessage } = cause;
  return new Fault(code, message, { cause, issues, ...(providerMessage !== undefined && { providerMessage }) });
}

async function settle(
  { clock, commitChanges }: PollDeps,
  poll: ClaimedPoll,
  move: CursorMove | undefined,
  settlement: PollSettlement | undefined,
): Promise<void> {
  const now = clock.now();
  await commitChanges({
    pollId: poll.id,
    instanceId: poll.instance.id,
    resource: poll.definition.resource,
    fence: poll.fence,
    now,
    leaseUntil: now + leaseMs,
    versions: [],
    notifications: [],
    cursors: move ? [move] : [],
    ...(settlement && { settle: settlement }),
  });
}
