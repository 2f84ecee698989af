import { systemClock as clock } from '../../../src/lib/clock.ts';
import type { Random } from '../../../src/lib/random.ts';
import { claimInstancePolls } from '../../../src/store/claim-polls.ts';
import { createCommitChanges } from '../../../src/store/commit-changes.ts';
import { openDatabase, type Db } from '../../../src/store/database.ts';
import type { PollCommit } from '../../../src/store/poll-commit.ts';
import { aCommit, aNotification, aPollToSave, storePolledInstance } from '../../kit/polled-instance.ts';
import { createSeededRandom } from '../../kit/seeded-random.ts';
import { apiClient } from '../../kit/server.ts';
import { storeNow, storeSealer } from '../../kit/stored-instance.ts';

export interface FeedRunOptions {
  databaseUrl: string;
  /** Of a server on this database. */
  serverUrl: string;
  writers: number;
  readers: number;
  seed: number;
  /** Asked before each commit of a writer. */
  keepWriting: (commitsOfWriter: number) => boolean;
}

export interface FeedRun {
  /** Ids of all events written. */
  written: string[];
  /** What each reader got, in its order. */
  read: string[][];
}

/**
 * Writers with connections of their own tell events of one instance at the same time, some of them slow to commit, while
 * readers follow its feed through the API, each with pages of another size. Ends when every reader has reached the end.
 */
export async function readUnderWriters(options: FeedRunOptions): Promise<FeedRun> {
  const db = openDatabase({ connectionString: options.databaseUrl, poolSize: 2, onConnectionError: () => {} });
  try {
    const resources = Array.from({ length: options.writers }, (_, index) => `resource${index}`);
    const { instanceId } = await storePolledInstance(db, { polls: resources.map((resource) => aPollToSave(resource)) });
    await db.updateTable('instances').set({ connector_key: 'salesloft' }).where('id', '=', instanceId).execute();
    let writing = true;
    const readers = Array.from({ length: options.readers }, (_, index) =>
      follow(options.serverUrl, { instanceId, limit: 20 + 90 * index, isOver: () => !writing }),
    );
    const written = await Promise.all(
      resources.map((resource, index) => write(options, { instanceId, resource, index })),
    );
    writing = false;
    return { written: written.flat(), read: await Promise.all(readers) };
  } finally {
    await db.destroy();
  }
}

/** A part of the commits is held open for a while after its statement, as a slow disk or network would. */
const slowShare = 0.2;
const slowestMs = 40;

async function write(
  { databaseUrl, seed, keepWriting }: FeedRunOptions,
  { instanceId, resource, index }: { instanceId: number; resource: string; index: number },
): Promise<string[]> {
  const random = createSeededRandom(seed * 1000 + index);
  const db = openDatabase({ connectionString: databaseUrl, poolSize: 1, onConnectionError: () => {} });
  const ids: string[] = [];
  try {
    const claim = { instanceId, resource, now: storeNow, leaseUntil: storeNow };
    const [poll] = await claimInstancePolls(db, storeSealer, claim);
    if (!poll) throw new Error(`${resource} was not claimed`);
    for (let commits = 0; keepWriting(commits); commits++) {
      const batch = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, number) =>
        eventIds(`${index}-${commits}-${number}`, random),
      );
      await commitSlowly(
        db,
        random,
        aCommit(poll, { resource, notifications: batch.map((events) => aNotification(events)) }),
      );
      ids.push(...batch.flat());
      if (random() < 0.3) await clock.sleep(random() * 10);
    }
  } finally {
    await db.destroy();
  }
  return ids;
}

const eventIds = (of: string, random: Random): string[] =>
  Array.from({ length: 1 + Math.floor(random() * 10) }, (_, number) => `${of}-${number}`);

function commitSlowly(db: Db, random: Random, commit: PollCommit): Promise<void> {
  if (random() >= slowShare) return createCommitChanges(db)(commit);
  return db.transaction().execute(async (trx) => {
    await createCommitChanges(trx)(commit);
    await clock.sleep(random() * slowestMs);
  });
}

interface Feed {
  events: { eventId: string }[];
  cursor: string;
  hasMore: boolean;
}

/** Reads until everything is written and nothing more comes. */
async function follow(
  serverUrl: string,
  { instanceId, limit, isOver }: { instanceId: number; limit: number; isOver: () => boolean },
): Promise<string[]> {
  const api = apiClient(serverUrl);
  const ids: string[] = [];
  for (let cursor = ''; ;) {
    const last = isOver();
    const query = new URLSearchParams({
      limit: String(limit),
      ...(cursor !== '' && { cursor }),
      ...(!last && { wait: '1' }),
    });
    const feed = await api.call<Feed>('GET', `/instances/${instanceId}/events/feed?${query.toString()}`);
    ids.push(...feed.events.map(({ eventId }) => eventId));
    cursor = feed.cursor;
    if (last && feed.events.length === 0) return ids;
  }
}
