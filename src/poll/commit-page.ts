import type { Clock } from '../lib/clock.ts';
import type { ToldChange } from '../model/change.ts';
import { eventsPerNotification } from '../model/instance-configuration/notification-format.ts';
import { latenessBucket } from '../model/lateness.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { CommitChanges } from '../store/commit-changes.ts';
import type { PollHeld } from '../store/poll-lock.ts';
import type { CursorMove, LatenessCount, NewNotice, PollCommit } from '../store/poll-commit.ts';
import type { PageJudgement } from '../detect/judge-page.ts';
import type { ScanWindow } from './scan-window.ts';
import { toNotifications } from '../detect/to-notifications.ts';

/** How long a claim is held without a sign of life, and after which time it is renewed. */
export const leaseMs = 120_000;
export const renewAfterMs = 30_000;

export interface PageToCommit {
  window: ScanWindow;
  judgement: Pick<PageJudgement, 'versions' | 'lateBySeconds'> & { changes: ToldChange[] };
  notices: NewNotice[];
  /** The feed's cursor after this page: written with it. */
  feed: object | undefined;
  /** How far the scan is, if it can be gone on with from here. */
  progress: () => object | undefined;
}

/** Whose claim a commit is made under, and until when it is held after it. */
export const claimOf = (
  { id: pollId, instance, definition, fence }: ClaimedPoll,
  now: number,
): Omit<PollCommit, 'versions' | 'notifications' | 'cursors'> => ({
  pollId,
  instanceId: instance.id,
  resource: definition.resource,
  fence,
  now,
  leaseUntil: now + leaseMs,
});

/** Whose lock a page is judged under. */
export const heldBy = ({ id: pollId, definition, fence }: ClaimedPoll): PollHeld => ({
  pollId,
  fence,
  resource: definition.resource,
});

export type CommitPage = (commitChanges: CommitChanges, page: PageToCommit) => Promise<void>;

/**
 * Commits a page that holds something new. One that does not only renews the claim now and then, and then says how far the
 * scan is, so that a killed process does not have to begin anew.
 */
export function pageCommitter(
  { clock }: { clock: Clock },
  poll: ClaimedPoll,
  cursor: { id: number; scope: string },
): CommitPage {
  let renewedAt = clock.now();
  return async (commitChanges, { window, judgement, notices, feed, progress }) => {
    const now = clock.now();
    const renews = now - renewedAt >= renewAfterMs;
    const { versions, changes } = judgement;
    if (versions.length === 0 && changes.length === 0 && notices.length === 0 && !renews) return;
    const source = {
      instanceId: poll.instance.id,
      resource: poll.definition.resource,
      scope: cursor.scope,
      pollDate: window.scanStart,
      eventsPerNotification: eventsPerNotification(poll.instance.configuration),
    };
    const scan = renews ? progress() : undefined;
    const move: CursorMove = {
      cursorId: cursor.id,
      clockSkew: undefined,
      ...(scan && { scan }),
      ...(feed && { feed }),
    };
    await commitChanges({
      ...claimOf(poll, now),
      versions,
      notifications: toNotifications(source, changes),
      cursors: scan || feed ? [move] : [],
      ...latenessOf(judgement),
      ...(notices.length > 0 && { notices }),
      ...(notices.some(({ kind }) => kind === 'feed.reset') && { feedReset: true }),
    });
    renewedAt = now;
  };
}

function latenessOf({ lateBySeconds }: PageToCommit['judgement']): { lateness?: LatenessCount[] } {
  if (lateBySeconds.length === 0) return {};
  const buckets = Map.groupBy(lateBySeconds, latenessBucket);
  return { lateness: [...buckets].map(([bucket, all]) => ({ bucket, count: all.length })) };
}
