import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { verificationSchema } from '../../model/webhook-verification.ts';
import { itemsIn } from '../body/items-in.ts';
import { decodedUrl } from './decoded-url.ts';
import { verifyWebhook } from './verify-webhook.ts';

const receivedAt = Date.UTC(2026, 0, 15, 10);
const keys = { secret: ['the secret'], name: ['tidings'], old: ['one', 'two'] } as Record<string, string[]>;

interface Sent extends Partial<Omit<WebhookRequest, 'body'>> {
  raw?: Buffer;
  body?: JsonValue;
  itemsPath?: string;
}

const verify = (verification: unknown, { raw = Buffer.from(''), body = {}, itemsPath = '', ...request }: Sent) =>
  verifyWebhook(verificationSchema.parse(verification), {
    request: { method: 'POST', url: '', query: {}, headers: {}, receivedAt, ...request, body: raw },
    body,
    items: itemsIn(body, itemsPath),
    keys: (name) => keys[name] ?? [],
    addressToken: 'the token',
  });

const accepted = { kind: 'accepted', trusted: true };
const untrusted = { kind: 'accepted', trusted: false };
const refused = (reason: string) => ({ kind: 'refused', status: 401, reason });

test('Microsoft Graph: every notification of a batch must show the client state', async () => {
  const clientState = { kind: 'token', in: { field: 'clientState' }, each: true, key: { entry: 'secret' } };
  const sent = (...states: (string | null)[]) =>
    verify(clientState, { body: { value: states.map((state) => ({ clientState: state })) }, itemsPath: 'value' });
  expect(await sent('the secret', 'the secret')).toEqual(accepted);
  expect(await sent('the secret', 'another')).toEqual(refused('the field clientState of an item is wrong'));
  expect(await sent('the secret', null)).toEqual(refused('the field clientState of an item is missing'));
  expect(await sent()).toEqual(refused('the field clientState of an item is missing'));
});

test('Zoho: a token in the body, and one in the query', async () => {
  const inBody = { kind: 'token', in: { field: 'token' }, key: { entry: 'secret' } };
  expect(await verify(inBody, { body: { token: 'the secret', ids: ['1'] } })).toEqual(accepted);
  expect(await verify(inBody, { body: { token: ['the secret'] } })).toEqual(refused('the field token is missing'));
  expect(await verify(inBody, { body: [] })).toEqual(refused('the field token is missing'));
  const inQuery = { kind: 'token', in: { query: 'hash' }, key: { entry: 'old' } };
  expect(await verify(inQuery, { query: { hash: 'two' } })).toEqual(accepted);
  expect(await verify(inQuery, { query: { hash: 'three' } })).toEqual(refused('the query parameter hash is wrong'));
});

test('a token may follow a word in any case, and never is that word alone', async () => {
  const bearer = { kind: 'token', in: { header: 'Authorization' }, prefix: 'Bearer ', key: { entry: 'secret' } };
  expect(await verify(bearer, { headers: { authorization: 'bearer the secret' } })).toEqual(accepted);
  expect(await verify(bearer, { headers: { authorization: 'the secret' } })).toMatchObject({ kind: 'refused' });
  expect(await verify(bearer, { headers: { authorization: 'Bearer ' } })).toMatchObject({ kind: 'refused' });
});

test('Basic: without a name in the connector any name is good, with one both must fit', async () => {
  const basic = (pair: string) => ({
    headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  });
  const both = { kind: 'basic', username: 'name', password: 'secret' };
  expect(await verify({ kind: 'basic', password: 'secret' }, basic('anybody:the secret'))).toEqual(accepted);
  expect(await verify(both, basic('tidings:the secret'))).toEqual(accepted);
  for (const pair of ['other:the secret', 'tidings:another', 'the secret:tidings'])
    expect(await verify(both, basic(pair))).toMatchObject({ kind: 'refused' });
  const noPair = 'the header Authorization is not of the form Basic base64(name:password)';
  expect(await verify(both, basic('tidings'))).toEqual(refused(noPair));
  expect(await verify({ ...both, username: 'unset' }, basic('tidings:the secret'))).toEqual(
    refused('there is no key to verify with: set configuration.unset of the instance'),
  );
});

test('a secret address: accepted, but not trusted; 403 without its token', async () => {
  const secretUrl = { kind: 'secretUrl' };
  expect(await verify(secretUrl, { query: { token: 'the token' } })).toEqual(untrusted);
  expect(await verify(secretUrl, { query: { token: 'another' } })).toEqual({
    kind: 'refused',
    status: 403,
    reason: 'the parameter token of the address is wrong',
  });
  expect(await verify(secretUrl, {})).toMatchObject({ status: 403, reason: expect.stringContaining('is missing') });
});

test('none and hook accept anything, and trust nothing', async () => {
  for (const kind of ['none', 'hook']) expect(await verify({ kind }, {})).toEqual(untrusted);
});

test('anyOf: one proof is enough, the best one counts, and a refusal names them all', async () => {
  const either = {
    kind: 'anyOf',
    of: [{ kind: 'secretUrl' }, { kind: 'token', in: { header: 'X-Token' }, key: { entry: 'secret' } }],
  };
  const address = { query: { token: 'the token' } };
  expect(await verify(either, address)).toEqual(untrusted);
  expect(await verify(either, { ...address, headers: { 'x-token': 'the secret' } })).toEqual(accepted);
  expect(await verify(either, {})).toEqual(
    refused('the parameter token of the address is missing; the header X-Token is missing'),
  );
});

const parts = {
  kind: 'hmac',
  header: 'X-Signature',
  separator: ',',
  signaturePart: 'v1',
  timestampPart: 't',
  signed: '{timestamp}.{body}',
  timestamp: {},
  key: { entry: 'secret' },
};
const now = receivedAt / 1_000;
const signature = createHmac('sha256', 'the secret').update(`${now}.`).digest('hex');
const signed = (value: string) => verify(parts, { headers: { 'x-signature': value } });

test('any of the signatures in a header may be the right one, whatever their order', async () => {
  expect(await signed(`t=${now},v1=${'0'.repeat(64)},v1=${signature}`)).toEqual(accepted);
  expect(await signed(`v0=1, v1=${signature.toUpperCase()}, t=${now}`)).toEqual(accepted);
  expect(await signed(`t=${now},v0=${signature}`)).toEqual(
    refused('the header X-Signature holds no signature of the expected form'),
  );
});

test('a timestamp that is no time is refused, and so is one that is far from ours', async () => {
  const reason = async (time: string) => {
    const verdict = await signed(`t=${time},v1=${signature}`);
    return verdict.kind === 'refused' ? verdict.reason : 'accepted';
  };
  const place = 'the timestamp of the signature';
  for (const time of ['soon', '-5', '1e9', '0x10', `${now}.5`, '9'.repeat(16)])
    expect(await reason(time)).toBe(`${place} is no time in epoch seconds`);
  expect(await reason('')).toBe(`${place} is missing`);
  expect(await reason(String(now - 301))).toBe(`${place} lies 301 s before our clock; allowed: 300 s`);
  expect(await reason(String(now + 301))).toBe(`${place} lies 301 s after our clock; allowed: 300 s`);
});

test('a body that is no UTF-8 is verified by its bytes', async () => {
  const raw = Buffer.from([0xff, 0xfe, 0x00, 0xc3]);
  const plain = { kind: 'hmac', header: 'X-Signature', key: { entry: 'secret' } };
  const proof = createHmac('sha256', 'the secret').update(raw).digest('hex');
  expect(await verify(plain, { raw, headers: { 'x-signature': proof } })).toEqual(accepted);
  const decoded = createHmac('sha256', 'the secret').update(raw.toString()).digest('hex');
  expect(await verify(plain, { raw, headers: { 'x-signature': decoded } })).toMatchObject({ kind: 'refused' });
});

test('a signature in base64 has one form only', async () => {
  const base64 = { kind: 'hmac', encoding: 'base64', header: 'X-Signature', key: { entry: 'secret' } };
  const proof = createHmac('sha256', 'the secret').digest('base64');
  expect(await verify(base64, { headers: { 'x-signature': proof } })).toEqual(accepted);
  for (const other of [proof.replace('=', ''), `${proof}=`, proof.replaceAll('/', '_')].filter((o) => o !== proof))
    expect(await verify(base64, { headers: { 'x-signature': other } })).toMatchObject({ kind: 'refused' });
});

test('what a query says is not covered by a signature of the body: without a body it is refused', async () => {
  const hmac = (signed: string) => ({ kind: 'hmac', header: 'X-Signature', signed, key: { entry: 'secret' } });
  const url = 'https://tidings.example/events/key?id=7';
  const proof = (text: string) => createHmac('sha256', 'the secret').update(text).digest('hex');
  const reason = refused('what it says stands in its query, and the signature is of the body alone');
  const send = (scheme: object, text: string, sent: Sent) =>
    verify(scheme, { url, ...sent, headers: { 'x-signature': proof(text) } });
  for (const method of ['GET', 'POST']) {
    expect(await send(hmac('{body}'), '', { method, query: { id: '7' } })).toEqual(reason);
    expect(await send(hmac('{url}{body}'), url, { method, query: { id: '7' } })).toEqual(accepted);
    expect(await send(hmac('{body}'), '', { method, query: { token: 'the token' } })).toEqual(accepted);
  }
  const raw = Buffer.from('{}');
  expect(await send(hmac('{body}'), '{}', { raw, query: { id: '7' } })).toEqual(accepted);
});

test('a key that is not written as the connector says is none, and the reason says so', async () => {
  const send = (encoding: string, written: string, bytes: string) => {
    keys['written'] = [written];
    const proof = createHmac('sha256', Buffer.from(bytes, 'latin1')).digest('hex');
    const scheme = { kind: 'hmac', header: 'X-Signature', key: { entry: 'written', encoding } };
    return verify(scheme, { headers: { 'x-signature': proof } });
  };
  expect(await send('hex', ' aBcd\n', '\xab\xcd')).toEqual(accepted);
  for (const written of ['YWI+/w==', 'YWI-_w', 'YWI+/w'])
    expect(await send('base64', written, 'ab\x3e\xff')).toEqual(accepted);
  const wrong = (form: string) => refused(`the key written cannot be used: it is not written in ${form}`);
  for (const written of ['ab-cd', 'abc', '0xab'])
    expect(await send('hex', written, '\xab')).toEqual(wrong('hexadecimal digits, two for each byte'));
  for (const written of ['YWI!', 'YWIxY', 'YW=I', '='])
    expect(await send('base64', written, 'ab')).toEqual(wrong('base64'));
});

const jwt = { kind: 'jwt', key: { entry: 'secret' } };
const bearer = (token: string) => verify(jwt, { headers: { authorization: `Bearer ${token}` } });
const holder = () => new SignJWT({}).setExpirationTime(now + 60);

test('a JWT of another algorithm, or of none, is refused', async () => {
  const key = Buffer.from('the secret');
  expect(await bearer(await holder().setProtectedHeader({ alg: 'HS256' }).sign(key))).toEqual(accepted);
  expect(await bearer(await holder().setProtectedHeader({ alg: 'HS512' }).sign(key))).toEqual(
    refused('the token in the header Authorization is signed with another algorithm; allowed: HS256'),
  );
  expect(await bearer(new UnsecuredJWT({}).encode())).toMatchObject({ kind: 'refused' });
  expect(await bearer('no token')).toMatchObject({ kind: 'refused' });
});

test('a JWT counts until it expires, by our clock and the tolerance', async () => {
  const until = async (seconds: number) =>
    bearer(
      await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(now + seconds)
        .sign(Buffer.from('the secret')),
    );
  expect(await until(-59)).toEqual(accepted);
  expect(await until(-61)).toEqual(refused('the token in the header Authorization has expired'));
});

test('the address of HubSpot loses the escapes that it decodes, and no others', () => {
  expect(decodedUrl('https://a.b/c%2Fd?e=%3A%3f%40%21%24%27%28%29%2A%2C%3B&f=%26%20%25')).toBe(
    "https://a.b/c/d?e=:?@!$'()*,;&f=%26%20%25",
  );
});
