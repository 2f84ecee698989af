import { createHmac } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { onTestFinished, expect, test } from 'vitest';
import { serve } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { startReceiver, type Answer, type Receiver } from '../../test/kit/receiver.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import type { Egress } from '../egress/egress.ts';
import { Fault } from '../model/fault.ts';
import { deliverySettings } from '../model/instance-configuration/delivery-settings.ts';
import { attempt, type MadeAttempt, type SignedRequest } from './attempt.ts';

const clock = createManualClock(Date.parse('2026-01-01T00:00:30.500Z'));
const body = '{"message":{"raw":{},"events":[{"eventId":"a"}]}}';

async function aReceiver(answer: Answer = { status: 200 }): Promise<Receiver> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer = () => answer;
  return receiver;
}

const request = (url: string, settings: Partial<SignedRequest['settings']> = {}): SignedRequest => ({
  organizationId: 1,
  url,
  subscriptionId: 6,
  notificationId: 99,
  contentType: 'application/json',
  body,
  settings: { ...deliverySettings({}, {}), ...settings },
});

async function made(to: SignedRequest, egress: Pick<Egress, 'request'> = testEgress()): Promise<MadeAttempt> {
  const result = await attempt({ egress, clock }, to);
  if (result.kind !== 'made') throw new Error('not sent');
  return result;
}

const outcomeOf = async (to: SignedRequest) => (await made(to)).outcome;

test('a notification is posted as the exact bytes that were signed, with every header of the contract', async () => {
  const receiver = await aReceiver();
  const settings = {
    signatureKeys: ['new key', 'old key'],
    headers: { 'X-Team': 'crm' },
    basic: { username: 'u', password: 'p:w' },
  };
  const outcome = await outcomeOf({ ...request(receiver.url, settings), replayId: 7 });
  expect(outcome).toEqual({ kind: 'delivered', statusCode: 200 });
  const [sent] = receiver.received;
  const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
  const signed = `6-99.1767225630.${sent?.body}`;
  expect(sent?.body).toBe(body);
  expect(sent?.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from('u:p:w').toString('base64')}`,
    'x-team': 'crm',
    'elements-webhook-id': '6',
    'elements-webhook-signature': `sha256=${hmac('new key', body)}`,
    'elements-replay-id': '7',
    'webhook-id': '6-99',
    'webhook-timestamp': '1767225630',
    'webhook-signature': `v1,${hmac('new key', signed)} v1,${hmac('old key', signed)}`,
  });
});

test('without a key nothing is signed, and what is no repetition does not say so', async () => {
  const receiver = await aReceiver();
  await made(request(receiver.url));
  const names = Object.keys(receiver.received[0]?.headers ?? {});
  expect(names).toEqual(expect.arrayContaining(['elements-webhook-id', 'webhook-id']));
  expect(names.filter((name) => name.endsWith('signature') || name.includes('replay'))).toEqual([]);
});

test.each([200, 201, 202, 204, 299])('%d acknowledges', async (status) => {
  const receiver = await aReceiver({ status });
  expect(await outcomeOf(request(receiver.url))).toEqual({ kind: 'delivered', statusCode: status });
});

test.each([
  [
    { status: 500, body: 'out of order' },
    { kind: 'failed', reason: 'http', statusCode: 500, detail: 'HTTP 500: out of order' },
  ],
  [{ status: 404 }, { kind: 'failed', reason: 'http', statusCode: 404, detail: 'HTTP 404' }],
  [{ status: 304 }, { kind: 'failed', reason: 'http', statusCode: 304, detail: 'HTTP 304' }],
  [
    { status: 429, headers: { 'retry-after': '30' } },
    { kind: 'failed', reason: 'http', statusCode: 429, retryAfterMs: 30_000 },
  ],
  [
    { status: 503, headers: { 'retry-after': '120' } },
    { kind: 'failed', reason: 'http', statusCode: 503, retryAfterMs: 120_000 },
  ],
  [{ status: 410 }, { kind: 'gone', statusCode: 410 }],
])('the answer %j is an outcome', async (answer, expected) => {
  const receiver = await aReceiver(answer);
  expect(await outcomeOf(request(receiver.url))).toMatchObject(expected);
});

test('a Retry-After may be a date', async () => {
  const date = new Date(clock.now() + 90_000).toUTCString();
  const receiver = await aReceiver({ status: 503, headers: { 'retry-after': date } });
  const { outcome } = await made(request(receiver.url), testEgress({ clock }));
  expect(outcome).toMatchObject({ retryAfterMs: Date.parse(date) - clock.now() });
});

const location = { location: 'https://elsewhere.example/x?secret=1' };

test.each([
  [302, 0, 'only 307 and 308 can be followed'],
  [302, 3, 'only 307 and 308 can be followed'],
  [307, 0, 'which is not followed; set event.notification.callback.url to'],
  [308, 0, 'or event.notification.redirects to 1 or more'],
])('a redirect %d that is not followed, with %d allowed, tells where it leads and what to set', async (...row) => {
  const [status, maxRedirects, words] = row;
  const receiver = await aReceiver({ status, headers: location });
  const outcome = await outcomeOf(request(receiver.url, { maxRedirects }));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'redirect', statusCode: status });
  const { detail } = outcome as { detail: string };
  expect(detail).toContain('elsewhere.example');
  expect(detail).toContain(words);
  expect(detail).not.toContain('secret');
});

test('a redirect that is followed repeats the POST with its signatures, and without secrets of the first address', async () => {
  const last = await aReceiver();
  const first = await aReceiver({ status: 307, headers: { location: last.url } });
  const settings = {
    maxRedirects: 1,
    signatureKeys: ['k'],
    headers: { 'X-Api-Key': 's3cret' },
    basic: { username: 'u', password: 'p' },
  };
  expect(await outcomeOf(request(first.url, settings))).toEqual({ kind: 'delivered', statusCode: 200 });
  const [sent] = last.received;
  expect(sent?.body).toBe(body);
  const own = Object.entries(first.received[0]?.headers ?? {}).filter(([name]) => /webhook|content-type/.test(name));
  expect(own).toHaveLength(6);
  expect(sent?.headers).toMatchObject(Object.fromEntries(own));
  expect(sent?.headers).not.toHaveProperty('authorization');
  expect(sent?.headers).not.toHaveProperty('x-api-key');
});

test('where redirects led stands in the attempt, whatever came of it there', async () => {
  const last = await aReceiver();
  const second = await aReceiver({ status: 308, headers: { location: last.url } });
  const first = await aReceiver({ status: 307, headers: { location: second.url } });
  const hosts = [second, last].map(({ url }) => new URL(url).host);
  const to = request(first.url, { maxRedirects: 2 });
  expect(await made(to)).toMatchObject({ redirectedTo: hosts, outcome: { kind: 'delivered', statusCode: 200 } });
  last.answer = () => ({ status: 500, body: 'out of order' });
  expect((await made(to)).outcome).toMatchObject({
    statusCode: 500,
    detail: `Redirected to ${hosts.join(', then ')}: HTTP 500: out of order`,
  });
});

test('of a redirect that led to a refused address, or to nobody, its own answer is kept', async () => {
  const refused = await aReceiver({ status: 307, headers: { location: 'http://10.0.0.1/x?secret=1' }, body: 'moved' });
  const { host } = new URL(refused.url);
  expect(await made(request(refused.url, { maxRedirects: 1 }))).toMatchObject({
    outcome: {
      reason: 'address',
      statusCode: 307,
      detail: expect.stringContaining(`${host} redirects to an address that is not allowed.`) as string,
    },
    redirectedTo: ['10.0.0.1'],
    responseHeaders: { location: 'http://10.0.0.1/x?secret=1' },
    responseBody: 'moved',
  });
  const gone = await aReceiver();
  const leading = await aReceiver({ status: 308, headers: { location: gone.url } });
  await gone.close();
  const { outcome, responseHeaders } = await made(request(leading.url, { maxRedirects: 1 }));
  expect(outcome).toMatchObject({ reason: 'connection', statusCode: 308 });
  expect(outcome).toMatchObject({
    detail: expect.stringContaining(`Redirected to ${new URL(gone.url).host}: `) as string,
  });
  expect(responseHeaders).toMatchObject({ location: gone.url });
});

test('more redirects than allowed are a failure that says so', async () => {
  const third = await aReceiver();
  const second = await aReceiver({ status: 308, headers: { location: third.url } });
  const first = await aReceiver({ status: 307, headers: { location: second.url } });
  const outcome = await outcomeOf(request(first.url, { maxRedirects: 1 }));
  expect(outcome).toMatchObject({ reason: 'redirect', statusCode: 308 });
  expect(outcome).toMatchObject({ detail: expect.stringContaining('after the 1 that event.notification.redirects') });
  expect(third.received).toEqual([]);
});

test('an acknowledgement counts whatever its length, and 16 KB of it are kept', async () => {
  const receiver = await aReceiver({ status: 200, body: 'é'.repeat(500_000) });
  const { outcome, responseBody } = await made(request(receiver.url));
  expect(outcome).toEqual({ kind: 'delivered', statusCode: 200 });
  expect(responseBody).toBe('é'.repeat(8 * 1024));
});

/** An endpoint that talks to its connection itself. */
async function rawEndpoint(talk: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => talk(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}

test('an acknowledgement that breaks off in the middle of its body is none', async () => {
  const url = await rawEndpoint((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of'));
  expect(await outcomeOf(request(url))).toMatchObject({
    kind: 'failed',
    reason: 'connection',
    statusCode: undefined,
    detail: expect.stringContaining('closed the connection before its answer was complete') as string,
  });
});

test('a connection that is reset is a failure of the connection', async () => {
  const url = await rawEndpoint((socket) => socket.resetAndDestroy());
  expect(await outcomeOf(request(url))).toMatchObject({ kind: 'failed', reason: 'connection' });
});

test('what an attempt sent and got is kept, without the secrets of the receiver', async () => {
  const settings = {
    signatureKeys: ['k'],
    headers: { 'X-Api-Key': 's3cret-value' },
    basic: { username: 'u', password: 'p4ssword' },
  };
  const echo = `key s3cret-value, ${Buffer.from('u:p4ssword').toString('base64')}, p4ssword and \0 done`;
  const headers = { 'X-Echo': 's3cret-value', 'Set-Cookie': 'session=1', 'X-Request-Id': 'r-1' };
  const receiver = await aReceiver({ status: 500, headers, body: echo });
  const kept = await made(request(receiver.url, settings));
  expect(kept.url).toBe(receiver.url);
  expect(kept.requestHeaders).toMatchObject({
    'X-Api-Key': '********',
    authorization: '********',
    'content-type': 'application/json',
    'webhook-id': '6-99',
    'webhook-signature': expect.stringMatching(/^v1,/) as string,
  });
  expect(kept.responseHeaders).toMatchObject({
    'x-echo': '********',
    'set-cookie': '********',
    'x-request-id': 'r-1',
  });
  expect(kept.responseBody).toBe('key ********, ********, ******** and  done');
  expect(JSON.stringify(kept)).not.toMatch(/s3cret|p4ssword|dTpwNHNzd29yZA|\\u0000/);
});

test('an answer that is not UTF-8 is kept with what is wrong replaced', async () => {
  const url = await rawEndpoint((socket) => {
    socket.write('HTTP/1.1 500 No\r\ncontent-length: 4\r\n\r\n');
    socket.end(Buffer.from([0x61, 0xff, 0x00, 0x62]));
  });
  expect((await made(request(url))).responseBody).toBe('a\uFFFDb');
});

test('an answer that does not come within the time-out of the settings is one of time', async () => {
  const server = await serve(() => {});
  const outcome = await outcomeOf(request(server.url, { timeoutMs: 50 }));
  expect(outcome).toMatchObject({
    kind: 'failed',
    reason: 'timeout',
    statusCode: undefined,
    detail: expect.stringContaining('within 50 ms') as string,
  });
});

test('nobody there is a failure of the connection', async () => {
  const receiver = await aReceiver();
  await receiver.close();
  const { outcome, responseHeaders, responseBody } = await made(request(receiver.url));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'connection', statusCode: undefined });
  expect([responseHeaders, responseBody]).toEqual([undefined, undefined]);
});

test('a name that nobody has is a failure of the name', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
  const { outcome } = await made(request('http://nobody.example/'), testEgress({ resolve }));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'dns' });
});

test('an address that is not allowed is a failure of the address', async () => {
  const { outcome } = await made(request('http://127.0.0.1:9/'), testEgress({ allowNetworks: [] }));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'address', statusCode: undefined });
});

test('a header that cannot be sent is a failure of the request', async () => {
  const receiver = await aReceiver();
  const outcome = await outcomeOf(request(receiver.url, { headers: { 'X-Broken': 'a\nb' } }));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'request' });
  expect(receiver.received).toEqual([]);
});

test.each([
  [new Fault('provider.throttled', 'wait', { retryAt: 12_345 }), 12_345],
  [new Fault('quota.unavailable', 'wait'), clock.now() + 1000],
])('%s: when the limit of the endpoint says wait, nothing was attempted', async (fault, retryAt) => {
  const egress: Pick<Egress, 'request'> = { request: () => Promise.reject(fault) };
  expect(await attempt({ egress, clock }, request('http://127.0.0.1/'))).toEqual({ kind: 'notSent', retryAt });
});

test('what is over the rate limit of the endpoint is not sent', async () => {
  const receiver = await aReceiver();
  const egress = testEgress();
  const limited = request(receiver.url, { rateLimit: { requests: 2, seconds: 3600 } });
  const results = [];
  for (let sent = 0; sent < 3; sent++) results.push((await attempt({ egress, clock }, limited)).kind);
  expect(results).toEqual(['made', 'made', 'notSent']);
  expect(receiver.received).toHaveLength(2);
});

test('a bug of ours is not taken for a failed delivery', async () => {
  const egress: Pick<Egress, 'request'> = { request: () => Promise.reject(new TypeError('a bug')) };
  await expect(attempt({ egress, clock }, request('http://127.0.0.1/'))).rejects.toThrow('a bug');
});
