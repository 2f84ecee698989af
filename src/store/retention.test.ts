import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { breakingAt } from '../../test/kit/breaking-database.ts';
import { clearAllLeftovers } from '../../test/kit/clear-leftovers.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import { acknowledge, askForReplay, replayedIds, storeMany, storeTold } from '../../test/kit/replayed-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import type { Db } from './database.ts';
import { eventsForgottenUpTo } from './forgotten-events.ts';
import { cancelReplay } from './replay-changes.ts';
import { stepReplay } from './replay-steps.ts';
import { forgetBodies, instancesWithOldBodies } from './retention-bodies.ts';
import { forgetReplays } from './retention-ended.ts';
import { forgetNotifications, instancesWithOldNotifications } from './retention-notifications.ts';
import { forgetUndelivered } from './retention-undelivered.ts';

const database = useEmptyDatabase();
const day = 86_400_000;
const before = storeNow + day;

/** Three old notifications and a new one. */
const told = [
  { events: [{ eventId: 'a', date: 1 }] },
  { events: [{ eventId: 'b', date: 5 }] },
  { resource: 'deals', events: [{ eventId: 'c', date: 9 }] },
  { at: before, events: [{ eventId: 'new' }] },
];

const idsIn = async (db: Db) =>
  (await db.selectFrom('notifications').select('id').orderBy('id').execute()).map(({ id }) => id);
const eventsIn = async (db: Db) =>
  (await db.selectFrom('events').select('event_id').orderBy('notification_id').execute()).map((row) => row.event_id);
const feedOf = (db: Db, instanceId: number) =>
  db.selectFrom('event_feeds').selectAll().where('instance_id', '=', instanceId).executeTakeFirstOrThrow();
const accountsOf = async (db: Db) => (await db.selectFrom('accounts').select('id').execute()).map(({ id }) => id);

const forget = (db: Db, instanceId: number, { afterId = 0, limit = 10 } = {}) =>
  forgetNotifications(db, { instanceId, afterId, before, limit });

test('old notifications are deleted with all that hangs on them, and the feed says up to where', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  expect(await instancesWithOldNotifications(db, { accountIds: await accountsOf(db), before })).toEqual([instanceId]);
  expect(await forget(db, instanceId)).toEqual({ forgotten: 3, lastId: undefined });
  expect(await idsIn(db)).toEqual([ids[3]]);
  expect(await eventsIn(db)).toEqual(['new']);
  expect(await db.selectFrom('deliveries').selectAll().execute()).toHaveLength(1);
  expect(await feedOf(db, instanceId)).toMatchObject({ forgotten_up_to: ids[2] });
  expect(await instancesWithOldNotifications(db, { accountIds: await accountsOf(db), before })).toEqual([]);
});

test('of each resource it is known up to which date events were forgotten', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  const upTo = (resource: string) => eventsForgottenUpTo(db, { instanceId, resource });
  expect(await upTo('contacts')).toBeUndefined();
  await forget(db, instanceId, { limit: 1 });
  expect([await upTo('contacts'), await upTo('deals')]).toEqual([1, undefined]);
  await forget(db, instanceId);
  expect([await upTo('contacts'), await upTo('deals')]).toEqual([5, 9]);
});

test('a date in the future does not make everything up to it forgotten', async () => {
  const { db } = database;
  const future = (before + 400 * day) * 1000;
  const { instanceId } = await storeTold(db, [{ events: [{ eventId: 'a', date: future }] }]);
  await acknowledge(db, { instanceId });
  await forget(db, instanceId);
  expect(await eventsForgottenUpTo(db, { instanceId, resource: 'contacts' })).toBe(storeNow * 1000);
});

test('what a delivery is outstanding for stays, whatever its age, and what is behind it goes', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, told);
  await acknowledge(db, { instanceId }, 1);
  await sql`update deliveries set status = 'delivered' where notification_id = ${ids[2]}`.execute(db);
  await sql`update subscriptions set pending = 2`.execute(db);
  expect(await forget(db, instanceId)).toMatchObject({ forgotten: 2 });
  expect(await idsIn(db)).toEqual([ids[1], ids[3]]);
  expect(await wrongCounts(db)).toEqual([]);
});

test('what a replay has yet to look at stays, and so does what it has not delivered', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  const { id } = await askForReplay(db, instanceId);
  expect(await forget(db, instanceId)).toMatchObject({ forgotten: 0 });
  await stepReplay(db, storeNow);
  expect(await forget(db, instanceId)).toMatchObject({ forgotten: 0 });
  await acknowledge(db, { replayId: id });
  expect(await forget(db, instanceId)).toMatchObject({ forgotten: 3 });
});

test('a long history goes window by window', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 450);
  let [afterId, windows]: [number | undefined, number] = [0, 0];
  while (afterId !== undefined) {
    afterId = (await forget(db, instanceId, { afterId, limit: 200 }))?.lastId;
    windows++;
  }
  expect(windows).toBe(3);
  expect(await idsIn(db)).toEqual([]);
});

test('bodies go, with the values before, and the events stay; the next time nothing is looked at again', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  await sql`update events set changes = '{"changed":["name"],"previous":{"name":"Ada"}}' where event_id = 'a'`.execute(
    db,
  );
  const accountIds = await accountsOf(db);
  expect(await instancesWithOldBodies(db, { accountIds, before })).toEqual([{ instanceId, afterId: 0 }]);
  expect(await forgetBodies(db, { instanceId, afterId: 0, before, limit: 10 })).toEqual({
    forgotten: 3,
    lastId: undefined,
  });
  const rows = await db.selectFrom('events').select(['record', 'changes']).orderBy('notification_id').execute();
  expect(rows).toEqual([
    { record: null, changes: { changed: ['name'] } },
    { record: null, changes: null },
    { record: null, changes: null },
    { record: '{"id":1}', changes: null },
  ]);
  expect(await feedOf(db, instanceId)).toMatchObject({ bodies_forgotten_up_to: ids[2], forgotten_up_to: 0 });
  expect(await instancesWithOldBodies(db, { accountIds, before })).toEqual([]);
});

test('bodies that somebody waits for stay, and are looked at again', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, told);
  await acknowledge(db, { instanceId }, 1);
  expect(await forgetBodies(db, { instanceId, afterId: 0, before, limit: 10 })).toMatchObject({ forgotten: 1 });
  expect(await feedOf(db, instanceId)).toMatchObject({ bodies_forgotten_up_to: ids[0] });
  await acknowledge(db, { instanceId });
  await askForReplay(db, instanceId);
  expect(await forgetBodies(db, { instanceId, afterId: 0, before, limit: 10 })).toMatchObject({ forgotten: 0 });
});

test('deliveries that were given up are no longer outstanding, and replays are not concerned', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  const { id } = await askForReplay(db, instanceId);
  await stepReplay(db, storeNow);
  const accountIds = await accountsOf(db);
  expect(await forgetUndelivered(db, { accountIds, before, limit: 2 })).toBe(2);
  expect(await forgetUndelivered(db, { accountIds, before, limit: 2 })).toBe(1);
  expect(await wrongCounts(db)).toEqual([]);
  expect(await replayedIds(db, id)).toHaveLength(4);
  expect(await forgetUndelivered(db, { accountIds: [0], before: Number.MAX_SAFE_INTEGER, limit: 2 })).toBe(0);
  expect(await forgetUndelivered(db, { accountIds, before: before + 1, limit: 2 })).toBe(1);
  expect(await wrongCounts(db)).toEqual([]);
});

test('replays that ended long ago go at once, and their deliveries afterwards', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  const { id } = await askForReplay(db, instanceId);
  const other = await askForReplay(db, instanceId);
  while (await stepReplay(db, storeNow));
  await acknowledge(db, { replayId: id }, 2);
  await db.updateTable('replays').set({ status: 'failed', finished_at_ms: storeNow }).where('id', '=', id).execute();
  await db
    .updateTable('subscriptions')
    .set({ active: false, next_due_at_ms: null })
    .where('replay_id', '=', id)
    .execute();
  const old = { accountIds: await accountsOf(db), before, limit: 3 };
  expect(await forgetReplays(db, old)).toBe(1);
  expect(await forgetReplays(db, old)).toBe(0);
  expect(await db.selectFrom('replays').select('id').execute()).toEqual([{ id: other.id }]);
  await cancelReplay(db, { instanceId, id: other.id, now: before });
  expect(await forgetReplays(db, old)).toBe(0);
  expect(await db.selectFrom('deliveries').selectAll().execute()).toHaveLength(8);
  expect(await clearAllLeftovers(db)).toEqual({ deliveries: 5 });
  expect(await wrongCounts(db)).toEqual([]);
});

test('a batch that is broken off has deleted nothing', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  const accountIds = await accountsOf(db);
  for (const statement of [1, 2, 3, 4])
    await expect(forgetUndelivered(breakingAt(db, statement), { accountIds, before, limit: 9 })).rejects.toThrow(
      'killed',
    );
  expect(await db.selectFrom('deliveries').selectAll().execute()).toHaveLength(4);
  await acknowledge(db, { instanceId });
  for (const statement of [1, 2, 3])
    await expect(forget(breakingAt(db, statement), instanceId)).rejects.toThrow('killed');
  expect(await idsIn(db)).toHaveLength(4);
  expect(await feedOf(db, instanceId)).toMatchObject({ forgotten_up_to: 0 });
});

test('while one process deletes, another one leaves it alone', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, told);
  await acknowledge(db, { instanceId });
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const other = db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7204414, 1)`.execute(trx);
    held.resolve();
    await release.promise;
  });
  await held.promise;
  expect(await forget(db, instanceId)).toBeUndefined();
  release.resolve();
  await other;
  expect(await forget(db, instanceId)).toMatchObject({ forgotten: 3 });
});
