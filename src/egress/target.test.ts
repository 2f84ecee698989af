import { describe, expect, test } from 'vitest';
import { parseTarget } from './target.ts';

describe('target', () => {
  test('names origin, host and path with its query', () => {
    expect(parseTarget('https://API.example.com:8443/v1/a%20b?x=1#part')).toEqual({
      origin: 'https://api.example.com:8443',
      host: 'api.example.com:8443',
      hostname: 'api.example.com',
      path: '/v1/a%20b?x=1',
      authorization: undefined,
    });
  });

  test('credentials in the address become Basic authorization', () => {
    expect(parseTarget('https://ann:p%40ss@example.com/').authorization).toBe(`Basic ${btoa('ann:p@ss')}`);
  });

  test.each([
    'http://my_service/',
    'http://example.com./',
    'http://a.b-c.example/',
    'http://xn--bcher-kva.example/',
    'http://[2606:4700::1]/',
  ])('the host of %s is proper', (url) => expect(parseTarget(url).path).toBe('/'));

  test.each([
    ['ftp://example.com/', 'ftp:// is not allowed in an outbound address, only http and https.'],
    ['file:///etc/passwd', 'file:// is not allowed'],
    ['javascript:alert(1)', 'javascript:// is not allowed'],
    ['/relative/path', '"/relative/path" is not an absolute URL.'],
    ['example.com', '"example.com" is not an absolute URL.'],
    ['', '"" is not an absolute URL.'],
    ['http://', '"http://" is not an absolute URL.'],
    ['http://example.com:99999/', '"http://example.com:99999/" is not an absolute URL.'],
    ['http://example.com:0/', 'example.com has port 0, where nothing can listen.'],
    ['http://-bad-.com/', '"-bad-.com" is not a host name.'],
    ['http://a..b/', '"a..b" is not a host name.'],
    [`http://${'a'.repeat(64)}.com/`, 'is not a host name.'],
    ['http://ex ample.com/', 'is not an absolute URL.'],
    ['http://%zz:x@example.com/', 'The credentials in the address of example.com'],
  ])('%s is refused: %s', (url, message) => {
    expect(() => parseTarget(url)).toThrow(
      expect.objectContaining({ code: 'address.refused', message: expect.stringContaining(message) }),
    );
  });

  test('a refusal does not repeat the query, which may hold a key', () => {
    expect(() => parseTarget('not-a-url?key=secret')).toThrow(/^"not-a-url" is not an absolute URL\.$/);
  });
});
