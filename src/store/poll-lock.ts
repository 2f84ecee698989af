import { sql } from 'kysely';
import { createTurns } from '../lib/turns.ts';
import { commitWithin, superseded, type CommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { eventsForgottenUpTo } from './forgotten-events.ts';
import { countAsSeen, missingTwice, type SeenUnread } from './missing-records.ts';
import type { PollCommit } from './poll-commit.ts';
import { toldEvents } from './told-events.ts';
import { toldRecords, type RecordsOfScope } from './told-records.ts';
import { versionsSeen } from './versions-seen.ts';

/** What a page is judged and written with, while nobody else judges records of the resource. */
export type LockedStore = ReturnType<typeof lockedStore>;

export type UnderPollLock = <T>(claim: PollHeld, work: (store: LockedStore) => Promise<T>) => Promise<T>;

/** Each holds a connection, of which everything else needs some as well. */
const mostAtOnce = 4;
const neverAborted = new AbortController().signal;

export type PollHeld = Pick<PollCommit, 'pollId' | 'fence' | 'resource'>;

/**
 * Does work in one transaction that locks the row of the poll first, so that webhooks and polls judge a resource one after
 * the other. `onCommitted` hears of every commit once it holds. Rejects with `poll.superseded` when another poller holds the
 * poll by now; whenever it rejects nothing is written.
 */
export function createPollLock(db: Db, onCommitted: (commit: PollCommit) => void = () => {}): UnderPollLock {
  const turns = createTurns<'lock'>(mostAtOnce);
  return async ({ pollId, fence, resource }, work) => {
    const commits: PollCommit[] = [];
    const end = await turns.begin('lock', neverAborted);
    try {
      const result = await db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ fence: number }>`
          select fence from polls where id = ${pollId} for no key update`.execute(trx);
        if (rows[0]?.fence !== fence) throw superseded(resource);
        return work(lockedStore(trx, commits));
      });
      commits.forEach(onCommitted);
      return result;
    } finally {
      end?.();
    }
  };
}

const lockedStore = (trx: Db, commits: PollCommit[]) => ({
  versionsSeen: (cursorId: number, recordIds: string[]) => versionsSeen(trx, cursorId, recordIds),
  toldEvents: (eventIds: string[]) => toldEvents(trx, eventIds),
  eventsForgottenUpTo: (of: { instanceId: number; resource: string }) => eventsForgottenUpTo(trx, of),
  toldRecords: (records: RecordsOfScope) => toldRecords(trx, records),
  missingTwice: (of: Parameters<typeof missingTwice>[1]) => missingTwice(trx, of),
  countAsSeen: (unread: SeenUnread) => countAsSeen(trx, unread),
  commitChanges: (async (commit) => {
    await commitWithin(trx, commit);
    commits.push(commit);
  }) satisfies CommitChanges,
});
