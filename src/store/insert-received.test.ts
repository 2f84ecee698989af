import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/kit/database.ts';
import { storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeInstance, storeNow, storeSealer } from '../../test/kit/stored-instance.ts';
import { claimReceived, type ReceivedDue } from './claim-received.ts';
import { createInsertReceived, type ReceivedToInsert } from './insert-received.ts';
import { forgetWebhooks, instancesWithOldWebhooks } from './retention-webhooks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.db.deleteFrom('instances').execute());

const aWebhook = (instanceId: number, values: Partial<ReceivedToInsert> = {}): ReceivedToInsert => ({
  instanceId,
  identity: undefined,
  sameAs: [],
  method: 'POST',
  query: {},
  headers: {},
  contentType: 'application/json',
  body: Buffer.from('{}'),
  trusted: true,
  receivedAt: storeNow,
  ...values,
});

const inbox = () => database.db.selectFrom('received_webhooks').selectAll().orderBy('id').execute();

test('webhooks that come together are stored in their order, in one statement', async () => {
  const { id } = await storeInstance(database.db);
  let statements = 0;
  const counting = database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const insert = createInsertReceived(counting);
  const bodies = Array.from({ length: 50 }, (_, index) => Buffer.from([index, 0, 255]));
  expect(await Promise.all(bodies.map((body) => insert(aWebhook(id, { body }))))).toEqual(bodies.map(() => 'stored'));
  expect((await inbox()).map(({ body }) => body)).toEqual(bodies);
  expect(statements).toBe(1);
});

test('one that is there under any of its identities is a duplicate, also within one statement and from another process', async () => {
  const { id } = await storeInstance(database.db);
  const [insert, another] = [createInsertReceived(database.db), createInsertReceived(database.db)];
  const named = (identity: string, ...sameAs: string[]) => aWebhook(id, { identity, sameAs: [identity, ...sameAs] });
  const outcomes = await Promise.all([insert(named('a')), insert(named('a')), another(named('a'))]);
  expect(outcomes.toSorted()).toEqual(['duplicate', 'duplicate', 'stored']);
  expect(await insert(named('b', 'a'))).toBe('duplicate');
  expect(await insert(named('b'))).toBe('stored');
  expect(await insert(aWebhook((await storeInstance(database.db)).id, { identity: 'a', sameAs: ['a'] }))).toBe(
    'stored',
  );
  expect(await Promise.all([insert(aWebhook(id)), insert(aWebhook(id))])).toEqual(['stored', 'stored']);
});

test('an instance that is gone, or being deleted, keeps no other webhook from being stored', async () => {
  const { id } = await storeInstance(database.db);
  const insert = createInsertReceived(database.db);
  expect(await Promise.all([insert(aWebhook(id)), insert(aWebhook(999_999)), insert(aWebhook(id))])).toEqual([
    'stored',
    'gone',
    'stored',
  ]);
  const { id: leaving } = await storeInstance(database.db);
  await database.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('instances').where('id', '=', leaving).execute();
    expect(await Promise.all([insert(aWebhook(leaving)), insert(aWebhook(id))])).toEqual(['gone', 'stored']);
  });
  await database.db.deleteFrom('instances').execute();
  expect(await inbox()).toEqual([]);
});

test('characters that the database cannot hold are replaced, and spoil nothing', async () => {
  const { id } = await storeInstance(database.db);
  const insert = createInsertReceived(database.db);
  const odd = aWebhook(id, {
    identity: 'a\0b',
    sameAs: ['a\0b'],
    query: { 'k\0': '\ud800' },
    headers: { 'x-a': '\0' },
    contentType: 'text/\0',
  });
  expect(await Promise.all([insert(odd), insert(aWebhook(id))])).toEqual(['stored', 'stored']);
  expect(await insert(odd)).toBe('duplicate');
});

/** An instance that waits for webhooks, with so many of them in its inbox. */
async function anInbox(count: number) {
  const { id } = await storeInstance(database.db);
  const configuration = JSON.stringify({ 'event.notification.enabled': 'true' });
  await database.db.updateTable('instances').set({ configuration }).where('id', '=', id).execute();
  const insert = createInsertReceived(database.db);
  await Promise.all(Array.from({ length: count }, () => insert(aWebhook(id))));
  const ids = (await inbox()).filter((row) => row.instance_id === id).map((row) => row.id);
  const leaseMs = 30_000;
  const claim = async (now: number, values: Partial<ReceivedDue> = {}) => {
    const due = { now, leaseUntil: now + leaseMs, limit: 3, except: [], ...values };
    return (await claimReceived(database.db, storeSealer, due)).map((webhook) => webhook.id);
  };
  return { id, ids, claim, leaseMs };
}

test('no process claims webhooks of an instance while another holds earlier ones', async () => {
  const { ids, claim, leaseMs } = await anInbox(6);
  const both = await Promise.all([claim(storeNow), claim(storeNow)]);
  expect(both.toSorted((one, other) => other.length - one.length)).toEqual([ids.slice(0, 3), []]);
  const other = await anInbox(1);
  expect(await claim(storeNow, { limit: 100 })).toEqual(other.ids);
  expect(await claim(storeNow + leaseMs - 1, { limit: 100 })).toEqual([]);
  expect(await claim(storeNow + leaseMs, { instanceId: other.id })).toEqual(other.ids);
  expect(await claim(storeNow + leaseMs, { limit: 100 })).toEqual(ids);
});

test('an instance that does not open is passed over for an hour, with all that waits for it', async () => {
  const { id, ids, claim, leaseMs } = await anInbox(4);
  const sealed = { secrets_sealed: Buffer.from('of another key') };
  await database.db.updateTable('instances').set(sealed).where('id', '=', id).execute();
  const told: unknown[] = [];
  const unreadable = (which: unknown) => void told.push(which);
  expect(await claim(storeNow, { unreadable })).toEqual([]);
  expect(told).toEqual([{ instanceId: id }]);
  expect(await claim(storeNow + leaseMs, { unreadable })).toEqual([]);
  expect(told).toHaveLength(1);
  await claim(storeNow + 3_600_000, { unreadable });
  expect(told).toHaveLength(2);
  expect(ids).toHaveLength(4);
});

test('webhooks with long bodies are claimed few at a time, in their order', async () => {
  const { id, ids, claim } = await anInbox(3);
  expect(await claim(storeNow, { leaseUntil: storeNow })).toEqual(ids);
  const long = { body: Buffer.alloc(9_000_000) };
  await database.db.updateTable('received_webhooks').set(long).where('instance_id', '=', id).execute();
  expect(await claim(storeNow)).toEqual(ids.slice(0, 2));
});

const oneDay = 24 * 3_600_000;

test('old webhooks go, but for those that an outstanding notification shows', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const insert = createInsertReceived(db);
  for (const days of [0, 1, 2, 30]) await insert(aWebhook(instanceId, { receivedAt: storeNow + days * oneDay }));
  const ids = (await inbox()).map(({ id }) => id);
  const [first = 0, second = 0, third = 0, last = 0] = ids;
  await sql`
    insert into notifications (id, instance_id, resource, poll_date_us, initial, created_at_ms, received_id)
    select nextval('notification_ids'), ${instanceId}, 'contacts', 0, false, ${storeNow}::bigint, w.id
    from received_webhooks w where id in (${first}, ${second})`.execute(db);
  await sql`
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, n.id, case n.received_id when ${first} then 'created' else 'delivered' end, 0
    from subscriptions s, notifications n where n.received_id is not null`.execute(db);
  const accountIds = (await db.selectFrom('accounts').select('id').execute()).map(({ id }) => id);
  const before = storeNow + 10 * oneDay;
  expect(await instancesWithOldWebhooks(db, { accountIds, before })).toEqual([instanceId]);
  const window = { instanceId, afterId: 0, before, limit: 2 };
  expect(await forgetWebhooks(db, window)).toEqual({ forgotten: 1, lastId: second });
  expect(await forgetWebhooks(db, { ...window, afterId: second })).toEqual({ forgotten: 1, lastId: third });
  expect(await forgetWebhooks(db, { ...window, afterId: third })).toEqual({ forgotten: 0, lastId: undefined });
  expect((await inbox()).map(({ id }) => id)).toEqual([first, last]);
});
