import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/kit/database.ts';
import { storePolledInstance, type PolledIds } from '../../test/kit/polled-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { tell } from '../../test/kit/told-events.ts';
import type { Db } from './database.ts';
import { findEvent, listEvents } from './list-events.ts';
import { readNotificationSizes } from './notification-sizes.ts';
import { feedBeginning, readFeed } from './read-feed.ts';
import { readNotifications } from './read-notifications.ts';
import { readWebhookRaw } from './read-webhook-raws.ts';

let database: TestDatabase;
let db: Db;
let owner: PolledIds;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  owner = await storePolledInstance(db);
});
afterAll(() => database.close());

async function receive(body: string | null): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into received_webhooks (instance_id, method, query, headers, content_type, body, received_at_ms, status, trusted)
    values (${owner.instanceId}, 'POST', '{}', '{}', 'application/json', ${body === null ? null : Buffer.from(body)},
      ${storeNow}, 'done', true)
    returning id`.execute(db);
  return rows[0]?.id ?? 0;
}

/** A notification of one event that was told from this webhook. */
async function tellFrom(webhookId: number, eventId: string): Promise<number> {
  const id = await tell(db, { instanceId: owner.instanceId, at: storeNow, eventIds: [eventId], type: 'MOVED' });
  await sql`update notifications set received_id = ${webhookId} where id = ${id}`.execute(db);
  await sql`update events set paths = '{"oldPath":"/a","newPath":"/b"}' where notification_id = ${id}`.execute(db);
  return id;
}

const webhookOf = async (ids: number[], mostRawBytes?: number) => {
  const found = await readNotifications(db, ids, mostRawBytes === undefined ? {} : { mostRawBytes });
  return ids.map((id) => {
    const notification = found.get(id);
    return notification?.kind === 'events' ? notification.webhook : undefined;
  });
};

test('notifications of one webhook share its body, as it was received', async () => {
  const webhookId = await receive('{"n": 12345678901234567890}');
  const ids = [await tellFrom(webhookId, 'shared-1'), await tellFrom(webhookId, 'shared-2')];
  const [first, second] = await webhookOf(ids);
  expect(first).toEqual({ id: webhookId, raw: { text: '{"n": 12345678901234567890}' } });
  expect(second?.raw).toBe(first?.raw);
});

test('long bodies stay unread where it is said how much is read, and can be read alone', async () => {
  const short = await receive('{"a":1}');
  const long = await receive(`{"a":"${'x'.repeat(100)}"}`);
  const ids = [await tellFrom(short, 'short'), await tellFrom(long, 'long')];
  expect(await webhookOf(ids, 50)).toEqual([
    { id: short, raw: { text: '{"a":1}' } },
    { id: long, raw: 'notRead' },
  ]);
  expect((await readWebhookRaw(db, long))?.text).toHaveLength(108);
});

test('a body that is no longer kept, and a webhook that is gone, are told as such', async () => {
  const [emptied, deleted] = [await receive(null), await receive('{}')];
  const ids = [await tellFrom(emptied, 'emptied'), await tellFrom(deleted, 'deleted')];
  await sql`delete from received_webhooks where id = ${deleted}`.execute(db);
  expect(await webhookOf(ids, 50)).toEqual([
    { id: emptied, raw: undefined },
    { id: deleted, raw: undefined },
  ]);
});

test('the body of the webhook counts in the size of a notification', async () => {
  const id = await tellFrom(await receive(`"${'x'.repeat(998)}"`), 'sized');
  const record = '{"id":1}';
  expect((await readNotificationSizes(db, [id])).get(id)).toBe(1000 + record.length);
});

test('a body that would be repeated too often is told by none of its notifications', async () => {
  const webhookId = await receive(`"${'x'.repeat(998)}"`);
  const id = await tellFrom(webhookId, 'one-of-many');
  await sql`update received_webhooks set whole_raw = false where id = ${webhookId}`.execute(db);
  expect(await webhookOf([id])).toEqual([{ id: webhookId, raw: undefined }]);
  expect(await readWebhookRaw(db, webhookId)).toBeUndefined();
  expect((await readNotificationSizes(db, [id])).get(id)).toBe('{"id":1}'.length);
});

test('lists and the feed say which webhook told of an event, and have no poll date for it', async () => {
  const { instanceId } = owner;
  const webhookId = await receive('{}');
  await tellFrom(webhookId, 'told');
  const told = {
    eventId: 'told',
    webhookId,
    pollDate: undefined,
    type: 'MOVED',
    paths: { oldPath: '/a', newPath: '/b' },
  };
  const page = { from: undefined, to: undefined, before: undefined, limit: 1, withRecords: true };
  expect((await listEvents(db, { ...owner, ...page })).events).toMatchObject([told]);
  expect(await findEvent(db, { ...owner, eventId: 'told' })).toMatchObject(told);
  const { events } = await readFeed(db, { instanceId, after: await feedBeginning(db, instanceId), limit: 100 });
  expect(events.at(-1)).toMatchObject(told);
});

test('an event that a poll found has its poll date and no webhook', async () => {
  const { instanceId } = owner;
  await tell(db, { instanceId, at: storeNow, eventIds: ['polled'] });
  const event = await findEvent(db, { ...owner, eventId: 'polled' });
  expect(event).toMatchObject({ webhookId: undefined, pollDate: storeNow * 1000, paths: null });
});
