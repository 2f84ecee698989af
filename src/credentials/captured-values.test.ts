import { expect, test } from 'vitest';
import type { JsonRecord } from '../lib/json.ts';
import { authenticationSchema } from '../model/connector-authentication.ts';
import { capturedAtConnect, capturedFromRedirect, capturedFromTokens } from './captured-values.ts';

const oauth = authenticationSchema.parse({
  type: 'oauth2',
  tokenUrl: 'https://vendor.example/token',
  capture: {
    redirect: { 'company.id': 'realmId', 'accounts.server': { parameter: 'server', allowed: ['https://eu.example'] } },
    token: { 'base.url': 'instance_url', user: 'ids[0].id' },
  },
});
const answer = { access_token: 'a', instance_url: 'https://eu.example.com//', ids: [{ id: 7 }] };
const tokensOf = (raw: JsonRecord) => ({ accessToken: 'a', raw });

const atConnect = (raw: JsonRecord, configured: Record<string, string> = {}) =>
  capturedAtConnect(oauth, { tokens: tokensOf(raw), configured });
const redirect = { code: 'c', realmId: '123', server: 'https://eu.example' };
const fromRedirect = (providerData: JsonRecord, configured: Record<string, string> = {}) =>
  capturedFromRedirect(oauth, { providerData, configured });

test('the redirect and the token answer tell entries; an address has no slash at its end', () => {
  expect(fromRedirect(redirect)).toEqual({ 'company.id': '123', 'accounts.server': 'https://eu.example' });
  expect(atConnect(answer)).toEqual({ 'base.url': 'https://eu.example.com', user: '7' });
});

test('a parameter of the redirect that is missing is named, unless the entry is configured', () => {
  expect(() => fromRedirect({ ...redirect, realmId: '' })).toThrow(
    expect.objectContaining({
      code: 'configuration.invalid',
      issues: [{ path: 'providerData.realmId', message: 'is required: configuration.company.id is taken from it' }],
    }),
  );
  const configured = { 'company.id': '1', 'accounts.server': 'https://mine.example' };
  expect(fromRedirect({ code: 'c' }, configured)).toEqual({});
});

test('a redirect cannot say what the connector does not allow, whatever is configured', () => {
  const configured = { 'accounts.server': 'https://eu.example' };
  for (const server of [
    'https://evil.example',
    'https://eu.example.evil.example',
    'https://eu.example/',
    'HTTPS://EU.EXAMPLE',
  ])
    expect(() => fromRedirect({ ...redirect, server }, configured)).toThrow(
      expect.objectContaining({
        code: 'configuration.invalid',
        issues: [{ path: 'providerData.server', message: `is ${JSON.stringify(server)}; allowed: https://eu.example` }],
      }),
    );
});

test('a part of the token answer that is missing at first is the fault of the provider, unless the entry is configured', () => {
  const { instance_url: _, ...without } = answer;
  expect(() => atConnect(without)).toThrow(expect.objectContaining({ code: 'provider.malformed' }));
  expect(atConnect(without, { 'base.url': 'https://a' })).toEqual({ user: '7' });
  expect(capturedFromTokens(oauth, tokensOf(without))).toEqual({ user: '7' });
});

test('with tokens that a caller brings all entries must be configured', () => {
  expect(() => atConnect({}, { user: '7' })).toThrow(
    expect.objectContaining({
      issues: [
        expect.objectContaining({ path: 'configuration.company.id' }),
        expect.objectContaining({ path: 'configuration.accounts.server' }),
        expect.objectContaining({ path: 'configuration.base.url' }),
      ],
    }),
  );
  const configured = { user: '7', 'company.id': '1', 'accounts.server': 'https://a', 'base.url': 'https://a' };
  expect(atConnect({}, configured)).toEqual({});
});

test('other authentications capture nothing', () => {
  const none = authenticationSchema.parse({ type: 'none' });
  expect(capturedFromTokens(none, tokensOf(answer))).toEqual({});
  expect(capturedFromRedirect(none, { providerData: redirect, configured: {} })).toEqual({});
});
