import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { storeOtherOrganization } from '../../test/kit/other-organization.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { makeSubscription, storeTelling } from '../../test/kit/telling-instance.ts';
import { untilBlocked } from '../../test/kit/until-blocked.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import type { JsonValue } from '../lib/json.ts';
import { createInsertMessage, type NewMessage } from './insert-message.ts';

const database = useEmptyDatabase();

/** An organisation with a subscription of each of these lists of topics. */
async function subscribed(...lists: string[][]): Promise<{ organizationId: number; subscriptions: number[] }> {
  const { organizationId } = await storeTelling(database.db, []);
  const subscriptions: number[] = [];
  for (const topics of lists) {
    const id = await makeSubscription(database.db, { organizationId, url: 'http://127.0.0.1:9/', instanceIds: [] });
    for (const topic of topics) {
      const named = { subscription_id: id, topic, organization_id: organizationId };
      await database.db.insertInto('subscription_topics').values(named).execute();
    }
    subscriptions.push(id);
  }
  return { organizationId, subscriptions };
}

const message = (organizationId: number, topic: string, text: JsonValue): NewMessage => ({
  organizationId,
  topic,
  severity: 'low',
  sender: undefined,
  message: text,
  now,
});

const outstanding = (id: number) =>
  database.db
    .selectFrom('deliveries as d')
    .innerJoin('notifications as n', 'n.id', 'd.notification_id')
    .where('d.subscription_id', '=', id)
    .orderBy('n.id')
    .select(['n.message', 'd.status'])
    .execute();

const pendingOf = (id: number) =>
  database.db
    .selectFrom('subscriptions')
    .select(['pending', 'next_due_at_ms'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

test('messages that are told at the same time reach each subscription of their topics, in their order', async () => {
  const { organizationId, subscriptions } = await subscribed(['stock'], ['stock', 'price'], ['other']);
  const [stock = 0, both = 0, other = 0] = subscriptions;
  const insert = createInsertMessage(database.db);
  const topics = ['stock', 'price', 'stock', 'nobody'];
  const told = await Promise.all(topics.map((topic, index) => insert(message(organizationId, topic, index))));
  expect(told.map((one) => [one.topic, one.message])).toEqual(topics.map((topic, index) => [topic, index]));
  expect(told.map(({ id }) => id)).toEqual(told.map(({ id }) => id).toSorted((a, b) => a - b));
  expect((await outstanding(stock)).map((row) => row.message)).toEqual([0, 2]);
  expect((await outstanding(both)).map((row) => row.message)).toEqual([0, 1, 2]);
  expect(await outstanding(other)).toEqual([]);
  expect([await pendingOf(both), await pendingOf(other)]).toEqual([
    { pending: 3, next_due_at_ms: now },
    { pending: 0, next_due_at_ms: null },
  ]);
  expect(await wrongCounts(database.db)).toEqual([]);
});

test('messages of another organisation reach nobody', async () => {
  const { organizationId, subscriptions } = await subscribed(['stock']);
  const { organizationId: elsewhere } = await storeOtherOrganization(database.db);
  const insert = createInsertMessage(database.db);
  await Promise.all([insert(message(elsewhere, 'stock', 'theirs')), insert(message(organizationId, 'stock', 'ours'))]);
  expect(await outstanding(subscriptions[0] ?? 0)).toEqual([{ message: 'ours', status: 'created' }]);
});

test('those that wait for a subscription go together when it is free', async () => {
  const { organizationId, subscriptions } = await subscribed(['stock']);
  const [id = 0] = subscriptions;
  const insert = createInsertMessage(database.db);
  const told: Promise<unknown>[] = [];
  await database.db.transaction().execute(async (trx) => {
    await trx.selectFrom('subscriptions').select('id').where('id', '=', id).forUpdate().execute();
    told.push(insert(message(organizationId, 'stock', 'first')));
    await untilBlocked(database.db);
    for (let number = 0; number < 50; number++) told.push(insert(message(organizationId, 'stock', number)));
  });
  await Promise.all(told);
  const { rows } = await sql<{ stored: number; transactions: number }>`
    select count(*) stored, count(distinct xmin::text) transactions from notifications where topic = 'stock'`.execute(
    database.db,
  );
  expect(rows).toEqual([{ stored: 51, transactions: 2 }]);
  expect(await pendingOf(id)).toMatchObject({ pending: 51 });
});

test('a message that the database refuses fails alone', async () => {
  const { organizationId, subscriptions } = await subscribed(['stock']);
  const insert = createInsertMessage(database.db);
  const gone = 2_000_000_000;
  const told = await Promise.allSettled(
    [organizationId, gone, organizationId].map((id, index) => insert(message(id, 'stock', 'abc'[index] ?? ''))),
  );
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await outstanding(subscriptions[0] ?? 0)).map((row) => row.message)).toEqual(['a', 'c']);
  expect(await wrongCounts(database.db)).toEqual([]);
});

test('a text, a number, an object and a list are answered as they are stored', async () => {
  const { organizationId } = await subscribed();
  const insert = createInsertMessage(database.db);
  const given: JsonValue[] = ['a "text"', 1.5, false, { b: 1, a: ['{'] }, [1, 'two']];
  const told = await Promise.all(given.map((one) => insert(message(organizationId, 'stock', one))));
  expect(told.map((one) => one.message)).toEqual(given);
});
