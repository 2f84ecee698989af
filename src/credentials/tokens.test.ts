import { expect, test } from 'vitest';
import { oauth2Schema } from '../model/connector.ts';
import { isRefreshDue, tokensFromAnswer } from './tokens.ts';

const oauth = oauth2Schema.parse({
  type: 'oauth2',
  authorizationUrl: 'https://vendor.example/a',
  tokenUrl: 'https://vendor.example/t',
  refreshAheadSeconds: 300,
  defaultLifetimeSeconds: 1000,
});

test.each([
  [7200, 7200],
  ['7200', 7200],
  [0.5, 0.5],
  [0, 1000],
  [-1, 1000],
  ['never', 1000],
  [null, 1000],
  [undefined, 1000],
])('expires_in %j gives a life of %j seconds', (value, seconds) => {
  const answer = { access_token: 'a', ...(value === undefined ? {} : { expires_in: value }) };
  expect(tokensFromAnswer(answer, { oauth, issuedAt: 5000 }).expiresAt).toBe(5000 + seconds * 1000);
});

test('a refresh is due ahead of the end, but never in the first half of a life', () => {
  const dueAt = (lifetimeSeconds: number) => {
    const tokens = { accessToken: 'a', refreshToken: 'r', issuedAt: 0, expiresAt: lifetimeSeconds * 1000, raw: {} };
    const first = Array.from({ length: lifetimeSeconds + 1 }, (_, second) => second).find((second) =>
      isRefreshDue(tokens, oauth, second * 1000),
    );
    return first;
  };
  expect(dueAt(3600)).toBe(3300);
  expect(dueAt(600)).toBe(300);
  expect(dueAt(100)).toBe(50);
});

test('tokens of unknown age are refreshed ahead of their end', () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 1_000_000, raw: {} };
  expect(isRefreshDue(tokens, oauth, 699_999)).toBe(false);
  expect(isRefreshDue(tokens, oauth, 700_000)).toBe(true);
});

test('without a refresh token no refresh is ever due', () => {
  expect(isRefreshDue({ accessToken: 'a', expiresAt: 0, raw: {} }, oauth, 1)).toBe(false);
});
