import { expect, test } from 'vitest';
import { oauth2Schema } from '../model/connector-authentication.ts';
import { isRenewalDue, oauthPaths, tokensFromAnswer } from './tokens.ts';

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
  const read = { life: oauth, paths: oauthPaths, issuedAt: 5000 };
  expect(tokensFromAnswer({ accessToken: 'a', answer }, read).expiresAt).toBe(5000 + seconds * 1000);
});

test('a refresh is due ahead of the end, but never in the first half of a life', () => {
  const dueAt = (lifetimeSeconds: number) => {
    const tokens = { accessToken: 'a', refreshToken: 'r', issuedAt: 0, expiresAt: lifetimeSeconds * 1000, raw: {} };
    const first = Array.from({ length: lifetimeSeconds + 1 }, (_, second) => second).find((second) =>
      isRenewalDue(tokens, oauth, second * 1000),
    );
    return first;
  };
  expect(dueAt(3600)).toBe(3300);
  expect(dueAt(600)).toBe(300);
  expect(dueAt(100)).toBe(50);
});

test('tokens of unknown age are refreshed ahead of their end', () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 1_000_000, raw: {} };
  expect(isRenewalDue(tokens, oauth, 699_999)).toBe(false);
  expect(isRenewalDue(tokens, oauth, 700_000)).toBe(true);
});

test.each([
  ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)],
  ['2026-01-01T01:00:00.000+01:00', Date.UTC(2026, 0, 1)],
  [1_767_225_600, Date.UTC(2026, 0, 1)],
  ['1767225600', Date.UTC(2026, 0, 1)],
  [1_767_225_600_000, Date.UTC(2026, 0, 1)],
  ['soon', 1_005_000],
  [0, 1_005_000],
])('a token that says it ends at %j ends at %i', (end, expected) => {
  const answer = { token: 'a', session: { end } };
  const paths = { token: 'token', expiresAt: 'session.end' };
  expect(tokensFromAnswer({ accessToken: 'a', answer }, { life: oauth, paths, issuedAt: 5000 }).expiresAt).toBe(
    expected,
  );
});

test('tokens that do not end are never due', () => {
  expect(isRenewalDue({ accessToken: 'a', issuedAt: 0, raw: {} }, oauth, Number.MAX_SAFE_INTEGER)).toBe(false);
});
