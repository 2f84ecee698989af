import { expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import { webhooksSchema } from '../../model/connector-webhooks.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { webhookIdentity, type Identifying } from './webhook-identity.ts';

const span = 300_000;
const start = span * 1_000;
const tells = { resource: { from: { header: 'X-Topic' } }, id: 'id', date: { value: 'at' } };
const nothing = { identity: undefined, earlier: undefined };

interface Given {
  webhooks?: object;
  sent?: Partial<WebhookRequest>;
  body?: JsonValue;
  from?: Partial<Pick<Identifying, 'trusted' | 'hasHook'>>;
}

const identify = ({ webhooks = {}, sent = {}, body = {}, from = {} }: Given = {}) =>
  webhookIdentity({
    webhooks: webhooksSchema.parse({ verify: { kind: 'none' }, rules: [tells], ...webhooks }),
    hasHook: false,
    trusted: true,
    ...from,
    request: { method: 'POST', url: '', query: {}, headers: {}, body: Buffer.from('{}'), receivedAt: start, ...sent },
    body,
  });

test('the id that the vendor gives a request makes it the same, whatever it says', () => {
  const byHeader = { delivery: { header: 'X-GitHub-Delivery' } };
  const sent = { headers: { 'x-github-delivery': 'guid' } };
  expect(identify({ webhooks: byHeader, sent })).toEqual({ identity: 'id:guid', earlier: undefined });
  expect(identify({ webhooks: byHeader, sent, from: { trusted: false, hasHook: true } }).identity).toBe('id:guid');
  expect(identify({ webhooks: { delivery: { field: 'event.id' } }, body: { event: { id: 7 } } }).identity).toBe('id:7');
  const long = { headers: { 'x-github-delivery': 'x'.repeat(5_000) } };
  expect(identify({ webhooks: byHeader, sent: long }).identity).toHaveLength(46);
  expect(identify({ webhooks: byHeader }).identity).toMatch(/^at:/);
});

test('without an id the same content is the same request for five minutes, or as long as the connector says', () => {
  const first = identify().identity;
  expect(identify({ sent: { receivedAt: start + span - 1 } }).identity).toBe(first);
  expect(identify({ sent: { receivedAt: start + span } }).earlier).toBe(first);
  const later = identify({ sent: { receivedAt: start + 2 * span } });
  expect([later.identity, later.earlier]).not.toContain(first);
  const webhooks = { sameWithinSeconds: 600 };
  const longer = identify({ webhooks, sent: { receivedAt: start + 2 * span } });
  expect(longer.earlier).toBe(identify({ webhooks }).identity);
});

test('another body, method, query, or header that a rule looks at makes another request; a signature does not', () => {
  const first = identify({ sent: { headers: { 'x-signature': '1' } } }).identity;
  expect(identify({ sent: { headers: { 'x-signature': '2' } } }).identity).toBe(first);
  const others: Partial<WebhookRequest>[] = [
    { body: Buffer.from('{} ') },
    { method: 'GET' },
    { query: { a: '1' } },
    { headers: { 'x-topic': 'orders' } },
  ];
  const identities = others.map((sent) => identify({ sent }).identity);
  expect(new Set([first, ...identities]).size).toBe(5);
});

test('the order of the query does not count', () => {
  const identities = [
    { a: '1', b: '2' },
    { b: '2', a: '1' },
  ].map((query) => identify({ sent: { query } }).identity);
  expect(identities[0]).toBe(identities[1]);
});

test('the same words may stand for another change where not all of it is said, so that nothing makes them the same', () => {
  const thin = { resource: 'rows', id: 'id' };
  const ruled = (...rules: object[]) => identify({ webhooks: { rules } });
  expect(ruled(thin)).toEqual(nothing);
  expect(ruled(tells, { ...tells, then: 'fetch' })).toEqual(nothing);
  expect(ruled({ resource: 'rows', then: 'poll' })).toEqual(nothing);
  expect(ruled({ ignore: true }, tells).identity).toMatch(/^at:/);
  expect(ruled({ ...thin, record: '' }).identity).toMatch(/^at:/);
});

test('what nobody has proved, or a hook reads, is never the same by itself', () => {
  expect(identify({ from: { trusted: false } })).toEqual(nothing);
  expect(identify({ from: { hasHook: true } })).toEqual(nothing);
  expect(identify({ webhooks: { sameWithinSeconds: 0 } })).toEqual(nothing);
  expect(identify({ webhooks: { sameWithinSeconds: 60 }, from: { trusted: false } }).identity).toMatch(/^at:/);
});

test('where a hook reads the request and the connector says the time, every header of the vendor counts that is no proof', () => {
  const webhooks = { sameWithinSeconds: 300, rules: [] };
  const of = (headers: Record<string, string>) =>
    identify({ webhooks, sent: { headers }, from: { hasHook: true } }).identity;
  const first = of({ 'x-event': 'one', 'x-app-signature-256': 'a', 'x-forwarded-for': 'b', 'user-agent': 'c' });
  expect(of({ 'x-app-signature-256': 'd', 'x-event': 'one', 'x-app-request-timestamp': 'e' })).toBe(first);
  expect(of({ 'x-event': 'two' })).not.toBe(first);
  expect(of({ 'x-event': 'one', 'x-assigned-to': 'me' })).not.toBe(first);
});
