import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseListToken, printListToken } from './page-token.ts';

test('a token names the instance it stands behind', () => {
  fc.assert(
    fc.property(fc.nat(), (id) => {
      expect(parseListToken(printListToken(id))).toBe(id);
    }),
  );
});

test('anything else is refused with a message', () => {
  for (const token of [
    '',
    'x',
    Buffer.from('{"afterId":-1}').toString('base64'),
    Buffer.from('{"afterId":1e99}').toString('base64'),
  ]) {
    expect(() => parseListToken(token)).toThrow('nextPage: found');
  }
});
