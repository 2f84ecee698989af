import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/kit/database.ts';
import { aCommit, aNotification, claimPoll, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { feedBeginning, feedEnd, feedsWithNews, readFeed, type FeedPlace } from './read-feed.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.close());

/** An instance with notifications of so many events each; answers the ids of the events in their order. */
async function tell(sizes: number[]): Promise<{ instanceId: number; ids: string[] }> {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claimPoll(db, instanceId);
  const batches = sizes.map((size, number) =>
    Array.from({ length: size }, (_, position) => `${instanceId}-${number}-${position}`),
  );
  const notifications = batches.map((ids) => aNotification(ids));
  await createCommitChanges(db)(aCommit(poll, { notifications, leaseUntil: storeNow }));
  return { instanceId, ids: batches.flat() };
}

async function readAll(instanceId: number, limit: number, from?: FeedPlace): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after = from ?? (await feedBeginning(db, instanceId)); ;) {
    const { events, next, hasMore } = await readFeed(db, { instanceId, after, limit });
    pages.push(events.map(({ eventId }) => eventId));
    if (!hasMore) return pages;
    after = next;
  }
}

test('pages of whatever size give every event once, in the order of their storing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 30 }),
      async (sizes, limit) => {
        const { instanceId, ids } = await tell(sizes);
        const pages = await readAll(instanceId, limit);
        expect(pages.flat()).toEqual(ids);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      },
    ),
    { numRuns: 25 },
  ));

test('a page of long records ends early, and the next goes on after it', async () => {
  const { instanceId, ids } = await tell([2, 1, 2]);
  await sql`
    update events set record = '"' || repeat('x', 7000000) || '"' where event_id = any(${ids}::text[])`.execute(db);
  const pages = await readAll(instanceId, 100);
  expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  await sql`
    update events set record = '"' || repeat('x', 20000000) || '"' where event_id = ${ids[1] ?? ''}`.execute(db);
  expect((await readAll(instanceId, 100)).slice(0, 2)).toEqual([ids.slice(0, 1), ids.slice(1, 2)]);
});

test('from its end a feed tells only what comes later', async () => {
  const { instanceId, ids } = await tell([2]);
  const end = await feedEnd(db, instanceId);
  expect(await readAll(instanceId, 10, end)).toEqual([[]]);
  expect(
    await feedsWithNews(db, [
      { instanceId, after: await feedBeginning(db, instanceId) },
      { instanceId, after: end },
    ]),
  ).toEqual([0]);
  const poll = await claimPoll(db, instanceId);
  await createCommitChanges(db)(aCommit(poll, { notifications: [aNotification(['later'])] }));
  expect(await readAll(instanceId, 10, end)).toEqual([['later']]);
  expect(ids).toHaveLength(2);
});

test('the feed of an instance does not tell events of another', async () => {
  const [one, other] = [await tell([1]), await tell([1])];
  expect(await readAll(one.instanceId, 10)).toEqual([one.ids]);
  expect(await readAll(other.instanceId, 10)).toEqual([other.ids]);
});

test('while a commit of an instance is open no other one draws ids, so none appears before a place that was read', async () => {
  const { instanceId } = await tell([1]);
  const after = await feedEnd(db, instanceId);
  const late = aCommit(await claimPoll(db, instanceId), { notifications: [aNotification(['late'])] });
  let second: Promise<void> | undefined;
  await db.transaction().execute(async (trx) => {
    await createCommitChanges(trx)(late);
    const poll = { ...late, pollId: await anotherPoll(instanceId), fence: 0 };
    second = createCommitChanges(db)({ ...poll, notifications: [aNotification(['second'])] });
    await untilBlocked();
    expect(await readAll(instanceId, 10, after)).toEqual([[]]);
  });
  await second;
  expect(await readAll(instanceId, 10, after)).toEqual([['late', 'second']]);
});

/** A second resource of the instance, whose commits do not wait for the first one's poll. */
async function anotherPoll(instanceId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into polls (instance_id, resource, definition, identity, interval_ms, start_us, initial_before_us)
    select instance_id, 'deals', definition, identity, interval_ms, start_us, initial_before_us
    from polls where instance_id = ${instanceId} returning id`.execute(db);
  return rows[0]?.id ?? 0;
}

async function untilBlocked(): Promise<void> {
  const blocked = () =>
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  while ((await blocked()).rows.length === 0);
}

/** Three notifications of one event each; `forget` deletes as retention does. */
async function threeNotifications() {
  const { instanceId, ids } = await tell([1, 1, 1]);
  const rows = await db
    .selectFrom('notifications')
    .select('id')
    .where('instance_id', '=', instanceId)
    .orderBy('id')
    .execute();
  const forget = async (id: number) => {
    await db.deleteFrom('notifications').where('id', '=', id).execute();
    await sql`
      update event_feeds set forgotten_up_to = greatest(forgotten_up_to, ${id}) where instance_id = ${instanceId}`.execute(
      db,
    );
  };
  const read = (after: FeedPlace, limit = 1) => readFeed(db, { instanceId, after, limit });
  return { instanceId, ids, notifications: rows.map(({ id }) => id), forget, read };
}

test('a feed begins behind what was deleted, and a place before that has expired', async () => {
  const { instanceId, ids, notifications, forget, read } = await threeNotifications();
  const [first = 0, second = 0, third = 0] = notifications;
  const early = await read(await feedBeginning(db, instanceId));
  // The first is kept, as its delivery is outstanding.
  await forget(second);
  expect(await read(early.next)).toMatchObject({ isExpired: true });
  const begun = await read(await feedBeginning(db, instanceId));
  expect(begun).toMatchObject({ events: [{ eventId: ids[2] }], isExpired: false, hasMore: false });
  expect(begun.next).toEqual({ notificationId: third, position: undefined });
  // What nobody can have before them any more goes later: it concerns no reader.
  await forget(first);
  expect(await read(begun.next)).toMatchObject({ events: [], isExpired: false });
  await forget(third);
  expect(await read(begun.next)).toMatchObject({ events: [], isExpired: false });
  const empty = await read(await feedBeginning(db, instanceId));
  expect(empty).toMatchObject({ events: [], next: begun.next, isExpired: false });
  expect(await read(empty.next)).toMatchObject({ isExpired: false });
});

test('no reader passes over what is deleted after its place, in whatever order it goes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(2), { maxLength: 3 }), fc.nat(2), async (order, readBefore) => {
      const { instanceId, ids, notifications, forget, read } = await threeNotifications();
      let after = await feedBeginning(db, instanceId);
      const told: string[] = [];
      const readOne = async () => {
        const page = await read(after);
        if (page.isExpired) return false;
        told.push(...page.events.map(({ eventId }) => eventId));
        after = page.next;
        return true;
      };
      for (let count = 0; count < readBefore; count++) await readOne();
      let goesOn = true;
      for (const place of order) {
        await forget(notifications[place] ?? 0);
        goesOn &&= await readOne();
      }
      while (goesOn && told.length < ids.length)
        goesOn = (await readOne()) && after.notificationId < (notifications[2] ?? 0);
      // Who comes to the end without having been told to begin anew has read all of them.
      const hasEnded = after.notificationId >= (notifications[2] ?? 0);
      expect(hasEnded ? told : ids).toEqual(ids);
    }),
    { numRuns: 25 },
  );
});
