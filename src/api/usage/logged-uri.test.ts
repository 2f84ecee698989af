import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loggedUri } from './logged-uri.ts';

test('a URI without secrets stays as it is', () => {
  const uris = [
    '/elements/api-v2/instances/1000/events',
    '/elements/api-v2/hubs/crm/contacts?where=email=%27a@b.c%27&pageSize=1&nextPage=abc&fields=id,name&orderBy=id',
    '/elements/api-v2/usage?keys[]=a&tags%5B%5D=b&searchText=&from=2026-01-01',
    '/elements/api-v2/instances?',
    '/elements/api-v2/instances?flag',
  ];
  for (const uri of uris) expect(loggedUri(uri)).toBe(uri);
});

test.each(['api_key', 'apiKey', 'access_token', 'password', 'client_secret', 'code', 'sig', 'X-Amz-Signature', 'key'])(
  'the value of %s is masked, whatever the case and the encoding of the name',
  (name) => {
    const encoded = name.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    for (const written of [name, name.toUpperCase(), encoded])
      expect(loggedUri(`/hubs/crm/contacts?a=1&${written}=hush&b=hash`)).toBe(
        `/hubs/crm/contacts?a=1&${written}=********&b=hash`,
      );
  },
);

test('a value that itself holds question marks and equal signs is masked whole', () => {
  expect(loggedUri('/x?token=a?b=c&d=e?f')).toBe('/x?token=********&d=e?f');
});

test('nothing that is sent makes a URI longer than can be kept, or shows a secret', () => {
  const parameter = fc.tuple(fc.constantFrom('token', 'a', '%zz', 'x'.repeat(65)), fc.string({ maxLength: 3_000 }));
  fc.assert(
    fc.property(fc.array(parameter, { maxLength: 5 }), (parameters) => {
      const query = parameters.map(([name, value]) => `${name}=${value.replaceAll('&', '')}`);
      const kept = loggedUri(`/x?${[...query, 'token=hush'].join('&')}`);
      expect(kept).not.toContain('hush');
      expect(kept.length).toBeLessThanOrEqual(2_000 + 8 * (parameters.length + 1));
    }),
  );
});
