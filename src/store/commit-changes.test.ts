import { beforeEach, expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  aCommit,
  aNotification,
  claimPoll,
  claimThree,
  completed,
  cursorOf,
  eventIdsOf,
  storePolledInstance,
  subscriptionOf,
} from '../../test/kit/polled-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import type { ClaimedPoll } from './claim-polls.ts';
import { createCommitChanges, type CommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { saveSubscription } from './save-subscription.ts';

const database = useEmptyDatabase();
let db: Db;
let commit: CommitChanges;

beforeEach(() => {
  db = database.db;
  commit = createCommitChanges(db);
});

const claim = (instanceId: number): Promise<ClaimedPoll> => claimPoll(db, instanceId);

const superseded = { code: 'poll.superseded' };
const deliveriesOf = (of: Db) =>
  of.selectFrom('deliveries').select(['notification_id', 'status']).orderBy('notification_id').execute();
const versionsOf = (of: Db) => of.selectFrom('record_versions').selectAll().orderBy('record_id').execute();
const cursorRow = (id: number) => db.selectFrom('cursors').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('events, versions, notification, delivery, cursor and settlement appear together', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  await commit(
    aCommit(poll, {
      versions: [{ cursorId, recordId: '1', version: 'v1', revision: 0, date: 500 }],
      notifications: [aNotification(['a', 'b'])],
      cursors: [
        {
          cursorId,
          clockSkew: 7,
          baseline: true,
          reached: { watermark: 1_000, scannedAt: 1_000, completeUpTo: 900, forgetBefore: 100 },
        },
      ],
      settle: completed(storeNow + 900_000),
    }),
  );
  expect(await eventIdsOf(db)).toEqual(['a', 'b']);
  expect(await versionsOf(db)).toMatchObject([{ record_id: '1', version: 'v1', date_us: 500 }]);
  expect(await cursorRow(cursorId)).toMatchObject({
    watermark_us: 1_000,
    complete_up_to_us: 900,
    clock_skew_us: 7,
    baseline_complete: true,
  });
  expect(await db.selectFrom('notifications').selectAll().execute()).toMatchObject([
    { instance_id: instanceId, resource: 'contacts' },
  ]);
  expect(await deliveriesOf(db)).toMatchObject([{ status: 'created' }]);
  expect(await subscriptionOf(db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: storeNow });
  expect(await db.selectFrom('polls').selectAll().executeTakeFirst()).toMatchObject({
    lease_until_ms: null,
    next_poll_at_ms: storeNow + 900_000,
    last_outcome: 'completed',
    consecutive_failures: 0,
  });
});

test('whoever was superseded writes nothing at all', async () => {
  const { instanceId } = await storePolledInstance(db);
  const stale = await claim(instanceId);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  const everything = {
    versions: [{ cursorId, recordId: '1', version: 'v1', revision: 0, date: 500 }],
    notifications: [aNotification(['a'])],
    cursors: [
      {
        cursorId,
        clockSkew: 0,
        baseline: true,
        reached: { watermark: 1_000, scannedAt: 1_000, completeUpTo: 900, forgetBefore: 0 },
      },
    ],
    settle: completed(storeNow + 1),
  };
  await expect(commit(aCommit(stale, everything))).rejects.toMatchObject(superseded);
  expect(await eventIdsOf(db)).toEqual([]);
  expect(await versionsOf(db)).toEqual([]);
  expect(await deliveriesOf(db)).toEqual([]);
  expect(await cursorRow(cursorId)).toMatchObject({ watermark_us: null, baseline_complete: false });
  expect(await db.selectFrom('polls').select(['fence', 'next_poll_at_ms']).executeTakeFirst()).toEqual({
    fence: poll.fence,
    next_poll_at_ms: storeNow,
  });
});

test('a superseded poller in one batch with the one that took over writes nothing either', async () => {
  const { instanceId } = await storePolledInstance(db);
  const stale = await claim(instanceId);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  const version = (text: string) => ({ cursorId, recordId: '1', version: text, revision: 0, date: 500 });
  const outcomes = await Promise.allSettled([
    commit(aCommit(stale, { notifications: [aNotification(['stale'])], versions: [version('stale')] })),
    commit(aCommit(poll, { notifications: [aNotification(['fresh'])], versions: [version('fresh')] })),
  ]);
  expect(outcomes).toMatchObject([{ status: 'rejected', reason: superseded }, { status: 'fulfilled' }]);
  expect(await eventIdsOf(db)).toEqual(['fresh']);
  expect(await versionsOf(db)).toMatchObject([{ version: 'fresh' }]);
});

test('an event is stored once, and a notification without a new event is not made', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  await commit(aCommit(poll, { notifications: [aNotification(['a', 'b'])] }));
  await commit(aCommit(poll, { notifications: [aNotification(['a', 'b'])] }));
  await commit(aCommit(poll, { notifications: [aNotification(['b', 'c', 'c'])] }));
  expect(await eventIdsOf(db)).toEqual(['a', 'b', 'c']);
  expect(await deliveriesOf(db)).toHaveLength(2);
  expect(await subscriptionOf(db, instanceId)).toMatchObject({ pending: 2 });
});

test('events of a switched-off subscription wait, queued', async () => {
  const { instanceId } = await storePolledInstance(db);
  await db.updateTable('subscriptions').set({ active: false }).execute();
  const poll = await claim(instanceId);
  await commit(aCommit(poll, { notifications: [aNotification(['a'])] }));
  expect(await deliveriesOf(db)).toMatchObject([{ status: 'queued' }]);
  expect(await subscriptionOf(db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: null });
});

test('an instance without a subscription stores its events for whoever reads them', async () => {
  const { instanceId } = await storePolledInstance(db, { url: undefined });
  await commit(aCommit(await claim(instanceId), { notifications: [aNotification(['a'])] }));
  expect(await eventIdsOf(db)).toEqual(['a']);
  expect(await deliveriesOf(db)).toEqual([]);
});

test('a commit while the subscription is switched on again finds it switched on', async () => {
  const { instanceId } = await storePolledInstance(db);
  await db.updateTable('subscriptions').set({ active: false }).execute();
  const poll = await claim(instanceId);
  let committed: Promise<void> | undefined;
  await db.transaction().execute(async (trx) => {
    await saveSubscription(trx, { instanceId, url: 'http://127.0.0.1:9/', now: storeNow });
    committed = commit(aCommit(poll, { notifications: [aNotification(['a'])] }));
    await waitUntilBlocked();
  });
  await committed;
  expect(await deliveriesOf(db)).toMatchObject([{ status: 'created' }]);
  expect(await subscriptionOf(db, instanceId)).toMatchObject({ pending: 1, next_due_at_ms: storeNow });
});

/** Until another statement waits for a lock. */
async function waitUntilBlocked(): Promise<void> {
  const blocked = () =>
    db
      .selectFrom('pg_stat_activity' as never)
      .select('pid' as never)
      .where('datname' as never, '=', new URL(database.url).pathname.slice(1) as never)
      .where('wait_event_type' as never, '=', 'Lock' as never)
      .execute();
  while ((await blocked()).length === 0);
}

test('a cursor never moves back', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  const move = (watermark: number) => ({
    cursorId,
    clockSkew: watermark,
    reached: { watermark, scannedAt: watermark, completeUpTo: watermark - 10, forgetBefore: 0 },
  });
  await commit(aCommit(poll, { cursors: [move(1_000)] }));
  await commit(aCommit(poll, { cursors: [move(500)] }));
  expect(await cursorRow(cursorId)).toMatchObject({ watermark_us: 1_000, complete_up_to_us: 990, clock_skew_us: 500 });
});

test('a scan that does not count tells the skew and leaves the cursor where it is', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  const reached = { watermark: 1_000, scannedAt: 1_100, completeUpTo: 900, forgetBefore: 0 };
  await commit(aCommit(poll, { cursors: [{ cursorId, clockSkew: 0, baseline: true, reached }] }));
  await commit(aCommit(poll, { cursors: [{ cursorId, clockSkew: -600, reached: undefined }] }));
  expect(await cursorRow(cursorId)).toMatchObject({
    watermark_us: 1_000,
    scanned_at_us: 1_100,
    complete_up_to_us: 900,
    clock_skew_us: -600,
  });
});

test('versions that cannot come again are forgotten, those without a date and of other cursors are not', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const [cursorId, other] = [await cursorOf(db, poll), await cursorOf(db, poll, 'other')];
  const version = (recordId: string, date: number | undefined, of = cursorId) => ({
    cursorId: of,
    recordId,
    version: 'v',
    revision: 0,
    date,
  });
  const versions = [version('old', 99), version('edge', 100), version('undated', undefined), version('old', 99, other)];
  await commit(aCommit(poll, { versions }));
  await commit(
    aCommit(poll, {
      cursors: [
        {
          cursorId,
          clockSkew: 0,
          baseline: true,
          reached: { watermark: 500, scannedAt: 500, completeUpTo: 400, forgetBefore: 100 },
        },
      ],
    }),
  );
  expect((await versionsOf(db)).map((row) => [row.cursor_id, row.record_id])).toEqual([
    [cursorId, 'edge'],
    [other, 'old'],
    [cursorId, 'undated'],
  ]);
});

test('failures are counted until a poll completes; throttling is counted apart, and nothing else counts', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const fault = { code: 'provider.unreachable', message: 'away\0' };
  const counted: number[][] = [];
  const outcomes = ['failed', 'throttled', 'interrupted', 'throttled', 'reconnect', 'failed', 'completed'] as const;
  for (const outcome of outcomes) {
    await commit(
      aCommit(poll, {
        settle: { ...completed(storeNow), outcome, fault: outcome === 'completed' ? undefined : fault },
      }),
    );
    const row = await db.selectFrom('polls').selectAll().executeTakeFirstOrThrow();
    counted.push([row.consecutive_failures, row.consecutive_throttles]);
  }
  expect(counted).toEqual([
    [1, 0],
    [1, 1],
    [1, 1],
    [1, 2],
    [1, 0],
    [2, 0],
    [0, 0],
  ]);
  expect(await db.selectFrom('polls').select('last_fault').executeTakeFirst()).toEqual({ last_fault: null });
});

test('commits of different polls go together in one statement, each with its own fate', async () => {
  const polls = await claimThree(db);
  const taken = polls[1];
  await claim(taken?.instance.id ?? 0);
  const outcomes = await Promise.allSettled(
    polls.map((poll, index) =>
      commit(aCommit(poll, { notifications: [aNotification([`e${index}`])], settle: completed(storeNow) })),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await eventIdsOf(db)).toEqual(['e0', 'e2']);
  const pending = await db.selectFrom('subscriptions').select('pending').orderBy('id').execute();
  expect(pending.map((row) => row.pending)).toEqual([1, 0, 1]);
});

test('a NUL in the words of a provider keeps nobody from being written', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const cursorId = await cursorOf(db, poll);
  await commit(
    aCommit(poll, { versions: [{ cursorId, recordId: 'a\0b', version: 'v\0', revision: 0, date: undefined }] }),
  );
  expect(await versionsOf(db)).toMatchObject([{ record_id: 'a\uFFFDb', version: 'v\uFFFD' }]);
});

test('notifications found later have greater ids, whichever process writes them', async () => {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claim(instanceId);
  const processes = [commit, createCommitChanges(db)];
  for (let turn = 0; turn < 6; turn++) {
    await processes[turn % 2]?.(
      aCommit(poll, { notifications: [aNotification([`${turn}a`]), aNotification([`${turn}b`])] }),
    );
  }
  const rows = await db
    .selectFrom('events')
    .select(['event_id', 'notification_id'])
    .orderBy('notification_id')
    .execute();
  expect(rows.map((row) => row.event_id)).toEqual([0, 1, 2, 3, 4, 5].flatMap((turn) => [`${turn}a`, `${turn}b`]));
});

test('a value that the database refuses fails its own commit, not those that went with it', async () => {
  const { db } = database;
  const polls = await claimThree(db);
  const commit = createCommitChanges(db);
  const outcomes = await Promise.allSettled(
    polls.map((poll, index) =>
      commit(
        aCommit(poll, { notifications: [aNotification([`event ${index}`], index === 1 ? { pollDate: NaN } : {})] }),
      ),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await eventIdsOf(db)).toEqual(['event 0', 'event 2']);
});
