import { describe, expect, test } from 'vitest';
import type { EgressRequest } from './egress-messages.ts';
import { redirected } from './redirect.ts';

const post: EgressRequest = {
  method: 'POST',
  url: 'https://api.example.com/a/b?x=1',
  headers: { Authorization: 'Bearer t', 'X-Api-Key': 'k', Accept: 'application/json', 'Content-Type': 'text/plain' },
  body: 'text',
};

describe('redirect', () => {
  test.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('a POST answered with %i becomes a %s', (status, method) => {
    const next = redirected(post, status, '/c');
    expect(next?.method).toBe(method);
    expect(next?.body).toBe(method === 'GET' ? undefined : 'text');
    expect(next?.headers?.['Content-Type']).toBe(method === 'GET' ? undefined : 'text/plain');
  });

  test('the location is relative to the address that answered', () => {
    expect(redirected(post, 307, '../c?y=2')?.url).toBe('https://api.example.com/c?y=2');
    expect(redirected(post, 307, '//other.example.com/d')?.url).toBe('https://other.example.com/d');
  });

  test('the same origin sees all headers again', () => {
    expect(redirected(post, 307, '/c')?.headers).toEqual(post.headers);
  });

  test.each(['https://evil.example.com/', 'http://api.example.com/', 'https://api.example.com:8443/'])(
    'the other origin %s sees no header that may hold a key',
    (location) => {
      expect(redirected(post, 307, location)?.headers).toEqual({
        Accept: 'application/json',
        'Content-Type': 'text/plain',
      });
    },
  );

  test('another origin sees the headers that are to be kept, however they are written, and so does the next one', () => {
    const signed = {
      ...post,
      headers: { ...post.headers, 'Webhook-Signature': 's' },
      keepHeaders: ['webhook-SIGNATURE'],
    };
    const kept = { Accept: 'application/json', 'Content-Type': 'text/plain', 'Webhook-Signature': 's' };
    const next = redirected(signed, 307, 'https://other.example.com/');
    expect(next?.headers).toEqual(kept);
    expect(redirected(next ?? post, 307, 'https://third.example.com/')?.headers).toEqual(kept);
  });

  test.each([301, 302, 303])('where the method must stay the same, %i is final', (status) => {
    expect(redirected({ ...post, redirects: 'sameMethod' }, status, '/c')).toBeUndefined();
    expect(redirected({ ...post, redirects: 'follow' }, status, '/c')?.method).toBe('GET');
  });

  test.each([307, 308])('where the method must stay the same, %i is followed with method and body', (status) => {
    expect(redirected({ ...post, redirects: 'sameMethod' }, status, '/c')).toMatchObject({
      method: 'POST',
      body: 'text',
    });
  });

  test('an answer that does not redirect, or to nowhere, is final', () => {
    expect(redirected(post, 200, '/c')).toBeUndefined();
    expect(redirected(post, 304, '/c')).toBeUndefined();
    expect(redirected(post, 302, undefined)).toBeUndefined();
    expect(redirected(post, 302, 'http://[broken')).toBeUndefined();
  });
});
