import { sql } from 'kysely';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakingAt } from '../../test/kit/breaking-database.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import { acknowledge, askForReplay, replayedIds, storeMany, storeTold } from '../../test/kit/replayed-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { eventTypes } from '../model/change.ts';
import { matchesReplay, type ReplayFilter } from '../model/replay.ts';
import type { Db } from './database.ts';
import { endReplays } from './replay-ends.ts';
import { findReplay } from './replay-list.ts';
import { stepReplay } from './replay-steps.ts';

const database = useEmptyDatabase();

async function stepToTheEnd(db: Db): Promise<void> {
  while (await stepReplay(db, storeNow));
}

const three = ['a', 'b', 'c'].map((eventId) => ({ events: [{ eventId }] }));

test('everything stored up to the request is sent again, in order, and nothing that is stored later', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, three);
  const { id, ...waiting } = await askForReplay(db, instanceId);
  expect(waiting).toMatchObject({ status: 'waiting', found: 0, pending: 0, startedAt: null });
  await storeMany(db, instanceId, 5);
  await stepToTheEnd(db);
  expect(await replayedIds(db, id)).toEqual(ids);
  expect(await findReplay(db, { instanceId, id })).toMatchObject({
    status: 'delivering',
    found: 3,
    skipped: 0,
    pending: 3,
    startedAt: storeNow,
  });
  expect(await wrongCounts(db)).toEqual([]);
  expect(await endReplays(db, storeNow)).toEqual([]);
  await acknowledge(db, { replayId: id });
  expect(await endReplays(db, storeNow + 1)).toEqual([{ replayId: id, instanceId, status: 'completed' }]);
  const completed = { status: 'completed', found: 3, pending: 0, finishedAt: storeNow + 1, fault: null };
  expect(await findReplay(db, { instanceId, id })).toMatchObject(completed);
});

test('one that selects nothing ends by itself', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, three);
  const { id } = await askForReplay(db, instanceId, { eventIds: ['never told'] });
  await stepToTheEnd(db);
  await endReplays(db, storeNow);
  expect(await findReplay(db, { instanceId, id })).toMatchObject({ status: 'completed', found: 0 });
});

test('other instances, and the subscription of the instance itself, have nothing of it', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, three.slice(0, 1));
  const other = await storeTold(db, [{ events: [{ eventId: 'of another' }] }]);
  await acknowledge(db, { instanceId });
  const { id } = await askForReplay(db, instanceId);
  await stepToTheEnd(db);
  expect(await replayedIds(db, id)).toEqual(ids);
  const outstanding = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('status', '=', 'created')
    .orderBy('notification_id')
    .execute();
  expect(outstanding.map((row) => row.notification_id)).toEqual([...ids, ...other.ids]);
});

test('records that are no longer kept are counted and not sent', async () => {
  const { db } = database;
  const { instanceId, ids } = await storeTold(db, three);
  await db.updateTable('events').set({ record: null }).where('event_id', '=', 'b').execute();
  const { id } = await askForReplay(db, instanceId);
  await stepToTheEnd(db);
  expect(await replayedIds(db, id)).toEqual([ids[0], ids[2]]);
  expect(await findReplay(db, { instanceId, id })).toMatchObject({ found: 3, skipped: 1, pending: 2 });
});

test('it has no more than five thousand outstanding, and goes on as they are acknowledged', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 6_500);
  const { id } = await askForReplay(db, instanceId);
  await stepToTheEnd(db);
  const stands = () => findReplay(db, { instanceId, id });
  expect(await stands()).toMatchObject({ status: 'running', found: 5_000, pending: 5_000 });
  await acknowledge(db, { replayId: id }, 999);
  expect(await stepReplay(db, storeNow)).toBeUndefined();
  await acknowledge(db, { replayId: id }, 1);
  expect(await stepReplay(db, storeNow)).toMatchObject({ sent: 1_000 });
  await acknowledge(db, { replayId: id });
  await stepToTheEnd(db);
  expect(await stands()).toMatchObject({ status: 'delivering', found: 6_500, pending: 500 });
  expect(new Set(await replayedIds(db, id)).size).toBe(6_500);
});

test('what is far apart is found, in steps that each look at a part', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 4_500);
  await sql`update events set type = 'DELETED' where notification_id in (
    (select min(id) from notifications) union (select max(id) from notifications))`.execute(db);
  const { id } = await askForReplay(db, instanceId, { from: 0, types: ['DELETED'] });
  let steps = 0;
  while (await stepReplay(db, storeNow)) steps++;
  expect(steps).toBe(3);
  expect(await findReplay(db, { instanceId, id })).toMatchObject({ status: 'delivering', found: 2 });
});

const day = 86_400_000;
const told = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 4 }).map((days) => storeNow + days * day),
    resource: fc.constantFrom('contacts', 'deals'),
    events: fc.array(fc.record({ recordId: fc.constantFrom('1', '2', '3'), type: fc.constantFrom(...eventTypes) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 8 },
);
const some = <T>(values: T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });
const moment = fc.option(
  fc.integer({ min: 0, max: 4 }).map((days) => storeNow + days * day),
  { nil: undefined },
);
const filters = fc.record({
  from: moment,
  to: moment,
  resources: some(['contacts', 'deals', 'leads']),
  types: some([...eventTypes]),
  eventIds: some(['0-0', '1-0', '2-1', '3-0']),
  recordIds: some(['1', '2', '9']),
});

const withoutUndefined = (filter: object): ReplayFilter => JSON.parse(JSON.stringify(filter)) as ReplayFilter;

test('it sends the notifications that hold an event which the filter selects, and no others', async () => {
  const { db } = database;
  await fc.assert(
    fc.asyncProperty(told, filters, async (drawn, drawnFilter) => {
      await sql`truncate instances, notifications, events cascade`.execute(db);
      const notifications = drawn.map((one, place) => ({
        ...one,
        events: one.events.map((event, position) => ({ ...event, eventId: `${place}-${position}` })),
      }));
      const filter = withoutUndefined(drawnFilter);
      const { instanceId, ids } = await storeTold(db, notifications);
      const { id } = await askForReplay(db, instanceId, filter);
      await stepToTheEnd(db);
      const { from = 0, to = Infinity, resources } = filter;
      const expected = ids.filter((_, place) => {
        const one = notifications[place];
        if (!one || one.at < from || one.at > to || resources?.includes(one.resource) === false) return false;
        return one.events.some((event) => matchesReplay(filter, event));
      });
      expect(await replayedIds(db, id)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('killed before any of its statements, a step has done nothing, and the next one does it: none twice, none left out', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 2_500);
  const { id } = await askForReplay(db, instanceId);
  for (let statement = 1; statement < 40; statement++) {
    const before = await findReplay(db, { instanceId, id });
    const killed = await stepReplay(breakingAt(db, 1 + (statement % 4)), storeNow).catch(
      (error: Error) => error.message,
    );
    if (killed === undefined) break;
    expect(killed).toBe('killed');
    expect(await findReplay(db, { instanceId, id })).toEqual(before);
    expect(await wrongCounts(db)).toEqual([]);
    if (statement % 5 === 0) await stepReplay(db, storeNow);
  }
  expect(await replayedIds(db, id)).toHaveLength(2_500);
  expect(await findReplay(db, { instanceId, id })).toMatchObject({
    status: 'delivering',
    found: 2_500,
    pending: 2_500,
  });
});

test('processes that step at the same time do not get in each other’s way', async () => {
  const { db } = database;
  const { instanceId } = await storeTold(db, []);
  await storeMany(db, instanceId, 2_000);
  const replays = [await askForReplay(db, instanceId), await askForReplay(db, instanceId)];
  await Promise.all([stepToTheEnd(db), stepToTheEnd(db), stepToTheEnd(db)]);
  await stepToTheEnd(db);
  for (const { id } of replays) expect(await replayedIds(db, id)).toHaveLength(2_000);
  expect(await wrongCounts(db)).toEqual([]);
});
