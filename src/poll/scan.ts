import { instantFromMs, microsPerMs, type Instant } from '../lib/instant.ts';
import type { PollingRules } from '../model/connector-polling.ts';
import { Fault } from '../model/fault.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import type { CursorMove, NewNotice } from '../store/poll-commit.ts';
import { heldBy, pageCommitter } from './commit-page.ts';
import { judgePage, type PageJudgement } from '../detect/judge-page.ts';
import { toldByWebhooks } from '../detect/told-by-webhooks.ts';
import type { Candidate } from '../detect/verdict.ts';
import { judgeAndTell } from './judge-and-tell.ts';
import type { PollScope, SliceQuery } from './poll-scopes.ts';
import { resultCapFault } from './result-cap.ts';
import { brokenOff, ended } from './scan-end.ts';
import { beginScan, storeProgress } from './scan-progress.ts';
import { checkLookback, noticeLateness } from './scan-remarks.ts';
import type { PageStore, ScanDeps, ScanInput, ScanRun } from './scan-run.ts';
import { scanWindow, type ScanWindow } from './scan-window.ts';
import { afterCap, type Slice } from './slices.ts';
import { noteOnce, tallyPage } from './tally-page.ts';
import type { ToldFound } from './tell-changes.ts';
import { significantSkew } from '../detect/window.ts';

export interface Scanned {
  /** Where the cursor stands: after a complete scan, or where one that broke off is gone on with. Undefined: as before. */
  move: CursorMove | undefined;
  /** Why the scan broke off. */
  fault: Fault | undefined;
}

/** More pages than any provider sends: a paging that never ends is a fault, not a reason to read for ever. */
const maxPages = 200_000;

/**
 * Reads the pages of a query from first to last, decides and commits each as it comes, and answers where the cursor
 * stands after it. The caller moves it, once all pages are stored. Rows that come newest first are read only down to
 * the window; a query that gives only a part is followed by others for the rest.
 * A fault of the provider is an outcome; only a lost claim or a broken database rejects.
 */
export async function scan(deps: ScanDeps, input: ScanInput): Promise<Scanned> {
  const { poll, scope } = input;
  const run: ScanRun = {
    ...input,
    progress: beginScan(poll, scope, deps.clock.now()),
    commit: pageCommitter(deps, poll, scope.cursor),
    pages: 0,
    rowsRead: 0,
    notices: [],
    feed: undefined,
    feedReset: false,
    notModified: false,
    validator: undefined,
  };
  checkLookback(run);
  try {
    while (run.progress.slices.length > 0) await scanSlice(deps, run);
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'poll.superseded') throw error;
    return { move: brokenOff(run, error), fault: error };
  }
  return { move: ended(run), fault: undefined };
}

/** One query, from the page where it stands to its last one, or to what the provider gives of it. */
async function scanSlice(deps: ScanDeps, run: ScanRun): Promise<void> {
  const { scope, progress } = run;
  const [slice, ...others] = progress.slices as [Slice, ...Slice[]];
  const query = scope.ask(slice);
  for (;;) {
    const page = await nextPage(deps, run, query);
    progress.window ??= scanWindow({
      ...scope,
      until: query.until,
      ourNow: instantFromMs(page.request.sentAt),
      providerNow: page.providerNow,
      answerTook: page.request.durationMs * microsPerMs,
    });
    const judgement = await takePage(deps, run, page, progress.window);
    const ends = scope.polling.order === 'updatedDescending' && query.plan.order !== 'none' && judgement.endsBefore;
    if (ends && page.ifEnded) {
      progress.position = page.ifEnded;
      continue;
    }
    if (ends || (!page.next && !progress.capped)) return nextSlices(run, others);
    if (!page.next) return nextSlices(run, await slicesAfterCap(deps, run, { query, slices: [slice, ...others] }));
  }
}

async function nextPage(deps: ScanDeps, run: ScanRun, { plan }: SliceQuery): Promise<ResourcePage> {
  const { scope, progress } = run;
  const { validator } = scope.cursor;
  const conditional = mayBeConditional(scope) && validator && progress.position === undefined;
  const asked = conditional ? { ...plan, conditional: validator as NonNullable<QueryPlan['conditional']> } : plan;
  try {
    return await deps.readPage(scope.account, asked, progress.position);
  } catch (error) {
    if (!isLostFeed(run, error)) throw error;
    run.feedReset = true;
    progress.position = undefined;
    const message = 'The provider no longer knows where the change feed was left: all records are listed again.';
    noteOnce(run.report, message);
    run.notices.push({ kind: 'feed.reset', message });
    return deps.readPage(scope.account, plan);
  }
}

/** What became visible late may leave the validator as it was: the settle lane, where there is one, reads everything. */
const mayBeConditional = ({ polling, horizon, lane }: PollScope): boolean =>
  polling.conditional !== 'none' && (lane === 'fast' || horizon.settle <= horizon.overlap);

const isLostFeed = ({ feedReset, progress }: ScanRun, error: unknown): boolean =>
  !feedReset &&
  progress.position?.kind === 'feed' &&
  error instanceof Fault &&
  error.code === 'provider.cursor_expired';

/** Decides and commits a page, and notes how far the scan is with it. */
function takePage(deps: ScanDeps, run: ScanRun, page: ResourcePage, window: ScanWindow): Promise<PageJudgement> {
  const { poll, scope, rules, explain } = run;
  const lock = <T>(work: (store: PageStore) => Promise<T>) => deps.underPollLock(heldBy(poll), work);
  return judgeAndTell<PageStore, PageJudgement>(
    { store: deps, underLock: poll.received ? lock : undefined, tellByHook: deps.tellByHook },
    {
      found: { account: scope.account, resource: poll.definition.resource, pollDate: window.scanStart },
      judge: (store) =>
        judgePage(rules, window, page.records, {
          cursorId: scope.versionsOf,
          sweeps: poll.sweeps,
          silentInitial: poll.silentInitial,
          explain,
          versionsSeen: (recordIds) => store.versionsSeen(scope.versionsOf, recordIds),
          toldByWebhooks: poll.received ? toldWithin(store, run) : undefined,
        }),
      write: (store, judgement, told) => writePage(store, run, { page, window, judgement, told }),
    },
  );
}

/** Asked within the lock alone: what is judged without it is judged again. */
const toldWithin = ({ toldEvents }: PageStore, { poll, scope }: ScanRun) =>
  toldEvents &&
  ((unknown: Candidate[]) =>
    toldByWebhooks(
      toldEvents,
      { instanceId: poll.instance.id, resource: poll.definition.resource, scope: scope.scope },
      unknown,
    ));

interface PageToWrite {
  page: ResourcePage;
  window: ScanWindow;
  judgement: PageJudgement;
  told: ToldFound;
}

async function writePage(
  store: PageStore,
  run: ScanRun,
  { page, window, judgement, told }: PageToWrite,
): Promise<void> {
  const { poll, scope, progress, report, counts } = run;
  tallyPage({ report, counts }, { page, judgement, window });
  if (++run.pages > maxPages) throw new Fault('provider.malformed', `The pages did not end after ${maxPages}.`);
  run.rowsRead += page.rowsRead;
  run.notModified ||= page.notModified;
  run.validator = run.pages === 1 ? page.validator : run.validator;
  run.feed = page.resume ?? run.feed;
  progress.rows += page.rowsRead;
  progress.capped ||= page.capped;
  progress.newestOfSlice = latest(progress.newestOfSlice, judgement.newestUpdated);
  progress.newest = latest(progress.newest, judgement.newest);
  progress.position = page.next;
  noticeLateness(run, judgement);
  noteHookFailure(run, told.notices);
  await run.commit(store.commitChanges, {
    window,
    judgement: { ...judgement, changes: told.changes },
    notices: run.notices.splice(0),
    feed: page.resume,
    progress: () => (page.next && !page.resume ? storeProgress(poll, scope.resource, progress) : undefined),
  });
}

/** Once for a scan: a hook that fails often fails on every page. */
function noteHookFailure({ report, notices }: ScanRun, failures: NewNotice[]): void {
  if (failures.length === 0) return;
  if (noteOnce(report, 'The event hook failed: changes were told as they were found.')) notices.push(...failures);
}

const latest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

interface CappedSlice {
  query: SliceQuery;
  /** The one that was read, and those that follow. */
  slices: [Slice, ...Slice[]];
}

/** A slice without an end holds what has come since the scan began, too. */
async function slicesAfterCap(deps: ScanDeps, run: ScanRun, { query, slices }: CappedSlice): Promise<Slice[]> {
  const { scope, progress } = run;
  const [slice, ...others] = slices;
  const { scanStart = scope.now, clockSkew = 0 } = progress.window ?? {};
  const now = Math.max(scanStart, instantFromMs(deps.clock.now()) + significantSkew(clockSkew));
  const rules = { ...scope.polling, order: orderByDecidingDate(run, query) };
  const rest = afterCap(rules, slice, { newest: progress.newestOfSlice, now });
  if (rest) return [...rest, ...others];
  const capped = { rules, slice, rows: progress.rows, newest: progress.newestOfSlice };
  if (scope.polling.atResultCap === 'fail') throw resultCapFault(capped);
  await tellIncomplete(deps, run, resultCapFault(capped).message);
  return others;
}

/** The page is stored already: what is wrong with the list goes after it. */
async function tellIncomplete(
  { commitChanges }: ScanDeps,
  { report, commit, progress }: ScanRun,
  message: string,
): Promise<void> {
  noteOnce(report, message);
  await commit(commitChanges, {
    window: progress.window as ScanWindow,
    judgement: { versions: [], changes: [], lateBySeconds: [] },
    notices: [{ kind: 'result.incomplete', message }],
    feed: undefined,
    progress: () => undefined,
  });
}

/** Rows can be gone on with from the date of the last one only if they come by the very date that the query filters by. */
const orderByDecidingDate = ({ rules }: ScanRun, { plan }: SliceQuery): PollingRules['order'] =>
  plan.order === 'updatedAscending' && rules.filterByUpdatedDate && rules.updated ? 'updatedAscending' : 'none';

function nextSlices({ progress }: ScanRun, slices: Slice[]): void {
  const slicesDone = progress.slicesDone + 1;
  Object.assign(progress, {
    slices,
    slicesDone,
    position: undefined,
    rows: 0,
    capped: false,
    newestOfSlice: undefined,
  });
}
