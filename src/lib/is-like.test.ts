import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLike } from './is-like.ts';

test('a star stands for any characters, or none; all else for itself', () => {
  expect(isLike('contact.created', 'contact.*')).toBe(true);
  expect(isLike('contact.', 'contact.*')).toBe(true);
  expect(isLike('contacts.created', 'contact.*')).toBe(false);
  expect(isLike('contact.created', '*.created')).toBe(true);
  expect(isLike('qbo.bill.created.v1', 'qbo.*.created.*')).toBe(true);
  expect(isLike('(a+)+$', '(a+)*$')).toBe(true);
  expect(isLike('aa', '(a+)*')).toBe(false);
  expect(isLike('', '*')).toBe(true);
  expect(isLike('Contact', 'contact')).toBe(false);
});

test('beginning and end do not share characters', () => {
  expect(isLike('aba', 'ab*ba')).toBe(false);
  expect(isLike('abba', 'ab*ba')).toBe(true);
  expect(isLike('abab', '*ab*ab*')).toBe(true);
  expect(isLike('aab', '*ab*ab*')).toBe(false);
});

const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\n'), maxLength: 8 });

test('it says the same as the regular expression of the pattern', () => {
  fc.assert(
    fc.property(few, few, (text, pattern) => {
      expect(isLike(text, pattern)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(text));
    }),
    { numRuns: 1_000 },
  );
});
