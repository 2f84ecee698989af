import { describe, expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { followedLink, nextOfLinkHeader } from './followed-link.ts';

const from = { url: 'https://api.example/v1/rows?since=1', place: 'Sample (GET https://api.example/v1/rows)' };
const follow = (link: string, authentication?: object) =>
  followedLink({ connector: testConnector({}, authentication ? { authentication } : {}) }, link, from);

describe('a link to the next page', () => {
  test.each([
    ['https://api.example/v1/rows?page=2', 'https://api.example/v1/rows?page=2'],
    ['/v2/query/01g-2000', 'https://api.example/v2/query/01g-2000'],
    ['?page=2#top', 'https://api.example/v1/rows?page=2'],
    ['https://api.example:443/x?a=%2B&b=c+d', 'https://api.example/x?a=%2B&b=c+d'],
    ['https://user:secret@api.example/x', 'https://api.example/x'],
  ])('%s is asked for as %s', (link, url) => {
    expect(follow(link)).toBe(url);
  });

  test.each([
    ['http://api.example/x', 'http://api.example'],
    ['https://api.example:8443/x', 'https://api.example:8443'],
    ['//evil.example/x', 'https://evil.example'],
    ['https://api.example.evil.example/x', 'https://api.example.evil.example'],
    ['https://api.example@evil.example/x', 'https://evil.example'],
    ['file:///etc/passwd', 'file:'],
  ])('%s is refused, as it would be sent the credentials', (link, place) => {
    expect(() => follow(link)).toThrow(
      `${from.place}: the next page is said to be at ${place}, allowed: https://api.example, which the credentials are for`,
    );
  });

  test('that is no URL is refused', () => {
    expect(() => follow('https://')).toThrow(`${from.place}: the link to the next page is not a URL`);
  });

  test('loses the key that the vendor repeats in it', () => {
    const authentication = { type: 'apiKey', configurationKey: 'api.key', in: 'query', name: 'api_key' };
    expect(follow('?api_key=secret&page=2&a=%20', authentication)).toBe('https://api.example/v1/rows?page=2&a=%20');
  });
});

describe('the header Link', () => {
  test.each([
    ['<https://a.example/?p=2>; rel="next"', 'https://a.example/?p=2'],
    [
      '<https://a.example/?p=1>; rel="prev", <https://a.example/?p=3&a=1,2>; rel="next"',
      'https://a.example/?p=3&a=1,2',
    ],
    ['</rows?p=2>; title="a, b"; rel=next', '/rows?p=2'],
    ['</rows?p=2>; REL="last NEXT"', '/rows?p=2'],
    ['</rows?p=9>; rel="last"', undefined],
    ['</rows?p=9>; rel="nextish"', undefined],
    ['<>; rel="next"', undefined],
    ['', undefined],
  ])('%s gives %s', (header, link) => {
    expect(nextOfLinkHeader(header)).toBe(link);
  });
});
