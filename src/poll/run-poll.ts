import type { Instant } from '../lib/instant.ts';
import type { Random } from '../lib/random.ts';
import type { Explain } from '../model/explain.ts';
import { Fault, faultOfOurs, type FaultCode } from '../model/fault.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { Cursor } from '../store/cursor.ts';
import type { CursorMove, NewNotice, PollSettlement } from '../store/poll-commit.ts';
import { afterCompletion } from './after-completion.ts';
import { afterFault } from './after-fault.ts';
import { detectionRules } from '../detect/detection-rules.ts';
import { rememberedBy } from '../detect/version-bases.ts';
import { pauseAfterFailures, type PauseDeps } from './pause-after-failures.ts';
import { newPollReport, newScanReport, type PollReport, type ScanReport } from './poll-report.ts';
import { pollScopes, type ScopeDeps } from './poll-scopes.ts';
import { claimOf, renewAfterMs } from './commit-page.ts';
import { scan } from './scan.ts';
import type { ScanDeps } from './scan-run.ts';

export interface PollDeps extends ScanDeps, ScopeDeps, PauseDeps {
  random: Random;
}

export interface PollOptions {
  /** Report the decision on each record. */
  explain: Explain;
  /** Aborted: the poll stops before its next page and is due again at once. */
  signal?: AbortSignal;
}

/**
 * One poll of one resource. Every scope is scanned from its cursor; the last cursor moves in the same statement that
 * settles the poll. Whatever happens is an outcome; only a lost claim, or a database that does not let it be settled,
 * rejects.
 */
export async function runPoll(deps: PollDeps, poll: ClaimedPoll, options: PollOptions): Promise<PollReport> {
  const report = newPollReport(poll.definition.resource);
  const startedAt = deps.clock.now();
  let last: CursorMove | undefined;
  let completeUpTo: Instant | undefined = Infinity;
  let next: Pick<PollSettlement, 'nextPollAt' | 'changesPerHour'>;
  try {
    for await (const { cursor, move } of scanAll(deps, poll, { report, options })) {
      last = move;
      completeUpTo = least(completeUpTo, move?.reached?.completeUpTo ?? cursor.completeUpTo);
    }
    next = afterCompletion(poll, report.counts, { startedAt, now: deps.clock.now(), random: deps.random });
  } catch (error) {
    if (error instanceof Fault && error.code === 'poll.superseded') throw error;
    next = { nextPollAt: brokeOff(deps, poll, { error, report, stopped: options.signal?.aborted === true }) };
    completeUpTo = undefined;
  }
  const { outcome, fault, counts } = report;
  const complete = completeUpTo === Infinity ? undefined : completeUpTo;
  await settle(deps, poll, last, { outcome, fault, counts, ...next, completeUpTo: complete });
  report.paused = await pauseAfterFailures(deps, poll, report);
  return report;
}

interface BrokenPoll {
  error: unknown;
  report: PollReport;
  /** The server is being stopped. */
  stopped: boolean;
}

/** Reports how the poll broke off; answers when it is due again. */
function brokeOff(
  { clock, random }: PollDeps,
  poll: ClaimedPoll,
  { error, report, stopped }: BrokenPoll,
): number | undefined {
  // Also a poll with a fault of ours is settled, so that it is tried again later, is counted, and is paused in the end.
  const fault = error instanceof Fault ? error : faultOfOurs('The poll', error);
  const now = clock.now();
  const { outcome, nextPollAt } = stopped
    ? { outcome: 'interrupted' as const, nextPollAt: now }
    : afterFault(poll, fault, { now, random });
  Object.assign(report, { outcome, fault: { code: fault.code, message: fault.message } });
  if (fault !== error) report.cause = error;
  return nextPollAt;
}

/** The resource is complete up to where the least complete of its scopes is; unknown when that of one is. */
const least = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? undefined : Math.min(a, b);

/** Answers that say nothing about the other scopes: a list that was deleted, a row that breaks the provider's own export. */
export const faultsOfOneScope: readonly FaultCode[] = [
  'provider.refused',
  'provider.malformed',
  'provider.too_large',
  'provider.result_cap',
  'provider.cursor_expired',
  'provider.unreachable',
];

/** So many scopes one after the other that do not answer: the provider is away. */
const mostUnreachable = 3;

export interface ScopeScanned {
  cursor: Cursor;
  move: CursorMove | undefined;
}

/**
 * Scans every scope, one after the other, and answers where each cursor stands. A scope that the provider refuses, or
 * answers with something else than declared, does not keep the others from being scanned; its fault is thrown at the end.
 */
export async function* scanAll(
  deps: PollDeps,
  poll: ClaimedPoll,
  { report, options }: { report: PollReport; options: PollOptions },
): AsyncGenerator<ScopeScanned> {
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
  let before: ScopeScanned | undefined;
  let unreachable = 0;
  for await (const scope of pollScopes(deps, poll, onPage)) {
    // Written as soon as another scope follows; the last one goes with the end of the poll. It renews the claim, too.
    if (before) await settle(deps, poll, before.move, undefined);
    const { explain } = options;
    const scanReport = newScanReport(scope, explain);
    report.scans.push(scanReport);
    const { polling, resource } = scope;
    const declared = detectionRules(scope.poll.definition, {
      ...polling,
      deletedWhen: resource.deletedWhen,
      listsDeleted: scope.listsDeleted,
      feed: resource.paging.kind === 'feed',
    });
    const { rules, cursor } = rememberedBy(declared, scope.cursor);
    const input = {
      poll: scope.poll,
      scope: { ...scope, cursor },
      rules,
      explain,
      report: scanReport,
      counts: report.counts,
    };
    const { move, fault } = await scan({ ...deps, readPage }, input);
    before = { cursor: scope.cursor, move };
    yield before;
    unreachable = fault?.code === 'provider.unreachable' ? unreachable + 1 : 0;
    if (fault && unreachable >= mostUnreachable) throw fault;
    if (fault) faults.push(faultOfScope(scope.scope, fault, scanReport));
  }
  if (faults[0]) throw withOthers(faults[0], faults.length - 1);
}

/** The fault with its scope in front; throws what ends the poll, as any fault of a resource that does not fan out. */
function faultOfScope(scope: string, fault: Fault, { notes }: ScanReport): Fault {
  if (scope === '' || !faultsOfOneScope.includes(fault.code)) throw fault;
  const named = reworded(fault, `${scope}: ${fault.message}`);
  notes.push(named.message);
  return named;
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
  await commitChanges({
    ...claimOf(poll, clock.now()),
    versions: [],
    notifications: [],
    cursors: move ? [move] : [],
    ...(settlement && { settle: settlement, notices: runsAgain(poll) }),
  });
}

const runsAgain = ({ overdueSince }: ClaimedPoll): NewNotice[] =>
  overdueSince === undefined
    ? []
    : [
        {
          kind: 'polling.runs.again',
          message: `It was overdue; that was noticed at ${new Date(overdueSince).toISOString()}.`,
        },
      ];
