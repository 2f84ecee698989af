import type { PagePosition } from '../hub/page-position.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import type { Clock } from '../lib/clock.ts';
import type { Explain } from '../model/explain.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { CommitChanges } from '../store/commit-changes.ts';
import type { NewNotice, PollCounts } from '../store/poll-commit.ts';
import type { UnderPollLock } from '../store/poll-lock.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import type { CommitPage } from './commit-page.ts';
import type { DetectionRules } from '../detect/detection-rules.ts';
import type { ScanReport } from './poll-report.ts';
import type { PollScope } from './poll-scopes.ts';
import type { ScanProgress } from './scan-progress.ts';
import type { TellDeps } from './tell-changes.ts';

export type ReadPage = (account: ProviderAccount, plan: QueryPlan, position?: PagePosition) => Promise<ResourcePage>;

export type VersionsSeen = (cursorId: number, recordIds: string[]) => Promise<Map<string, KnownVersion>>;

export interface ScanDeps extends TellDeps {
  clock: Clock;
  readPage: ReadPage;
  versionsSeen: VersionsSeen;
  commitChanges: CommitChanges;
  /** Keeps webhooks from judging the resource meanwhile; of no use where none come. */
  underPollLock: UnderPollLock;
}

/** What a page is judged and written with. */
export interface PageStore extends Pick<ScanDeps, 'versionsSeen' | 'commitChanges'> {
  /** Those of these event ids that are stored. Absent where no webhooks come. */
  toldEvents?: (eventIds: string[]) => Promise<Set<string>>;
}

export interface ScanInput {
  poll: ClaimedPoll;
  scope: PollScope;
  rules: DetectionRules;
  explain: Explain;
  report: ScanReport;
  counts: PollCounts;
}

/** A scan under way. */
export interface ScanRun extends ScanInput {
  progress: ScanProgress;
  commit: CommitPage;
  /** Pages and rows read by this poll. */
  pages: number;
  rowsRead: number;
  /** To be written with the next page. */
  notices: NewNotice[];
  /** Where the feed goes on after the last page. */
  feed: object | undefined;
  feedReset: boolean;
  notModified: boolean;
  validator: object | undefined;
}
