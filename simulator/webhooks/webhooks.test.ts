import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { getJson, simulatorForTest } from '../simulator-for-test.ts';

interface Delivery {
  headers: IncomingHttpHeaders;
  body: string;
  query: string;
}

interface Told {
  id: string;
  events: { type: string; resource: string; id: number; occurredAt: string; record?: Record<string, unknown> }[];
}

/** A client's endpoint. `answer` says the status, or `cut`. */
async function endpoint(answer: (delivery: Delivery, count: number) => number | 'cut' = () => 200) {
  const received: Delivery[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const delivery = { headers: request.headers, body, query: request.url?.split('?')[1] ?? '' };
      received.push(delivery);
      const status = answer(delivery, received.length);
      if (status === 'cut') response.destroy();
      else response.writeHead(status, { 'x-hook-secret': String(request.headers['x-hook-secret'] ?? '') }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  return { url, received, told: () => received.map(({ body }) => JSON.parse(body) as Told) };
}

const kindsForTest = async () => {
  const { simulator, clock } = await simulatorForTest();
  return { simulator, clock, kinds: simulator.kinds, webhooks: simulator.kinds.webhooks };
};

test('a change is told at once, signed over the time and the body', async () => {
  const { kinds, webhooks, clock } = await kindsForTest();
  const { url, received, told } = await endpoint();
  await webhooks.subscribe({ url, secret: 'quiet' });
  const { id, record } = kinds.create('offset', { name: 'Pat' });
  kinds.delete(id);
  await webhooks.idle();
  const [created, deleted] = told();
  expect(created?.events).toEqual([
    { type: 'record.created', resource: 'offset', id: Number(id), occurredAt: expect.any(String), record },
  ]);
  expect(deleted?.events[0]).toEqual({
    type: 'record.deleted',
    resource: 'offset',
    id: Number(id),
    occurredAt: expect.any(String),
  });
  const seconds = Math.floor(clock.now() / 1000);
  const [first] = received;
  const signature = createHmac('sha256', 'quiet').update(`${seconds}.${first?.body}`).digest('hex');
  expect(first?.headers).toMatchObject({
    'x-sim-signature': `t=${seconds},v1=${signature}`,
    'x-sim-delivery': created?.id,
  });
  expect(webhooks.counts()).toMatchObject({ deliveries: 2, attempts: 2, accepted: 2, waiting: 0 });
});

test('what is answered otherwise than 2xx, or not at all, is sent again until it is accepted, under the same id', async () => {
  const { kinds, webhooks } = await kindsForTest();
  const { url, told } = await endpoint((_, count) => ([500, 404, 'cut'] as const)[count - 1] ?? 204);
  await webhooks.subscribe({ url });
  kinds.create('offset');
  await webhooks.idle();
  expect(told().map(({ id }) => id)).toEqual(Array.from({ length: 4 }, () => told()[0]?.id));
  expect(webhooks.counts()).toMatchObject({ deliveries: 1, attempts: 4, refused: 3, accepted: 1 });
});

test('changes of one moment go together, and only those that are wanted', async () => {
  const { kinds, webhooks } = await kindsForTest();
  const { url, told } = await endpoint();
  await webhooks.subscribe({ url, batch: 3, form: 'thin', resources: ['offset'], events: ['CREATED'] });
  kinds.load(5, { resource: 'offset' });
  kinds.load(2, { resource: 'search' });
  kinds.churn({ resource: 'offset', updates: 2 });
  await webhooks.idle();
  expect(
    told()
      .map(({ events }) => events.length)
      .toSorted((a, b) => a - b),
  ).toEqual([2, 3]);
  expect(
    told()
      .flatMap(({ events }) => events)
      .every((event) => event.record === undefined),
  ).toBe(true);
});

test('deliveries are dropped, doubled and shuffled by chance, the same for the same seed', async () => {
  const story = async () => {
    const { kinds, webhooks } = await kindsForTest();
    const { url, told } = await endpoint();
    await webhooks.subscribe({ url });
    webhooks.setPace({ lanes: 1 });
    kinds.faults.add({ kind: 'webhookDropped', share: 0.2 });
    kinds.faults.add({ kind: 'webhookDoubled', share: 0.3 });
    kinds.faults.add({ kind: 'webhookShuffled' });
    kinds.load(40, { resource: 'offset' });
    await webhooks.idle();
    const ids = told().map(({ events }) => events[0]?.id ?? 0);
    return { ids, counts: webhooks.counts(), dropped: webhooks.dropped().map(({ id }) => Number(id)) };
  };
  const first = await story();
  const { ids, counts, dropped } = first;
  expect(counts.dropped).toBeGreaterThan(0);
  expect(counts.doubled).toBeGreaterThan(0);
  expect(counts).toMatchObject({ deliveries: 40 - counts.dropped + counts.doubled, accepted: ids.length, waiting: 0 });
  expect(ids).not.toEqual(ids.toSorted((a, b) => a - b));
  expect([...new Set(ids), ...dropped].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 1),
  );
  expect(await story()).toEqual(first);
});

test('a double may come as another delivery, and a delivery may be late', async () => {
  const { simulator, waits } = await simulatorForTest();
  const { kinds } = simulator;
  const { url, told } = await endpoint();
  await kinds.webhooks.subscribe({ url });
  kinds.faults.add({ kind: 'webhookDoubled', newId: true, times: 1 });
  kinds.faults.add({ kind: 'webhookDelayed', ms: 900, times: 1 });
  kinds.create('offset');
  await kinds.webhooks.idle();
  const [first, second] = told();
  expect(second).toEqual({ ...first, id: `${first?.id}-again` });
  expect(waits).toEqual([expect.toSatisfy((ms: number) => ms > 0 && ms < 900)]);
});

test('clients subscribe, renew and end it over HTTP', async () => {
  const { kinds, webhooks, clock } = await kindsForTest();
  const { url, received } = await endpoint();
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { 'x-api-key': kinds.apiKey };
    const response = await fetch(`${kinds.baseUrl}/webhooks${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
  const made = await ask('POST', '', { url, secret: 's', events: ['record.created'], expiresInSeconds: 60 });
  expect(made).toMatchObject({
    status: 201,
    body: { url, events: ['record.created'], expiresAt: '2026-03-02T15:01:00.000Z' },
  });
  expect(made.body).not.toHaveProperty('secret');
  const path = `/${String(made.body['id'])}`;
  expect(await ask('GET', '')).toEqual({ status: 200, body: { items: [made.body] } });
  expect(await ask('PUT', path, { expiresInSeconds: 120 })).toMatchObject({
    body: { expiresAt: '2026-03-02T15:02:00.000Z' },
  });
  clock.advance(120_000);
  kinds.create('offset');
  await webhooks.idle();
  expect(received).toEqual([]);
  expect((await ask('GET', path)).status).toBe(404);
  expect((await ask('POST', '', { url: 'ftp://x' })).status).toBe(400);
  const second = await ask('POST', '', { url });
  expect((await ask('DELETE', `/${String(second.body['id'])}`)).status).toBe(204);
  expect((await ask('DELETE', `/${String(second.body['id'])}`)).status).toBe(404);
  expect((await getJson(`${kinds.baseUrl}/webhooks`)).status).toBe(401);
});

test('a handshake by header brings the secret, and who does not echo it gets no subscription', async () => {
  const { kinds, webhooks } = await kindsForTest();
  const { url, received } = await endpoint();
  const hook = await webhooks.subscribe({ url, handshake: 'header' });
  expect(received[0]?.headers['x-hook-secret']).toBe(hook.secret);
  expect(hook.secret).toMatch(/^[0-9a-f]{32}$/);
  await expect(webhooks.subscribe({ url, handshake: 'challenge' })).rejects.toThrow('did not answer the handshake');
  expect(received[1]?.query).toMatch(/^challenge=/);
  const headers = { 'x-api-key': kinds.apiKey };
  const body = JSON.stringify({ url, handshake: 'challenge' });
  expect((await fetch(`${kinds.baseUrl}/webhooks`, { method: 'POST', headers, body })).status).toBe(422);
});

test('who is removed is told nothing more, not even what was refused before', async () => {
  const { kinds, webhooks } = await kindsForTest();
  const { url, received } = await endpoint(() => {
    for (const { id } of webhooks.hooks()) webhooks.remove(id);
    return 503;
  });
  await webhooks.subscribe({ url });
  kinds.create('offset');
  await webhooks.idle();
  expect(received).toHaveLength(1);
  expect(webhooks.counts()).toMatchObject({ refused: 1, abandoned: 1, accepted: 0, waiting: 0 });
});

test('the control endpoints show, change and end subscriptions', async () => {
  const { simulator, kinds, webhooks } = await kindsForTest();
  const { url } = await endpoint();
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${simulator.url}/_control/kinds${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  expect((await send('POST', '/webhooks', { url, secret: 's' })).body).toMatchObject({ url, secret: 's' });
  expect((await send('POST', '/webhooks', { url, batch: 0 })).status).toBe(400);
  expect((await send('PUT', '/webhooks', { lanes: 2 })).body).toMatchObject({ pace: { lanes: 2 }, hooks: [{ url }] });
  expect((await send('PUT', '/webhooks', { speed: 2 })).status).toBe(400);
  expect((await send('POST', '/faults', { kind: 'webhookDropped', share: 2 })).status).toBe(400);
  expect((await send('POST', '/faults', { kind: 'webhookDropped' })).status).toBe(200);
  kinds.create('offset');
  await webhooks.idle();
  expect((await send('GET', '/webhooks')).body).toMatchObject({ counts: { dropped: 1, deliveries: 0 } });
  await send('DELETE', '/webhooks');
  expect(webhooks.hooks()).toEqual([]);
});
