import type { Clock } from '../lib/clock.ts';
import { instantFromMs, type Instant } from '../lib/instant.ts';
import { Fault } from '../model/fault.ts';
import type { PagePosition } from '../hub/page-position.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import type { CommitChanges } from '../store/commit-changes.ts';
import type { ClaimedPoll, Cursor } from '../store/claim-polls.ts';
import type { CursorMove, PollCounts } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import type { DetectionRules } from './detection-rules.ts';
import { judgePage, type PageJudgement } from './judge-page.ts';
import type { ScanReport } from './poll-report.ts';
import { endOfScan, scanWindow, type ScanWindow } from './scan-window.ts';
import { tallyPage } from './tally-page.ts';
import { toNotifications } from './to-notifications.ts';

export type ReadPage = (account: ProviderAccount, plan: QueryPlan, position?: PagePosition) => Promise<ResourcePage>;

export type VersionsSeen = (cursorId: number, recordIds: string[]) => Promise<Map<string, KnownVersion>>;

export interface ScanDeps {
  clock: Clock;
  readPage: ReadPage;
  versionsSeen: VersionsSeen;
  commitChanges: CommitChanges;
}

export interface ScanInput {
  poll: ClaimedPoll;
  cursor: Cursor;
  account: ProviderAccount;
  rules: DetectionRules;
  plan: QueryPlan;
  /** The upper bound that stands in the query, if it has one. */
  until: Instant | undefined;
  settleSeconds: number;
  explain: boolean;
  report: ScanReport;
  counts: PollCounts;
}

/** How long a claim is held without a sign of life, and after which time it is renewed. */
export const leaseMs = 120_000;
export const renewAfterMs = 30_000;

/** More pages than any provider sends: a paging that never ends is a fault, not a reason to read for ever. */
const maxPages = 200_000;

/**
 * Reads the pages of a query from first to last, decides and commits each as it comes, and answers where the cursor
 * stands after it. The caller moves it, once all pages are stored. Rows that come newest first are read only down to
 * the window.
 */
export async function scan(deps: ScanDeps, input: ScanInput): Promise<CursorMove> {
  const { poll, cursor, rules, plan, report, counts } = input;
  const newestFirst = plan.order === 'updatedDescending';
  const commit = pageCommitter(deps, poll, cursor.scope);
  let window: ScanWindow | undefined;
  let position: PagePosition | undefined;
  let pages = 0;
  do {
    const page = await deps.readPage(input.account, plan, position);
    window ??= scanWindow({ ...input, ourNow: askedAt(deps, page), providerNow: page.providerNow });
    const judgement = await judgePage(rules, window, page.records, {
      cursorId: cursor.id,
      silentInitial: poll.silentInitial,
      explain: input.explain,
      versionsSeen: (recordIds) => deps.versionsSeen(cursor.id, recordIds),
    });
    tallyPage({ report, counts }, { page, judgement, window });
    await commit(window, judgement);
    if (++pages > maxPages) throw new Fault('provider.malformed', `The pages did not end after ${maxPages}.`);
    position = newestFirst && judgement.endsBefore ? undefined : page.next;
  } while (position);
  const { settleSeconds } = input;
  const { pollDelaySeconds } = poll.definition;
  return endOfScan({ cursor, window, settleSeconds, pollDelaySeconds, granularity: rules.granularity });
}

/** Both clocks are compared at the moment when the request went out: a slow answer is no skew. */
const askedAt = ({ clock }: ScanDeps, { request }: ResourcePage): Instant =>
  instantFromMs(clock.now() - request.durationMs);

/** Commits a page that holds something new; one that does not only renews the claim now and then. */
function pageCommitter(deps: ScanDeps, poll: ClaimedPoll, scope: string) {
  const { id: pollId, instance, definition, fence } = poll;
  let renewedAt = deps.clock.now();
  return async (window: ScanWindow, { versions, changes }: PageJudgement): Promise<void> => {
    const now = deps.clock.now();
    if (versions.length === 0 && changes.length === 0 && now - renewedAt < renewAfterMs) return;
    const source = { instanceId: instance.id, resource: definition.resource, scope, pollDate: window.scanStart };
    const notifications = toNotifications(source, changes);
    const claim = {
      pollId,
      instanceId: instance.id,
      resource: definition.resource,
      fence,
      now,
      leaseUntil: now + leaseMs,
    };
    await deps.commitChanges({ ...claim, versions, notifications, cursors: [] });
    renewedAt = now;
  };
}
