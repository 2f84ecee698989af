import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAuthorization } from './authorization.ts';

const parts = (header: string | undefined) => Object.fromEntries(parseAuthorization(header));

test('the parts are read whatever their case, order and blanks', () => {
  expect(parts('User a=, Organization b, Element c/+=')).toEqual({ user: 'a=', organization: 'b', element: 'c/+=' });
  expect(parts(' element c,user  a ,ORGANIZATION b')).toEqual({ user: 'a', organization: 'b', element: 'c' });
  expect(parts('Bearer x')).toEqual({ bearer: 'x' });
});

test('what has not the form of a part is left out', () => {
  for (const header of [undefined, '', 'User', 'User a b', 'a', ',', 'User , Organization'])
    expect(parts(header)).toEqual({});
});

test('secrets of base64 come through as they are', () => {
  const secret = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  fc.assert(
    fc.property(secret, secret, (user, element) => {
      expect(parts(`User ${user}, Element ${element}`)).toEqual({ user, element });
    }),
  );
});
