import { expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { handshakeSchema } from '../../model/webhook-verification.ts';
import { answerHandshake } from './answer-handshake.ts';

interface Asked extends Partial<Omit<WebhookRequest, 'body'>> {
  body?: JsonValue;
  raw?: string;
  hasAddressToken?: boolean;
  configuration?: Record<string, string>;
}

const ask = (handshake: unknown, { body = {}, raw = '', hasAddressToken = true, configuration = {}, ...sent }: Asked) =>
  answerHandshake([handshakeSchema.parse(handshake)], {
    request: { method: 'POST', url: '', query: {}, headers: {}, receivedAt: 0, ...sent, body: Buffer.from(raw) },
    body,
    configuration,
    hasAddressToken,
  });

const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
const json = { 'content-type': 'application/json; charset=utf-8' };
const ok = { status: 200, headers: json, body: '{}' };

test('Dropbox: the challenge in the query of a GET is answered as plain text, which no browser takes for a page', () => {
  const challenge = { kind: 'echoQuery', parameter: 'challenge' };
  const page = '<script>alert(1)</script>';
  expect(ask(challenge, { method: 'GET', query: { challenge: 'abc123' } })).toEqual({
    status: 200,
    headers: plain,
    body: 'abc123',
  });
  expect(ask(challenge, { method: 'GET', query: { challenge: page } })?.headers).toEqual(plain);
  expect(ask(challenge, { method: 'POST', query: { challenge: 'abc123' } })).toBeUndefined();
  expect(ask(challenge, { method: 'GET' })).toBeUndefined();
});

test('nobody has us send back more than a challenge can be', () => {
  const challenge = { kind: 'echoQuery', parameter: 'challenge' };
  expect(ask(challenge, { method: 'GET', query: { challenge: 'x'.repeat(2_049) } })).toEqual({
    status: 400,
    headers: json,
    body: '{"message":"The query parameter challenge has 2049 characters; allowed: 2048 at most."}',
  });
});

test('Microsoft Graph: the validation token in the query of a POST is answered decoded', () => {
  const validation = { kind: 'echoQuery', methods: ['POST'], parameter: 'validationToken' };
  expect(ask(validation, { query: { validationToken: 'Validation: Testing 1/2' } })).toMatchObject({
    status: 200,
    body: 'Validation: Testing 1/2',
  });
});

test('a challenge with a token of ours is answered only where the token is right', () => {
  const verifyToken = {
    kind: 'echoQuery',
    parameter: 'hub.challenge',
    token: { parameter: 'hub.verify_token', entry: 'verify.token' },
  };
  const asked = (token: string, entry: string) =>
    ask(verifyToken, {
      method: 'GET',
      query: { 'hub.challenge': '11', 'hub.verify_token': token },
      configuration: { 'verify.token': entry },
    });
  expect(asked('ours', 'ours')).toMatchObject({ status: 200, body: '11' });
  expect(asked('theirs', 'ours')).toMatchObject({ status: 403 });
  expect(asked('', '')).toMatchObject({ status: 403 });
});

test('Slack: the challenge in a body of the right type is answered', () => {
  const challenge = { kind: 'echoField', field: 'challenge', when: { field: 'type', equals: 'url_verification' } };
  const body = { type: 'url_verification', challenge: '3eZbrw1aB' };
  expect(ask(challenge, { body })).toEqual({ status: 200, headers: plain, body: '3eZbrw1aB' });
  expect(ask(challenge, { body: { ...body, type: 'event_callback' } })).toBeUndefined();
  expect(ask(challenge, { body: [] })).toBeUndefined();
  expect(ask(challenge, { body: { type: 'url_verification', challenge: { a: 1 } } })).toBeUndefined();
});

test('a challenge can be answered as JSON', () => {
  const challenge = { kind: 'echoField', field: 'data.challenge', as: 'json' };
  expect(ask(challenge, { body: { data: { challenge: 'a"b' } } })).toEqual({
    status: 200,
    headers: json,
    body: '{"challenge":"a\\"b"}',
  });
});

test('Asana and Keap: X-Hook-Secret is sent back in the same header, and kept where the connector says so', () => {
  const headers = { 'x-hook-secret': 'b537207f20cbfa02357cf448134da559' };
  const echo = { kind: 'echoHeader', header: 'X-Hook-Secret' };
  const answer = { status: 200, headers: { ...json, ...headers }, body: '{}' };
  expect(ask(echo, { headers, hasAddressToken: false })).toEqual(answer);
  const keep = { name: 'hook.secret', value: headers['x-hook-secret'], tell: false };
  expect(ask({ ...echo, keep: 'hook.secret' }, { headers })).toEqual({ ...answer, keep });
  expect(ask(echo, { headers: { 'x-hook-signature': '1' } })).toBeUndefined();
});

test('a key is never taken from who does not know the address', () => {
  const headers = { 'x-hook-secret': 'a key of a stranger' };
  const echo = ask({ kind: 'echoHeader', header: 'X-Hook-Secret', keep: 'k' }, { headers, hasAddressToken: false });
  const field = ask(
    { kind: 'keepField', field: 'verification_token', keep: 'k' },
    { body: { verification_token: 'a key of a stranger' }, hasAddressToken: false },
  );
  for (const answer of [echo, field]) {
    expect(answer).toMatchObject({ status: 403 });
    expect(answer).not.toHaveProperty('keep');
    expect(JSON.stringify(answer)).not.toContain('stranger');
  }
});

test('a header that cannot be sent back, or is too long, is refused and not kept', () => {
  const echo = { kind: 'echoHeader', header: 'X-Hook-Secret', keep: 'k' };
  for (const secret of ['with a\u00e9', 'x'.repeat(3_000), 'a\u0000']) {
    const answer = ask(echo, { headers: { 'x-hook-secret': secret } });
    expect(answer).toMatchObject({ status: 400 });
    expect(answer).not.toHaveProperty('keep');
  }
});

test('Notion: the token of the first request is kept, and told to a person', () => {
  const token = { kind: 'keepField', field: 'verification_token', keep: 'verification.token' };
  expect(ask(token, { body: { verification_token: 'secret_1' } })).toEqual({
    ...ok,
    keep: { name: 'verification.token', value: 'secret_1', tell: true },
  });
  expect(ask(token, { body: { type: 'page.created' } })).toBeUndefined();
});

test('Mailchimp and Intercom: a look by GET or HEAD is answered, a request with a body is none', () => {
  const ping = { kind: 'ping' };
  expect(ask(ping, { method: 'GET' })).toEqual(ok);
  expect(ask(ping, { method: 'HEAD' })).toEqual({ ...ok, body: '' });
  expect(ask(ping, { method: 'POST' })).toBeUndefined();
  expect(ask({ kind: 'ping', methods: ['POST'] }, { method: 'POST' })).toEqual(ok);
  expect(ask({ kind: 'ping', methods: ['POST'] }, { method: 'POST', raw: '{}' })).toBeUndefined();
});

test('the first handshake that a request is one of answers it', () => {
  const handshakes = [{ kind: 'echoQuery', parameter: 'challenge' }, { kind: 'ping' }].map((handshake) =>
    handshakeSchema.parse(handshake),
  );
  const request = { method: 'GET', url: '', headers: {}, receivedAt: 0, body: Buffer.of() };
  const asked = { body: {}, configuration: {}, hasAddressToken: false };
  expect(answerHandshake(handshakes, { ...asked, request: { ...request, query: { challenge: '1' } } })?.body).toBe('1');
  expect(answerHandshake(handshakes, { ...asked, request: { ...request, query: {} } })?.body).toBe('{}');
  expect(answerHandshake([], { ...asked, request: { ...request, query: {} } })).toBeUndefined();
});
