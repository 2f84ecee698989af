import { expect, test } from 'vitest';
import { createSealer } from '../../lib/sealer.ts';
import { sharedWebhookToken, webhookToken } from '../../model/webhook-address.ts';
import { webhooksSchema, type Webhooks } from '../../model/connector-webhooks.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { expectedKeys } from './expected-keys.ts';
import { keptHeaders, keptQuery } from './kept-request.ts';

const key = { entry: 'webhook.key' };
const webhooks = (verify: object, handshakes: object[] = []): Webhooks => webhooksSchema.parse({ verify, handshakes });

const request = (values: Partial<WebhookRequest>): WebhookRequest => ({
  method: 'POST',
  url: '',
  query: {},
  headers: {},
  body: Buffer.alloc(0),
  receivedAt: 0,
  ...values,
});

test.each<[string, Webhooks, string[]]>([
  ['a signature', webhooks({ kind: 'hmac', header: 'X-Sign', key }), ['x-sign']],
  ['a token', webhooks({ kind: 'token', in: { header: 'X-Token' }, key }), ['x-token']],
  [
    'any of several',
    webhooks({ kind: 'anyOf', of: [{ kind: 'jwt', header: 'X-Jwt', key }, { kind: 'none' }] }),
    ['x-jwt'],
  ],
  ['a handed key', webhooks({ kind: 'none' }, [{ kind: 'echoHeader', header: 'X-Hook-Secret' }]), ['x-hook-secret']],
  ['a hook, which has to see the signature', webhooks({ kind: 'hook' }), []],
])('of %s the header is not kept, nor are credentials', (_what, declared, dropped) => {
  const names = ['x-sign', 'x-token', 'x-jwt', 'x-hook-secret', 'x-topic'];
  const headers = Object.fromEntries([...names, 'authorization', 'cookie'].map((name) => [name, '1']));
  expect(Object.keys(keptHeaders(request({ headers }), declared))).toEqual(
    names.filter((name) => !dropped.includes(name)),
  );
});

test('of the query no token of ours is kept, whosever it is, nor the vendor’s; one of another form says something', () => {
  const byQuery = webhooks({ kind: 'token', in: { query: 'secret' }, key });
  const sealer = createSealer(Buffer.alloc(32));
  const rest = { secret: 's', id: '1' };
  for (const token of [webhookToken(sealer, 7), sharedWebhookToken(sealer, 7)])
    expect(keptQuery(request({ query: { token, ...rest } }), byQuery)).toEqual({ id: '1' });
  const query = { token: 'theirs', ...rest };
  expect(keptQuery(request({ query }), webhooks({ kind: 'none' }))).toEqual(query);
});

test('the keys that are expected are named once each', () => {
  const handshakes = [{ kind: 'echoQuery', parameter: 'c', token: { parameter: 't', entry: 'verify.token' } }];
  const of = [
    { kind: 'hmac', header: 'x', key },
    { kind: 'token', in: { header: 'y' }, key },
    { kind: 'basic', username: 'hook.user', password: 'hook.password' },
  ];
  expect(expectedKeys(webhooks({ kind: 'anyOf', of }, handshakes))).toEqual([
    'webhook.key',
    'hook.user',
    'hook.password',
    'verify.token',
  ]);
  expect(expectedKeys(webhooks({ kind: 'secretUrl' }))).toEqual([]);
});
