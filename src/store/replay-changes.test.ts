import { expect, test } from 'vitest';
import { breakingAt } from '../../test/kit/breaking-database.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import { acknowledge, askForReplay, replayedIds, storeMany, storeTold } from '../../test/kit/replayed-instance.ts';
import { storeNow, storeSealer } from '../../test/kit/stored-instance.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import type { Db } from './database.ts';
import { deleteInstance } from './delete-instance.ts';
import { deleteNotification } from './delete-notification.ts';
import { cancelReplay, resumeReplay } from './replay-changes.ts';
import { endReplays } from './replay-ends.ts';
import { findReplay, listReplays } from './replay-list.ts';
import { stepReplay } from './replay-steps.ts';
import { saveSubscription } from './save-subscription.ts';

const database = useEmptyDatabase();
const now = storeNow;

const five = ['a', 'b', 'c', 'd', 'e'].map((eventId) => ({ events: [{ eventId }] }));

/** A replay of five notifications, of which one was acknowledged. */
async function underWay(db: Db) {
  const { instanceId, ids } = await storeTold(db, five);
  await acknowledge(db, { instanceId });
  const { id } = await askForReplay(db, instanceId);
  await stepReplay(db, now);
  await acknowledge(db, { replayId: id }, 1);
  return { of: { instanceId, id }, ids };
}

/** As settling does after the last attempt. */
async function deactivate(db: Db, replayId: number): Promise<void> {
  const { id } = await db
    .updateTable('subscriptions')
    .set({ active: false, inactive_reason: 'It answered 410 Gone.', inactive_since_ms: now, next_due_at_ms: null })
    .where('replay_id', '=', replayId)
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('deliveries')
    .set({ status: 'queued' })
    .where('subscription_id', '=', id)
    .where('status', '<>', 'delivered')
    .execute();
}

const claim = (db: Db) =>
  claimDeliveries(db, storeSealer, {
    now,
    leaseUntil: now + 1,
    slow: false,
    subscriptions: 10,
    deliveriesEach: 50,
    exceptEndpoints: [],
  });

test('a replay that is cancelled sends nothing more, and cannot be cancelled again', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  expect(await cancelReplay(db, { ...of, now })).toBe(true);
  expect(await findReplay(db, of)).toMatchObject({
    status: 'cancelled',
    found: 5,
    pending: 0,
    givenUp: 4,
    finishedAt: now,
  });
  expect(await wrongCounts(db)).toEqual([]);
  expect(await claim(db)).toEqual([]);
  expect(await stepReplay(db, now)).toBeUndefined();
  expect(await endReplays(db, now)).toEqual([]);
  expect(await cancelReplay(db, { ...of, now })).toBe(false);
  expect(await resumeReplay(db, { ...of, now })).toBe(false);
});

test('a replay whose receiver is gone fails with the reason, and goes on where it stopped when it is resumed', async () => {
  const { db } = database;
  const { of, ids } = await underWay(db);
  expect(await resumeReplay(db, { ...of, now })).toBe(false);
  await deactivate(db, of.id);
  expect(await endReplays(db, now)).toEqual([{ replayId: of.id, instanceId: of.instanceId, status: 'failed' }]);
  expect(await findReplay(db, of)).toMatchObject({
    status: 'failed',
    pending: 4,
    fault: { code: 'replay.failed', message: 'It answered 410 Gone.' },
  });
  expect(await resumeReplay(db, { ...of, now })).toBe(true);
  expect(await findReplay(db, of)).toMatchObject({ status: 'delivering', fault: null, finishedAt: null });
  expect(await wrongCounts(db)).toEqual([]);
  const [claimed] = await claim(db);
  expect(claimed?.replayId).toBe(of.id);
  expect(claimed?.deliveries.map(({ notification }) => notification.id)).toEqual(ids.slice(1));
});

test('one that fails before it has made all deliveries makes the others after it is resumed', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 1_500);
  const { id } = await askForReplay(db, instanceId);
  const of = { instanceId, id };
  await stepReplay(db, now);
  await deactivate(db, id);
  expect(await stepReplay(db, now)).toBeUndefined();
  await endReplays(db, now);
  await resumeReplay(db, { ...of, now });
  expect(await findReplay(db, of)).toMatchObject({ status: 'running', pending: 1_000 });
  await stepReplay(db, now);
  expect(await replayedIds(db, id)).toHaveLength(1_500);
});

test('replays of an instance that is disabled fail, and nothing of them is sent', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  await db.updateTable('instances').set({ disabled: true }).where('id', '=', of.instanceId).execute();
  expect(await endReplays(db, now)).toMatchObject([{ status: 'failed' }]);
  expect(await claim(db)).toEqual([]);
  expect(await wrongCounts(db)).toEqual([]);
});

test('what is deleted before it was sent counts as given up, and not as delivered', async () => {
  const { db } = database;
  const { of, ids } = await underWay(db);
  const { organization_id: organizationId } = await db
    .selectFrom('instances')
    .select('organization_id')
    .where('id', '=', of.instanceId)
    .executeTakeFirstOrThrow();
  // The first was acknowledged.
  for (const id of ids.slice(0, 2)) await deleteNotification(db, { organizationId, id });
  expect(await findReplay(db, of)).toMatchObject({ found: 5, pending: 3, givenUp: 1 });
});

test('a failed one may be cancelled', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  await deactivate(db, of.id);
  await endReplays(db, now);
  expect(await cancelReplay(db, { ...of, now })).toBe(true);
  expect(await wrongCounts(db)).toEqual([]);
});

test('a change that is broken off has not happened', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  for (const statement of [1, 2, 3]) {
    await expect(cancelReplay(breakingAt(db, statement), { ...of, now })).rejects.toThrow('killed');
    expect(await findReplay(db, of)).toMatchObject({ status: 'delivering', pending: 4 });
  }
  await deactivate(db, of.id);
  await endReplays(db, now);
  for (const statement of [1, 2, 3]) {
    await expect(resumeReplay(breakingAt(db, statement), { ...of, now })).rejects.toThrow('killed');
    expect(await findReplay(db, of)).toMatchObject({ status: 'failed', pending: 4 });
  }
});

test('settings of its own are sealed, and its deliveries are claimed with them', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, five.slice(0, 1));
  await acknowledge(db, { instanceId });
  const settings = { 'event.notification.signature.key': 'a key of its own', 'event.notification.format': 'elements' };
  const { id } = await askForReplay(db, instanceId, { from: 0 }, settings);
  await stepReplay(db, now);
  const row = await db.selectFrom('subscriptions').selectAll().where('replay_id', '=', id).executeTakeFirstOrThrow();
  expect(row.config).toEqual({ 'event.notification.format': 'elements' });
  expect(await claim(db)).toMatchObject([{ replayId: id, instanceId, configuration: settings }]);
});

test('only the events that are asked for are claimed, of a notification that holds others too', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, [{ events: [{ eventId: 'a' }, { eventId: 'b' }] }]);
  await acknowledge(db, { instanceId });
  await askForReplay(db, instanceId, { eventIds: ['b'] });
  await stepReplay(db, now);
  const [claimed] = await claim(db);
  expect(claimed?.deliveries.map(({ notification }) => 'events' in notification && notification.events)).toMatchObject([
    [{ eventId: 'b' }],
  ]);
});

test('replays are listed newest first, page by page', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  const ids: number[] = [];
  while (ids.length < 3) ids.unshift((await askForReplay(db, instanceId)).id);
  const page = async (beforeId: number | undefined) => {
    const { replays, total } = await listReplays(db, { instanceId, beforeId, limit: 2 });
    return { total, ids: replays.map(({ id }) => id) };
  };
  expect(await page(undefined)).toEqual({ total: 3, ids: ids.slice(0, 2) });
  expect(await page(ids[1])).toEqual({ total: 3, ids: ids.slice(2) });
});

test('a replay to the instance’s own URL goes where that goes, and one to another URL stays there', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  const other = await askForReplay(db, of.instanceId, { from: 0 }, {});
  const url = 'https://example.com/new';
  await saveSubscription(db, { instanceId: of.instanceId, url, now });
  expect(await findReplay(db, of)).toMatchObject({ url, status: 'delivering' });
  expect(await findReplay(db, { ...of, id: other.id })).toMatchObject({ url: other.url });
  await saveSubscription(db, { instanceId: of.instanceId, url: undefined, now });
  expect(await endReplays(db, now)).toMatchObject([{ replayId: of.id, status: 'failed' }]);
});

test('replays go with their instance', async () => {
  const { db } = database;
  const { of } = await underWay(db);
  const { organization_id: organizationId } = await db
    .selectFrom('instances')
    .select('organization_id')
    .where('id', '=', of.instanceId)
    .executeTakeFirstOrThrow();
  expect(await deleteInstance(db, { organizationId, id: of.instanceId })).toBe(true);
  expect(await db.selectFrom('replays').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('subscriptions').selectAll().execute()).toEqual([]);
});
