import { expect, test } from 'vitest';
import { refuseCrossSite } from './refuse-cross-site.ts';

const publicUrl = 'https://tidings.example';
const own = { host: '127.0.0.1:8080', 'x-tidings-console': '1' };
const refused = (method: string, headers: Record<string, string>) => {
  try {
    refuseCrossSite({ publicUrl }, { method, headers });
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'access.cross_site' });
    return true;
  }
};

test('reading is never refused', () => {
  expect(refused('GET', { 'sec-fetch-site': 'cross-site' })).toBe(false);
  expect(refused('HEAD', {})).toBe(false);
});

test('a change needs the header of the console', () => {
  expect(refused('POST', own)).toBe(false);
  expect(refused('POST', { host: own.host })).toBe(true);
  expect(refused('DELETE', { host: own.host, 'sec-fetch-site': 'same-origin' })).toBe(true);
});

test('what the browser says of the sender counts', () => {
  expect(refused('POST', { ...own, 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' })).toBe(false);
  for (const site of ['cross-site', 'same-site', 'none'])
    expect(refused('POST', { ...own, 'sec-fetch-site': site })).toBe(true);
});

test('of a browser that does not say, the origin must be ours', () => {
  expect(refused('POST', { ...own, origin: 'http://127.0.0.1:8080' })).toBe(false);
  expect(refused('POST', { ...own, origin: publicUrl })).toBe(false);
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:9', 'https://tidings.example.evil.example'])
    expect(refused('POST', { ...own, origin })).toBe(true);
});
