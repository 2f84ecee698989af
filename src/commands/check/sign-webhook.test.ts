import { expect, test } from 'vitest';
import { itemsIn } from '../../ingest/body/items-in.ts';
import { verifyWebhook } from '../../ingest/verify/verify-webhook.ts';
import { parseJson } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { verificationSchema } from '../../model/webhook-verification.ts';
import { signWebhook } from './sign-webhook.ts';
import { webhookCall } from './webhook-call.ts';
import { webhookFaults } from './webhook-faults.ts';
import { readWebhookFixture } from './webhook-fixture.ts';

const now = '2026-01-31T08:00:00Z';
const key = { entry: 'signing.key' };
const secret = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const schemes: [string, object][] = [
  ['a hexadecimal HMAC with a prefix', { kind: 'hmac', header: 'X-Hub-Signature-256', prefix: 'sha256=', key }],
  [
    'a timestamp and signatures in one header',
    {
      kind: 'hmac',
      header: 'Stripe-Signature',
      separator: ',',
      signaturePart: 'v1',
      timestampPart: 't',
      signed: '{timestamp}.{body}',
      timestamp: {},
      key,
    },
  ],
  [
    'Standard Webhooks',
    {
      kind: 'hmac',
      encoding: 'base64',
      header: 'webhook-signature',
      prefix: 'v1,',
      separator: ' ',
      signed: '{id}.{timestamp}.{body}',
      idHeader: 'webhook-id',
      timestamp: { header: 'webhook-timestamp' },
      key: { ...key, encoding: 'base64' },
    },
  ],
  ['a digest of secret and body', { kind: 'hash', header: 'X-Signature', signed: '{secret}{body}', key }],
  ['the address with its query', { kind: 'hmac', header: 'X-Signature', signed: '{method}{url}{body}', key }],
  ['a token in a header', { kind: 'token', in: { header: 'X-Gitlab-Token' }, key }],
  ['a token in the query', { kind: 'token', in: { query: 'secret' }, key }],
  ['a token in each item', { kind: 'token', in: { field: 'clientState' }, each: true, key }],
  ['Basic credentials', { kind: 'basic', username: 'user', password: 'signing.key' }],
  ['a JWT', { kind: 'jwt', key }],
  ['the secret address', { kind: 'secretUrl' }],
  ['the first of several ways', { kind: 'anyOf', of: [{ kind: 'token', in: { header: 'X-Token' }, key }] }],
];

const addressToken = 'the-token-of-the-address';
const address = `https://tidings.example/elements/api-v2/events/shop/MQ?token=${addressToken}`;
const signer = {
  keys: (name: string) => ({ 'signing.key': [secret], user: ['somebody'] })[name] ?? [],
  items: 'value',
  nowMs: Date.parse(now),
};

function unsigned(): WebhookRequest {
  const read = readWebhookFixture(
    'orders',
    JSON.stringify({ now, request: { body: { value: [{ id: 1 }, { id: 2 }] } } }),
  );
  if (!('content' in read)) throw new Error(read.faults.join());
  return webhookCall(read.content, address);
}

function verify(written: object, request: WebhookRequest) {
  const body = parseJson(request.body.toString());
  const proof = { request, body, items: itemsIn(body, signer.items), keys: signer.keys, addressToken };
  return verifyWebhook(verificationSchema.parse(written), proof);
}

test.each(schemes)('a request that is signed by %s is accepted', async (_name, written) => {
  const request = await signWebhook(verificationSchema.parse(written), signer, unsigned());
  expect(await verify(written, request)).toMatchObject({ kind: 'accepted' });
});

test.each(schemes)('each fault of a request that is signed by %s is refused', async (_name, written) => {
  const faults = await webhookFaults(verificationSchema.parse(written), signer, unsigned());
  expect(faults).not.toEqual([]);
  const accepted = [];
  for (const { name, request } of faults) if ((await verify(written, request)).kind === 'accepted') accepted.push(name);
  expect(accepted).toEqual([]);
});

test('the faults of a signature with a timestamp are a changed body, another key, no proof, and two wrong times', async () => {
  const faults = await webhookFaults(verificationSchema.parse(schemes[1]?.[1]), signer, unsigned());
  expect(faults.map(({ name }) => name)).toEqual([
    'a request without its proof',
    'another key',
    'a changed byte in the body',
    'an old timestamp',
    'a timestamp of the future',
  ]);
});

test('where nothing is verified there is no fault to be tried', async () => {
  expect(await webhookFaults({ kind: 'none' }, signer, unsigned())).toEqual([]);
});

test('a fixture says what is wrong with it', () => {
  expect(readWebhookFixture('orders', '{"request":{"method":"PUT"},"now":"2026-01-31T08:00:00Z"}')).toMatchObject({
    faults: [expect.stringContaining('request.method')],
  });
  expect(readWebhookFixture('orders', '{')).toMatchObject({ faults: [expect.stringContaining('not JSON')] });
});
