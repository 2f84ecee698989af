import { createHmac } from 'node:crypto';
import { onTestFinished, expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { startReceiver, type Receiver } from '../../test/kit/receiver.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import type { Egress } from '../egress/egress.ts';
import { attempt, type SignedRequest } from './attempt.ts';

const clock = createManualClock(Date.parse('2026-01-01T00:00:30.500Z'));
const body = '{"message":{"raw":{},"events":[{"eventId":"a"}]}}';

async function aReceiver(): Promise<Receiver> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return receiver;
}

const request = (url: string, settings: Partial<SignedRequest['settings']> = {}): SignedRequest => ({
  url,
  subscriptionId: 6,
  notificationId: 99,
  body,
  settings: { signatureKeys: [], headers: {}, basic: undefined, ...settings },
});

test('a notification is posted as the exact bytes that were signed, with every header of the contract', async () => {
  const receiver = await aReceiver();
  const settings = {
    signatureKeys: ['new key', 'old key'],
    headers: { 'X-Team': 'crm' },
    basic: { username: 'u', password: 'p:w' },
  };
  const { outcome } = await attempt({ egress: testEgress(), clock }, request(receiver.url, settings));
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
    'webhook-id': '6-99',
    'webhook-timestamp': '1767225630',
    'webhook-signature': `v1,${hmac('new key', signed)} v1,${hmac('old key', signed)}`,
  });
});

test('without a key nothing is signed', async () => {
  const receiver = await aReceiver();
  await attempt({ egress: testEgress(), clock }, request(receiver.url));
  const names = Object.keys(receiver.received[0]?.headers ?? {});
  expect(names).toEqual(expect.arrayContaining(['elements-webhook-id', 'webhook-id']));
  expect(names.filter((name) => name.endsWith('signature'))).toEqual([]);
});

test.each([200, 201, 202, 204, 299])('%d acknowledges', async (status) => {
  const receiver = await aReceiver();
  receiver.answer = () => ({ status });
  const { outcome } = await attempt({ egress: testEgress(), clock }, request(receiver.url));
  expect(outcome).toEqual({ kind: 'delivered', statusCode: status });
});

test.each([
  [
    { status: 500, body: 'out of order' },
    { kind: 'failed', statusCode: 500, detail: 'HTTP 500: out of order' },
  ],
  [{ status: 404 }, { kind: 'failed', statusCode: 404, detail: 'HTTP 404' }],
  [
    { status: 302, headers: { location: 'https://example.com/' } },
    { kind: 'failed', statusCode: 302, detail: 'HTTP 302' },
  ],
  [
    { status: 429, headers: { 'retry-after': '30' } },
    { kind: 'failed', statusCode: 429, retryAfterMs: 30_000 },
  ],
  [{ status: 410 }, { kind: 'gone', statusCode: 410 }],
])('the answer %j is an outcome', async (answer, expected) => {
  const receiver = await aReceiver();
  receiver.answer = () => answer;
  expect((await attempt({ egress: testEgress(), clock }, request(receiver.url))).outcome).toMatchObject(expected);
});

test('nobody there is an outcome', async () => {
  const receiver = await aReceiver();
  await receiver.close();
  const { outcome } = await attempt({ egress: testEgress(), clock }, request(receiver.url));
  expect(outcome).toMatchObject({ kind: 'failed', statusCode: undefined });
});

test('an address that is not allowed is an outcome', async () => {
  const { outcome } = await attempt(
    { egress: testEgress({ allowNetworks: [] }), clock },
    request('http://127.0.0.1:9/'),
  );
  expect(outcome).toMatchObject({ kind: 'failed', statusCode: undefined });
});

test('a bug of ours is not taken for a failed delivery', async () => {
  const egress: Pick<Egress, 'request'> = { request: () => Promise.reject(new TypeError('a bug')) };
  await expect(attempt({ egress, clock }, request('http://127.0.0.1/'))).rejects.toThrow('a bug');
});
