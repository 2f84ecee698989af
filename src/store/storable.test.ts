import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storableJson, storableText } from './storable.ts';

const halves = fc.constantFrom('\0', '\ud83d', '\ude00', '\\', '\\u0000', '"', 'a', '😀');
const text = fc.array(halves, { maxLength: 12 }).map((parts) => parts.join(''));

const isStorable = (stored: string) => stored.isWellFormed() && !stored.includes('\0');

test('a text keeps all but NUL and half surrogate pairs, whose places another character takes', () => {
  expect(storableText('gone\0, \ud83d, 😀')).toBe('gone\uFFFD, \uFFFD, 😀');
  fc.assert(fc.property(text, (given) => isStorable(storableText(given))));
});

test('JSON means the same, but for NUL and half surrogate pairs in its keys and texts', () => {
  fc.assert(
    fc.property(text, text, (key, value) => {
      const stored: unknown = JSON.parse(storableJson({ [`k${key}`]: [value] }));
      expect(stored).toEqual({ [`k${storableText(key)}`]: [storableText(value)] });
    }),
  );
});
