import { expect, onTestFinished, test } from 'vitest';
import {
  storeAttempts,
  storeEndedReconciliations,
  storeOneOfEach,
  storeSessions,
  storeTwoMessages,
} from '../../test/kit/aged-rows.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { until } from '../../test/kit/flow.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { storeMany, storeTold } from '../../test/kit/replayed-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { createLog } from '../lib/log.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../store/database.ts';
import { createRetentionStore } from '../store/retention-store.ts';
import { forgetOld } from './forget-old.ts';
import { startRetention } from './retention.ts';

const database = useEmptyDatabase();
const day = 86_400_000;
const never = new AbortController().signal;

/** A clock that stands still; who sleeps wakes at once. */
const clockAt = (now: number): Clock => ({ now: () => now, sleep: () => Promise.resolve() });

const pass = (db: Db, now: number, { forgottenBefore = new Map<string, number>(), signal = never } = {}) =>
  forgetOld({ clock: clockAt(now), store: createRetentionStore(db), forgottenBefore }, signal);

const keep = (db: Db, settings: Record<string, string>) =>
  db
    .updateTable('accounts')
    .set({ settings: JSON.stringify(settings) })
    .execute();

const rowsOf = async (
  db: Db,
  table: 'notifications' | 'delivery_attempts' | 'usage_records' | 'notices' | 'reconciliations',
) => (await db.selectFrom(table).selectAll().execute()).length;

test('each kind goes when its days are over, and not before', async () => {
  const { db } = database;
  await storeOneOfEach(db);
  await keep(db, {});
  expect(await pass(db, storeNow + 14 * day)).toEqual({});
  expect(await pass(db, storeNow + 14 * day + 1)).toEqual({ attempts: 1 });
  expect(await pass(db, storeNow + 30 * day)).toEqual({});
  expect(await pass(db, storeNow + 30 * day + 1)).toEqual({ notifications: 1, usage: 1, polls: 1 });
  expect(await pass(db, storeNow + 90 * day)).toEqual({});
  expect(await pass(db, storeNow + 90 * day + 1)).toEqual({ notices: 1 });
});

test('an account keeps what it says for as long as it says', async () => {
  const { db } = database;
  await storeOneOfEach(db);
  await keep(db, {
    'retention.events.days': 'never',
    'retention.bodies.days': '2',
    'retention.attempts.days': 'never',
    'retention.usage.days': '1',
    'retention.notices.days': 'never',
    'retention.polls.days': 'never',
  });
  expect(await pass(db, storeNow + 10_000 * day)).toEqual({ bodies: 1, usage: 1 });
  await keep(db, { 'retention.events.days': '3', 'retention.attempts.days': '3', 'retention.notices.days': '3' });
  expect(await pass(db, storeNow + 3 * day + 1)).toEqual({ notifications: 1, notices: 1 });
});

test('what was never delivered stays for ever, unless the account gives it up', async () => {
  const { db } = database;
  await storeTold(db, [{ events: [{ eventId: 'a' }] }]);
  await keep(db, {});
  expect(await pass(db, storeNow + 10_000 * day)).toEqual({});
  await keep(db, { 'retention.undelivered.days': '40' });
  expect(await pass(db, storeNow + 40 * day)).toEqual({});
  expect(await pass(db, storeNow + 40 * day + 1)).toEqual({ undelivered: 1, notifications: 1 });
});

test('everything goes, however much it is, and a pass that is stopped leaves the rest to the next', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 1_100);
  await storeAttempts(db, 2);
  await keep(db, { 'retention.events.days': 'never' });
  const stopping = new AbortController();
  stopping.abort();
  expect(await pass(db, storeNow + 15 * day, { signal: stopping.signal })).toEqual({});
  const forgottenBefore = new Map<string, number>();
  expect(await pass(db, storeNow + 15 * day, { forgottenBefore })).toEqual({ attempts: 2_200 });
  expect(await rowsOf(db, 'delivery_attempts')).toBe(0);
  expect([...forgottenBefore.values()]).toContain(storeNow + day);
  await keep(db, {});
  expect(await pass(db, storeNow + 31 * day, { forgottenBefore })).toEqual({ notifications: 1_100 });
});

test('messages go when every subscription has got them', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeTwoMessages(db, instanceId);
  await keep(db, {});
  expect(await pass(db, storeNow + 31 * day)).toEqual({ messages: 1 });
  expect(await rowsOf(db, 'notifications')).toBe(1);
});

test('of reconciliations the last five that ended stay, and sessions go when they end', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await keep(db, {});
  await storeEndedReconciliations(db, instanceId, 7);
  await storeSessions(db, [storeNow, storeNow + 100 * day]);
  expect(await pass(db, storeNow + 89 * day)).toEqual({ sessions: 1 });
  expect(await pass(db, storeNow + 91 * day)).toEqual({ reconciliations: 2 });
  expect(await rowsOf(db, 'reconciliations')).toBe(5);
});

test('a process looks every five minutes, until it is stopped', async () => {
  const { db } = database;
  await storeOneOfEach(db);
  await keep(db, {});
  const clock = createManualClock(storeNow + 31 * day);
  const retention = startRetention({ clock, log: createLog('silent'), store: createRetentionStore(db) });
  onTestFinished(() => retention.stop());
  await clock.advance(299_999);
  expect(await rowsOf(db, 'notifications')).toBe(1);
  await clock.advance(1);
  await until(async () => (await rowsOf(db, 'usage_records')) === 0);
  expect(await rowsOf(db, 'notifications')).toBe(0);
});
