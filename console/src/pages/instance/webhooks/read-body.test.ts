import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

test.each([
  ['{"id":1}', 'text', { kind: 'json', value: { id: 1 } }],
  ['id=1', 'text', { kind: 'text', text: 'id=1' }],
  ['MTIz', 'base64', { kind: 'text', text: 'MTIz' }],
] as const)('%s as %s is shown as it can be read best', (body, bodyEncoding, shown) => {
  expect(readBody({ body, bodyEncoding })).toEqual(shown);
});

test('a body that is not there is told apart from an empty one', () => {
  expect(readBody({ body: null, bodyEncoding: 'text' })).toMatchObject({ kind: 'none', why: 'It is no longer kept.' });
  expect(readBody({ body: '', bodyEncoding: 'text' })).toMatchObject({ kind: 'none', why: 'It is empty.' });
});
