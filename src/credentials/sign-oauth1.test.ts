import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import { signOAuth1, type SignedRequest } from './sign-oauth1.ts';

const configuration = { 'oauth.api.key': 'client', 'oauth.api.secret': 's&cret', account: '12_SB' };
const token = { key: 'token/1', secret: 't=s' };

const oauth1 = (more: object = {}) =>
  authenticationSchema.parse({
    type: 'oauth1',
    requestTokenUrl: 'https://vendor.example/request',
    authorizationUrl: 'https://vendor.example/authorize',
    accessTokenUrl: 'https://vendor.example/access',
    ...more,
  }) as AuthenticationOf<'oauth1'>;

function sign(request: SignedRequest, more: object = {}, extra: Record<string, string> = {}): Map<string, string> {
  const clock = createManualClock(1_700_000_000_500);
  const header = signOAuth1({ clock }, oauth1(more), configuration, { request, token, extra });
  expect(header).toMatch(/^OAuth /);
  const parts = [...header.slice(6).matchAll(/([a-z_]+)="([^"]*)"/g)];
  return new Map(parts.map(([, name = '', value = '']) => [name, decodeURIComponent(value)]));
}

/** RFC 3986, which RFC 5849 encodes by. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The signature as RFC 5849 (3.4) tells a server to make it. */
function expected(method: string, address: string, parameters: [string, string][], algorithm = 'sha1'): string {
  const encoded = parameters.map(([name, value]): [string, string] => [encode(name), encode(value)]);
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = encoded.toSorted((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  const base = [method, encode(address), encode(sorted.map((pair) => pair.join('=')).join('&'))].join('&');
  return createHmac(algorithm, `${encode('s&cret')}&${encode('t=s')}`)
    .update(base)
    .digest('base64');
}

const ofHeader = (header: Map<string, string>) =>
  [...header].filter(([name]) => name !== 'oauth_signature' && name !== 'realm');

test('a request is signed with client, token, time and nonce, and never twice alike', () => {
  const request = { method: 'GET', url: 'https://vendor.example/r' };
  const header = sign(request);
  expect(Object.fromEntries(header)).toMatchObject({
    oauth_consumer_key: 'client',
    oauth_token: 'token/1',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '1700000000',
    oauth_version: '1.0',
    oauth_signature: expected('GET', 'https://vendor.example/r', ofHeader(header)),
  });
  expect(sign(request).get('oauth_nonce')).not.toBe(header.get('oauth_nonce'));
});

test('a realm and more protocol parameters are in the header; the realm is not signed', () => {
  const header = sign(
    { method: 'POST', url: 'https://vendor.example/r' },
    { realm: '{account}', signatureMethod: 'HMAC-SHA256' },
    { oauth_callback: 'https://me.example/back?x=1' },
  );
  expect(header.get('realm')).toBe('12_SB');
  expect(header.get('oauth_callback')).toBe('https://me.example/back?x=1');
  expect(header.get('oauth_signature')).toBe(expected('POST', 'https://vendor.example/r', ofHeader(header), 'sha256'));
});

test('PLAINTEXT sends the secrets themselves', () => {
  const header = sign({ method: 'GET', url: 'https://vendor.example/r' }, { signatureMethod: 'PLAINTEXT' });
  expect(header.get('oauth_signature')).toBe('s%26cret&t%3Ds');
});

test('without a client the entries are named', () => {
  const request = { method: 'GET', url: 'https://vendor.example/r' };
  expect(() => signOAuth1({ clock: createManualClock() }, oauth1(), {}, { request })).toThrow(
    expect.objectContaining({
      issues: [{ path: 'configuration.oauth.api.key' }, { path: 'configuration.oauth.api.secret' }].map((issue) =>
        expect.objectContaining(issue),
      ),
    }),
  );
});

test('query and form parameters of any kind are signed as RFC 5849 says', () => {
  // The library keeps parameters in an object, which cannot have one of this name; no provider has.
  const isUsable = (text: string) => text.isWellFormed() && text !== '__proto__';
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(isUsable);
  const value = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed());
  const pairs = fc.array(fc.tuple(fc.oneof(name, fc.constantFrom('a', 'b c', '+')), value), { maxLength: 5 });
  fc.assert(
    fc.property(pairs, pairs, (query, fields) => {
      const url = `https://Vendor.example:443/a%20b?${new URLSearchParams(query).toString()}`;
      const header = sign({ method: 'POST', url, form: new URLSearchParams(fields) });
      const parameters = [...ofHeader(header), ...query, ...fields] as [string, string][];
      expect(header.get('oauth_signature')).toBe(expected('POST', 'https://vendor.example/a%20b', parameters));
    }),
  );
});
