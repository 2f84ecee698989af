import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { eventsOf } from '../../test/kit/claimed-subscription.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import {
  claimedEventIds as eventIds,
  claimOneOutstanding,
  claimOutstanding,
} from '../../test/kit/claim-outstanding.ts';
import { makeSubscription, storeTelling } from '../../test/kit/telling-instance.ts';
import { subscriptionOf } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import type { DeliveriesDue } from './claim-deliveries.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const minute = 60_000;

const withEvents = (ids: string[]) => storeTelling(database.db, ids);
const claim = (values: Partial<DeliveriesDue> = {}) => claimOutstanding(database.db, values);
const claimOne = (values: Partial<DeliveriesDue> = {}) => claimOneOutstanding(database.db, values);

test('a subscription is claimed with its oldest outstanding deliveries in their order, by one worker at a time', async () => {
  const { instanceId } = await withEvents(['a', 'b', 'c', 'd']);
  const claimed = await claimOne({ deliveriesEach: 3 });
  expect(eventIds(claimed)).toEqual(['a', 'b', 'c']);
  expect(claimed).toMatchObject({ url: 'http://127.0.0.1:9/callback', fence: 1, instanceId, pending: 4, held: 0 });
  expect(claimed.deliveries[0]).toMatchObject({
    attempts: 0,
    instance: { id: instanceId },
    notification: { kind: 'events', resource: 'contacts', initial: false },
  });
  expect(await claim()).toEqual([]);
  expect(await claim({ now: now + minute })).toMatchObject([{ fence: 2 }]);
});

test('many workers at once claim every subscription once', async () => {
  for (let count = 0; count < 8; count++) await withEvents([`e${count}`]);
  const claims = await Promise.all(Array.from({ length: 4 }, () => claim({ subscriptions: 3 })));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length + (await claim()).length).toBe(8);
});

test('each lane claims its own subscriptions', async () => {
  const [quick, slow] = [await withEvents(['a']), await withEvents(['b'])];
  const { db } = database;
  await db.updateTable('subscriptions').set({ slow: true }).where('instance_id', '=', slow.instanceId).execute();
  expect(await claim()).toMatchObject([{ instanceId: quick.instanceId, slow: false }]);
  expect(await claim({ slow: true })).toMatchObject([{ instanceId: slow.instanceId, slow: true }]);
});

test('endpoints that have enough under way are left out, whichever subscription it is', async () => {
  const url = 'https://busy.example.com/a:b';
  const busy = await storeTelling(database.db, ['a'], { url });
  const other = await withEvents(['b']);
  const exceptEndpoints = [`${busy.organizationId}:${url}`, '77:http://127.0.0.1:9/callback'];
  expect(await claim({ exceptEndpoints })).toMatchObject([{ instanceId: other.instanceId }]);
  expect(await claim()).toMatchObject([{ url }]);
});

test('a subscription made for the topics of two instances gets the events of both, with its own settings', async () => {
  const [one, two, third] = [await withEvents([]), await withEvents([]), await withEvents([])];
  const settings = { 'event.notification.signature.key': 'its own key', 'event.notification.batch.size': '1' };
  const id = await makeSubscription(database.db, {
    organizationId: one.organizationId,
    url: 'https://both.example.com/',
    instanceIds: [one.instanceId, two.instanceId],
    settings,
  });
  await one.tell(['a']);
  await two.tell(['b']);
  await third.tell(['c']);
  const claimed = (await claim()).find((subscription) => subscription.id === id);
  expect(claimed).toMatchObject({
    url: 'https://both.example.com/',
    instanceId: undefined,
    replayId: undefined,
    configuration: settings,
    pending: 2,
    deliveries: [
      { instance: { id: one.instanceId }, notification: { instanceId: one.instanceId } },
      { instance: { id: two.instanceId }, notification: { instanceId: two.instanceId } },
    ],
  });
});

test('a message has no instance, and comes as it was given', async () => {
  const { organizationId } = await withEvents([]);
  const { db } = database;
  const id = await makeSubscription(db, { organizationId, url: 'https://one.example.com/', instanceIds: [] });
  const message = { text: 'hello', of: [1, null] };
  await storeMessage(id, { organization_id: organizationId, topic: 'news', severity: 'high', message });
  expect((await claimOne()).deliveries).toEqual([
    {
      attempts: 0,
      instance: undefined,
      notification: {
        kind: 'message',
        id: expect.any(Number) as number,
        organizationId,
        topic: 'news',
        severity: 'high',
        sender: undefined,
        message,
        createdAt: now,
      },
    },
  ]);
});

/** A message that is outstanding for this subscription alone. */
async function storeMessage(
  subscriptionId: number,
  { message, ...columns }: { organization_id: number; topic: string; severity: string; message: unknown },
): Promise<void> {
  const { db } = database;
  const { id } = await db
    .insertInto('notifications')
    .values({
      id: sql<number>`nextval('notification_ids')`,
      initial: false,
      created_at_ms: now,
      message: JSON.stringify(message),
      ...columns,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await deliverTo(subscriptionId, [id]);
}

async function deliverTo(subscriptionId: number, notificationIds: number[]): Promise<void> {
  const { db } = database;
  const rows = notificationIds.map((notification_id) => ({
    subscription_id: subscriptionId,
    notification_id,
    status: 'created' as const,
    created_at_ms: now,
  }));
  await db.insertInto('deliveries').values(rows).execute();
  const set = { pending: rows.length, next_due_at_ms: now };
  await db.updateTable('subscriptions').set(set).where('id', '=', subscriptionId).execute();
}

test('a replay has the settings of its instance and only those events of a notification that it asks for', async () => {
  const { instanceId, organizationId } = await withEvents(['a', 'b']);
  const { db } = database;
  await db
    .updateTable('instances')
    .set({ configuration: JSON.stringify({ 'event.notification.format': 'cloudevents' }) })
    .where('id', '=', instanceId)
    .execute();
  const filter = JSON.stringify({ eventIds: ['b'] });
  const replay = await db
    .insertInto('replays')
    .values({ instance_id: instanceId, filter, status: 'running', up_to_id: 2 ** 40, created_at_ms: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const id = await makeSubscription(db, { organizationId, url: 'https://again.example.com/', instanceIds: [] });
  const own = { replay_id: replay.id, config: null, secrets_sealed: null };
  await db.updateTable('subscriptions').set(own).where('id', '=', id).execute();
  const rows = await db.selectFrom('notifications').select('id').orderBy('id').execute();
  await deliverTo(
    id,
    rows.map((row) => row.id),
  );
  const claimed = (await claim()).find((subscription) => subscription.id === id);
  expect(claimed).toMatchObject({
    instanceId,
    replayId: replay.id,
    configuration: { 'event.notification.format': 'cloudevents' },
  });
  expect(claimed?.deliveries.map(({ notification }) => eventsOf(notification).map(({ eventId }) => eventId))).toEqual([
    [],
    ['b'],
  ]);
});

/** As a settlement leaves a delivery that failed. */
const failed = (eventId: string, retryAt: number) =>
  database.db
    .updateTable('deliveries')
    .set({ status: 'retry', attempts: 1, next_attempt_at_ms: retryAt })
    .where('notification_id', '=', (query) =>
      query.selectFrom('events').select('notification_id').where('event_id', '=', eventId),
    )
    .execute();

test.each([60, 150])('%i deliveries of one refused record hold back no other record', async (count) => {
  const { tell } = await withEvents([]);
  const ofOneRecord = Array.from({ length: count }, (_, index) => `refused-${index}`);
  await tell(ofOneRecord, () => 'refused');
  await tell(['x', 'y']);
  await failed('refused-0', now + 8_000);
  const claimed = await claimOne();
  expect(eventIds(claimed)).toEqual(['x', 'y']);
  expect(claimed).toMatchObject({ held: count, heldUntil: now + 8_000, pending: count + 2 });
});

test('once its retry is due, a refused delivery goes first, and those of its record behind it', async () => {
  const { tell } = await withEvents([]);
  await tell(['a', 'b', 'c'], (eventId) => (eventId === 'b' ? 'other' : 'same'));
  await failed('a', now + 8_000);
  const claimed = await claimOne({ now: now + 8_000 });
  expect(eventIds(claimed)).toEqual(['a', 'b', 'c']);
  expect(claimed).toMatchObject({ held: 0, heldUntil: undefined, deliveries: [{ attempts: 1 }, {}, {}] });
});

test('records of the same name, of two instances, do not wait for each other', async () => {
  const [one, two] = [await withEvents([]), await withEvents([])];
  const id = await makeSubscription(database.db, {
    organizationId: one.organizationId,
    url: 'https://both.example.com/',
    instanceIds: [one.instanceId, two.instanceId],
  });
  await one.tell(['a'], () => 'same');
  await two.tell(['b'], () => 'same');
  await failed('a', now + 8_000);
  const claimed = (await claim()).find((subscription) => subscription.id === id);
  expect(claimed && eventIds(claimed)).toEqual(['b']);
});

test('a claim that was never settled is taken up again when its lease has ended', async () => {
  await withEvents(['a']);
  await claimOne({ leaseUntil: now + minute });
  expect(await claim({ now: now + minute - 1 })).toEqual([]);
  expect(eventIds(await claimOne({ now: now + minute }))).toEqual(['a']);
});

test('a subscription or an instance whose secrets do not open is left, is told of, and stops no other', async () => {
  const broken = await withEvents(['a']);
  const whole = await withEvents(['b']);
  const { db } = database;
  const url = 'http://127.0.0.1:9/made';
  const made = await makeSubscription(db, { ...whole, url, instanceIds: [whole.instanceId], settings: {} });
  await whole.tell(['c']);
  const garbage = Buffer.alloc(64, 1);
  await db.updateTable('instances').set({ secrets_sealed: garbage }).where('id', '=', broken.instanceId).execute();
  await db.updateTable('subscriptions').set({ secrets_sealed: garbage }).where('id', '=', made).execute();
  const told: object[] = [];
  const claimed = await claim({ unreadable: (about) => told.push(about) });
  expect(claimed.map(eventIds)).toEqual([['b', 'c']]);
  const { id } = await subscriptionOf(db, broken.instanceId);
  expect(told).toEqual(
    expect.arrayContaining([{ subscriptionId: id, instanceId: broken.instanceId }, { subscriptionId: made }]),
  );
  expect(told).toHaveLength(2);
  await expect(claim({ now: now + minute })).rejects.toThrow(/sealed/);
});

test('events of an instance whose secrets do not open are for who subscribed to its topic', async () => {
  const { instanceId, organizationId, tell } = await withEvents([]);
  const { db } = database;
  const url = 'http://127.0.0.1:9/made';
  const made = await makeSubscription(db, { organizationId, url, instanceIds: [instanceId], settings: {} });
  await tell(['a']);
  await db
    .updateTable('instances')
    .set({ secrets_sealed: Buffer.alloc(64, 1) })
    .where('id', '=', instanceId)
    .execute();
  const claimed = await claim({ unreadable: () => {} });
  expect(claimed.map(({ id }) => id)).toEqual([made]);
  expect(claimed.flatMap(eventIds)).toEqual(['a']);
});
