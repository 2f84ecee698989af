import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { renewReceived } from '../../src/store/claim-received.ts';
import { deferReceived, failReceived, releaseReceived } from '../../src/store/settle-received.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { until } from '../kit/flow.ts';
import { answerJson, listen, type TestServer as Vendor } from '../kit/listen.ts';
import { startReceiver, type Receiver } from '../kit/receiver.ts';
import { startTestServer, type TestServer } from '../kit/server.ts';
import { createWakingClock, type WakingClock } from '../kit/waking-clock.ts';

/** What comes in by HTTP goes out as events, through the whole server. */

const catalogDirectory = join(import.meta.dirname, '..', 'kit', 'inbox-catalogue');
const secret = 'a secret of the desk';

let clock: WakingClock;
let database: TestDatabase;
let server: TestServer;
let receiver: Receiver;
let vendor: Vendor;
/** What the vendor shows by its path, and what it was asked. */
const shown = new Map<string, object>();
const asked: string[] = [];
/** Answers that come before what is shown. */
const refusals: number[] = [];

beforeAll(async () => {
  clock = createWakingClock();
  database = await createTestDatabase();
  receiver = await startReceiver();
  vendor = await listen((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    asked.push(path);
    const refusal = path.split('/').length > 2 ? refusals.shift() : undefined;
    const found = shown.get(path) ?? (path.split('/').length > 2 ? undefined : { items: [] });
    if (refusal !== undefined) answerJson(response, refusal, {}, { 'retry-after': '60' });
    else answerJson(response, found ? 200 : 404, found ?? {});
  });
  server = await startTestServer({ databaseUrl: database.url, clock, catalogDirectory });
});

beforeEach(() => {
  shown.clear();
  asked.length = 0;
  refusals.length = 0;
  receiver.received.length = 0;
});

afterAll(async () => {
  await server.app.close();
  await Promise.all([receiver.close(), vendor.close()]);
  await database.close();
});

/** An instance whose polls have run once. */
async function anInstance(key: string, type = 'both'): Promise<number> {
  const { id } = await server.call<{ id: number }>('POST', '/instances', {
    name: key,
    element: { key },
    configuration: {
      'base.url': vendor.url,
      'api.key': 'k',
      ...(key === 'desk' && { 'hook.secret': secret }),
      'event.notification.enabled': true,
      'event.vendor.type': type,
      'event.notification.callback.url': receiver.url,
      'event.poller.refresh_interval': String(7 * 24 * 60),
    },
  });
  const unpolled = database.db.selectFrom('polls').select('id').where('instance_id', '=', id);
  await until(async () => (await unpolled.where('last_finished_at_ms', 'is', null).execute()).length === 0);
  asked.length = 0;
  return id;
}

let deliveries = 0;

/** Sends a webhook for this instance; answers its status. */
async function send(key: string, instanceId: number, value: object): Promise<number> {
  const body = JSON.stringify(value);
  const encoded = Buffer.from(String(instanceId)).toString('base64url');
  const response = await fetch(`${server.app.url}/elements/api-v2/events/${key}/${encoded}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-signature': createHmac('sha256', secret).update(body).digest('hex'),
      'x-delivery': `d${++deliveries}`,
    },
    body,
  });
  return response.status;
}

const webhooksOf = (instanceId: number) =>
  database.db.selectFrom('received_webhooks').selectAll().where('instance_id', '=', instanceId).orderBy('id').execute();

const worked = (instanceId: number) =>
  until(async () => (await webhooksOf(instanceId)).every(({ status }) => status !== 'waiting'));

const events = () => receiver.received.flatMap(({ message }) => message.events);

const told = () => events().map((event) => `${event.eventType} ${event.objectType} ${event.objectId}`);

/** A record that has changed just now. */
const record = (id: number, more: object = {}) => {
  const now = new Date(clock.now()).toISOString();
  return { id, created: '2020-01-01T00:00:00.000Z', updated: now, ...more };
};

test('what a webhook holds is told at once, and a poll that finds the same tells it no second time', async () => {
  const id = await anInstance('desk');
  const ticket = record(1, { subject: 'Lamp' });
  expect(await send('desk', id, { kind: 'ticket', record: ticket })).toBe(200);
  await until(() => events().length === 1);
  expect(told()).toEqual(['UPDATED tickets 1']);
  expect(receiver.received[0]?.message.raw).toEqual({ kind: 'ticket', record: ticket });
  expect(asked).toEqual([]);
  shown.set('/tickets', { items: [ticket] });
  clock.jump(5_000);
  const polls = await server.call<{ counts: object }[]>('POST', `/instances/${id}/polls`, { resource: 'tickets' });
  expect(polls[0]?.counts).toMatchObject({ created: 0, updated: 0 });
  expect(await webhooksOf(id)).toMatchObject([{ status: 'done', outcome: { items: 1, told: 1, refused: 0 } }]);
});

test('a resource that nobody polls is told as the webhook says it', async () => {
  const id = await anInstance('desk');
  await send('desk', id, { kind: 'note', id: 'n1', what: 'PINNED' });
  await until(() => events().length === 1);
  expect(told()).toEqual(['PINNED notes n1']);
});

test('what code reads is told for each request, as the same words may stand for another change', async () => {
  const id = await anInstance('coded');
  expect([await send('coded', id, { id: 'c1' }), await send('coded', id, { id: 'c1' })]).toEqual([200, 200]);
  await until(() => events().length === 2);
  expect(told()).toEqual(['rang calls c1', 'rang calls c1']);
  expect(new Set(events().map(({ eventId }) => eventId)).size).toBe(2);
});

test('thin webhooks of one record share one request to the provider, whose answer is told', async () => {
  const id = await anInstance('desk');
  shown.set('/tickets/5', record(5, { subject: 'Chair' }));
  await Promise.all(Array.from({ length: 6 }, () => send('desk', id, { kind: 'thin', id: 5 })));
  await worked(id);
  await until(() => events().length > 0);
  expect(told()).toEqual(['UPDATED tickets 5']);
  expect(receiver.received[0]?.message.raw).toMatchObject({ tickets: [{ id: 5, subject: 'Chair' }] });
  expect(asked.length).toBeLessThan(6);
});

test('a burst of webhooks that ask for a poll makes few polls', async () => {
  const id = await anInstance('desk');
  shown.set('/labels', { items: [record(9)] });
  await Promise.all(Array.from({ length: 40 }, () => send('desk', id, { kind: 'label' })));
  await worked(id);
  await until(() => events().length === 1);
  expect(told()).toEqual(['UPDATED labels 9']);
  expect(asked.filter((path) => path === '/labels').length).toBeLessThan(15);
});

test('a provider that asks to wait is asked again when that time has passed, and meanwhile other webhooks go on', async () => {
  const id = await anInstance('desk');
  shown.set('/tickets/6', record(6));
  refusals.push(429);
  await send('desk', id, { kind: 'thin', id: 6 });
  await until(async () => (await webhooksOf(id))[0]?.attempts === 1);
  expect(await webhooksOf(id)).toMatchObject([{ status: 'waiting', fault: { code: 'provider.throttled' } }]);
  await send('desk', id, { kind: 'note', id: 'n2' });
  await until(() => events().length === 1);
  expect(told()).toEqual(['CREATED notes n2']);
  clock.jump(120_000);
  await until(() => events().length === 2);
  expect(told()).toEqual(['CREATED notes n2', 'UPDATED tickets 6']);
  expect(await webhooksOf(id)).toMatchObject([{ status: 'done', fault: null }, { status: 'done' }]);
});

test('code that fails sets its own webhook aside, with one notice, and a person may have it worked on again', async () => {
  const id = await anInstance('coded', 'webhooks');
  for (const body of [{ id: 'a' }, { broken: 1 }, { id: 'b' }, { broken: 2 }]) await send('coded', id, body);
  await worked(id);
  await until(() => events().length === 2);
  expect(told()).toEqual(['rang calls a', 'rang calls b']);
  const rows = await webhooksOf(id);
  expect(rows.map(({ status }) => status)).toEqual(['done', 'failed', 'done', 'failed']);
  expect(rows[0]?.outcome).toMatchObject({ told: 1, log: ['saw a'] });
  expect(rows[1]?.fault).toMatchObject({
    code: 'hook.failed',
    message: expect.stringMatching(/line 1.*no such thing/s),
  });
  expect(rows[1]?.outcome).toMatchObject({ told: 0, log: ['broken'] });
  const notices = await database.db.selectFrom('notices').select('kind').where('instance_id', '=', id).execute();
  expect(notices).toEqual([{ kind: 'webhook.failed' }]);
  await server.call('POST', `/instances/${id}/webhooks/retry`);
  await until(async () => (await webhooksOf(id)).filter(({ fence }) => fence === 2).length === 2);
  await worked(id);
  expect((await webhooksOf(id)).map(({ status }) => status)).toEqual(['done', 'failed', 'done', 'failed']);
});

test('a webhook of which nothing can be used is set aside; one that no rule fits is done', async () => {
  const id = await anInstance('desk');
  for (const body of [{ kind: 'note' }, { kind: 'other' }]) await send('desk', id, body);
  await worked(id);
  expect(await webhooksOf(id)).toMatchObject([
    { status: 'failed', fault: { code: 'webhook.unusable' }, outcome: { items: 1, refused: 1 } },
    { status: 'done', outcome: { items: 1, ignored: 1, remarks: ['item 1: no rule fits'] } },
  ]);
});

test('webhooks of an instance that is disabled wait until it is enabled', async () => {
  const id = await anInstance('desk');
  await server.call('DELETE', `/instances/${id}/enabled`);
  await send('desk', id, { kind: 'note', id: 'n3' });
  const other = await anInstance('desk');
  await send('desk', other, { kind: 'note', id: 'n4' });
  await until(() => events().length === 1);
  expect(told()).toEqual(['CREATED notes n4']);
  expect(await webhooksOf(id)).toMatchObject([{ status: 'waiting', fence: 0 }]);
  await server.call('PUT', `/instances/${id}/enabled`);
  await until(() => events().length === 2);
  expect(told()).toEqual(['CREATED notes n4', 'CREATED notes n3']);
});

test('who has lost the claim of a webhook changes nothing of it', async () => {
  const { db } = database;
  const id = await anInstance('desk');
  await server.call('DELETE', `/instances/${id}/enabled`);
  await send('desk', id, { kind: 'note', id: 'n5' });
  const now = clock.now();
  const leaseUntil = now + 60_000;
  await db
    .updateTable('received_webhooks')
    .set({ fence: 5, lease_until_ms: leaseUntil })
    .where('instance_id', '=', id)
    .execute();
  const [row] = await webhooksOf(id);
  const stale = { id: row?.id ?? 0, fence: 4 };
  const fault = { code: 'internal', message: 'lost' };
  await renewReceived(db, [stale], now);
  await releaseReceived(db, [stale]);
  await deferReceived(db, { ...stale, now, nextAttemptAt: now, fault, polls: [] });
  await failReceived(db, { ...stale, instanceId: id, now, fault, outcome: undefined });
  expect(await webhooksOf(id)).toEqual([row]);
  await renewReceived(db, [{ ...stale, fence: 5 }], leaseUntil + 1);
  expect(await webhooksOf(id)).toEqual([{ ...row, lease_until_ms: leaseUntil + 1 }]);
  await releaseReceived(db, [{ ...stale, fence: 5 }]);
  expect(await webhooksOf(id)).toEqual([{ ...row, lease_until_ms: null }]);
});
