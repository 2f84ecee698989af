import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';

test('a document is read as it is, or out of a list of one', () => {
  expect(readDocument('{"name": "a"}')).toEqual({ document: { name: 'a' } });
  expect(readDocument('[{"name": "a"}]')).toEqual({ document: { name: 'a' } });
});

test('what is no document is told', () => {
  for (const text of ['', '{', '5', '[]', '[{}, {}]', 'null']) expect(readDocument(text)).toHaveProperty('fault');
});
