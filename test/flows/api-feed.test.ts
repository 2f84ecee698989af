import { expect, test } from 'vitest';
import { startFlow, until, type Flow } from '../kit/flow.ts';

interface Feed {
  events: { eventId: string; eventType: string; objectId: string; record: Record<string, unknown> | null }[];
  cursor: string;
  hasMore: boolean;
}

const read = ({ server }: Flow, instanceId: number, query: Record<string, string> = {}) =>
  server.call<Feed>('GET', `/instances/${instanceId}/events/feed?${new URLSearchParams(query).toString()}`);

/** An instance that nobody can call, with a record created after its start. */
async function withEvents(count: number): Promise<{ flow: Flow; id: number; create: () => Promise<string> }> {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft, { 'event.notification.callback.url': '' });
  const create = async () => {
    flow.clock.jump(2_000);
    const { id: recordId } = flow.simulator.salesloft.create('people');
    flow.clock.jump(2_000);
    await flow.poll(id);
    return String(recordId);
  };
  for (let made = 0; made < count; made++) await create();
  return { flow, id, create };
}

test('an instance without a callback URL is read through its feed, cursor by cursor', async () => {
  const { flow, id, create } = await withEvents(2);
  const first = await read(flow, id, { limit: '1' });
  expect(first).toMatchObject({ hasMore: true, events: [{ eventType: 'CREATED', objectType: 'contacts' }] });
  const second = await read(flow, id, { cursor: first.cursor });
  expect(second).toMatchObject({ hasMore: false, events: [{ eventType: 'CREATED' }] });
  expect(String(second.events[0]?.record?.['id'])).toBe(second.events[0]?.objectId);
  expect(await read(flow, id, { cursor: second.cursor })).toEqual({
    events: [],
    cursor: second.cursor,
    hasMore: false,
  });
  const created = await create();
  const third = await read(flow, id, { cursor: second.cursor });
  expect(third.events.map(({ objectId }) => objectId)).toEqual([created]);
});

test('from now on, only what comes later is read', async () => {
  const { flow, id, create } = await withEvents(1);
  const now = await read(flow, id, { start: 'now' });
  expect(now.events).toEqual([]);
  const created = await create();
  expect((await read(flow, id, { cursor: now.cursor })).events.map(({ objectId }) => objectId)).toEqual([created]);
});

test('a reader that waits is answered when something is told, and when its time is over', async () => {
  const { flow, id, create } = await withEvents(0);
  const { cursor } = await read(flow, id);
  let answer: Feed | undefined;
  const waiting = read(flow, id, { cursor, wait: '30' }).then((feed) => (answer = feed));
  const created = await create();
  await until(() => answer !== undefined);
  expect((await waiting).events.map(({ objectId }) => objectId)).toEqual([created]);
  const empty = await read(flow, id, { cursor: answer?.cursor ?? '', wait: '0.05' });
  expect(empty).toEqual({ events: [], cursor: answer?.cursor, hasMore: false });
});

test('a server that stops answers those who wait', async () => {
  const { flow, id } = await withEvents(0);
  const { cursor } = await read(flow, id);
  const waiting = read(flow, id, { cursor, wait: '30' });
  await until(async () => {
    const { rows } = await waitsOf(flow);
    return rows > 0;
  });
  await flow.server.app.close();
  expect(await waiting).toEqual({ events: [], cursor, hasMore: false });
});

/** The feed's reader has asked the database, hence waits now. */
async function waitsOf({ db }: Flow): Promise<{ rows: number }> {
  const row = await db
    .selectFrom('pg_stat_activity' as never)
    .select('pid' as never)
    .where('query' as never, 'like', '%with ordinality w(instance_id%' as never)
    .where('pid' as never, '<>', 0 as never)
    .execute();
  return { rows: row.length };
}

test('a cursor whose events are no longer kept is refused, and a reading without one begins behind them', async () => {
  const { flow, id } = await withEvents(3);
  const first = await read(flow, id, { limit: '1' });
  const second = await read(flow, id, { limit: '1', cursor: first.cursor });
  const notifications = await flow.db.selectFrom('notifications').select('id').orderBy('id').execute();
  const gone = notifications.slice(0, 2).map((row) => row.id);
  await flow.db.deleteFrom('notifications').where('id', 'in', gone).execute();
  await flow.db
    .updateTable('event_feeds')
    .set({ forgotten_up_to: gone[1] ?? 0 })
    .where('instance_id', '=', id)
    .execute();
  await expect(read(flow, id, { cursor: first.cursor })).rejects.toThrow(/410 .*feed\.expired/);
  expect((await read(flow, id, { cursor: second.cursor })).events).toHaveLength(1);
  expect((await read(flow, id)).events).toHaveLength(1);
});

test('bad requests say what is allowed', async () => {
  const { flow, id } = await withEvents(0);
  await expect(read(flow, id, { cursor: 'nonsense' })).rejects.toThrow(/400 .*cursor: found .*nonsense/);
  await expect(read(flow, id, { limit: '0' })).rejects.toThrow(/400 .*limit/);
  await expect(read(flow, id, { wait: '31' })).rejects.toThrow(/400 .*wait/);
  await expect(read(flow, id, { start: 'yesterday' })).rejects.toThrow(/400 .*start/);
  await expect(read(flow, id + 1)).rejects.toThrow(/404 .*instance\.not_found/);
});
