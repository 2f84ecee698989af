import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { callbackUrl } from './public-url.ts';

const called = (host: string | undefined, protocol = 'http') =>
  ({ protocol, headers: host === undefined ? {} : { host } }) as FastifyRequest;
const path = '/elements/api-v2/oauth/callback';

test('users come back to the public address, or where none is set to the one that was called', () => {
  expect(callbackUrl({ publicUrl: 'https://events.example.com/t' }, called('other'))).toBe(
    `https://events.example.com/t${path}`,
  );
  expect(callbackUrl({}, called('127.0.0.1:8080'))).toBe(`http://127.0.0.1:8080${path}`);
  expect(callbackUrl({}, called('evil.example/x?y=', 'https'))).toBe(`https://evil.example${path}`);
});

test('a call that names no address is told of the setting', () => {
  for (const host of [undefined, ':', 'a b']) expect(() => callbackUrl({}, called(host))).toThrow('TIDINGS_PUBLIC_URL');
});
