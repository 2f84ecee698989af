import { expect, test } from 'vitest';
import { verificationSchema } from './webhook-verification.ts';
import { signatureSchema } from './signature-scheme.ts';

const key = { entry: 'secret' };
const issues = (scheme: object) =>
  signatureSchema
    .safeParse({ kind: 'hmac', header: 'X-Signature', key, ...scheme })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

test('a signature of the body alone needs no more than a header and a key', () => {
  expect(issues({})).toEqual([]);
});

test('what is signed names known parts, and the body always', () => {
  expect(issues({ signed: '{body}{nonce}' })).toEqual([
    ['signed', 'found {nonce}, allowed: {body}, {timestamp}, {method}, {url}, {decodedUrl}, {id}, {secret}'],
  ]);
  expect(issues({ signed: '{url}' })).toEqual([['signed', 'it must have {body}, or anybody could change the body']]);
});

test('the secret is signed with a plain hash, and only then', () => {
  const message = '{secret} stands in it with the kind hash, and only then';
  expect(issues({ signed: '{secret}{body}' })).toEqual([['signed', message]]);
  expect(issues({ kind: 'hash' })).toEqual([['signed', message]]);
  expect(issues({ kind: 'hash', signed: '{secret}{body}' })).toEqual([]);
});

test('a timestamp that is not signed proves nothing, and one that is signed must be found', () => {
  expect(issues({ timestamp: { header: 'X-Time' } })).toMatchObject([['timestamp', expect.any(String)]]);
  expect(issues({ signed: '{timestamp}{body}' })).toMatchObject([['timestamp', expect.any(String)]]);
  expect(issues({ signed: '{timestamp}{body}', timestamp: {} })).toMatchObject([['timestampPart', expect.any(String)]]);
  expect(issues({ signed: '{timestamp}{body}', timestamp: {}, timestampPart: 't' })).toMatchObject([
    ['separator', 'missing, as the header has parts'],
  ]);
  expect(issues({ signed: '{timestamp}{body}', timestamp: {}, timestampPart: 't', separator: ',' })).toEqual([]);
});

test('an id is signed where there is a header for it', () => {
  expect(issues({ signed: '{id}{body}' })).toMatchObject([['idHeader', expect.any(String)]]);
  expect(issues({ idHeader: 'X-Id' })).toMatchObject([['idHeader', expect.any(String)]]);
});

test('a token that each item shows stands in a field', () => {
  const each = (place: object) => verificationSchema.safeParse({ kind: 'token', in: place, each: true, key }).success;
  expect(each({ field: 'clientState' })).toBe(true);
  expect(each({ header: 'X-Token' })).toBe(false);
});
