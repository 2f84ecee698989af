import { expect, test } from 'vitest';
import { webhooksSchema } from '../../model/connector-webhooks.ts';
import { withoutTokens } from './without-tokens.ts';

const key = { entry: 'webhook.secret' };
const declared = (verify: object, items = '') => webhooksSchema.parse({ verify, items });
const inField = (field: string, each = false) => ({ kind: 'token', in: { field }, each, key });

test('a token in a field is masked, and nothing else', () => {
  const body = { token: 's3cret', inner: { token: 1 }, list: [1] };
  expect(withoutTokens(declared(inField('token')), body)).toEqual({ ...body, token: '********' });
  expect(withoutTokens(declared(inField('inner.token')), body)).toEqual({ ...body, inner: { token: '********' } });
});

test('of a batch the token of each item is masked, in whatever form the body is', () => {
  const item = (clientState: string) => ({ id: 1, clientState });
  const graph = inField('clientState', true);
  const clean = [item('********'), item('********')];
  expect(withoutTokens(declared(graph, 'value'), { value: [item('a'), item('b')], n: 1 })).toEqual({
    value: clean,
    n: 1,
  });
  expect(withoutTokens(declared(graph), [item('a'), item('b')])).toEqual(clean);
  expect(withoutTokens(declared(graph), item('a'))).toEqual(item('********'));
  expect(withoutTokens(declared(graph, 'payload'), { payload: JSON.stringify([item('a')]) })).toEqual({
    payload: [item('********')],
  });
});

test('where a vendor may prove it in several ways, each place is looked at', () => {
  const verify = { kind: 'anyOf', of: [{ kind: 'hmac', header: 'X-Sign', key }, inField('old'), inField('token')] };
  expect(withoutTokens(declared(verify), { token: 'x', id: 1 })).toEqual({ token: '********', id: 1 });
});

test('a body without one stays the very same', () => {
  for (const verify of [inField('token'), inField('token', true), { kind: 'token', in: { header: 'X-Token' }, key }]) {
    const body = [{ id: 1 }];
    expect(withoutTokens(declared(verify), body)).toBe(body);
  }
});
