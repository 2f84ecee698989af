import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WhereSyntaxError } from './expression.ts';
import { parseOrderBy, printOrderBy, type FieldOrder } from './parse-order-by.ts';

const asc = (field: string): FieldOrder => ({ field, direction: 'asc' });
const desc = (field: string): FieldOrder => ({ field, direction: 'desc' });

test.each<[string, FieldOrder[]]>([
  ['', []],
  ['  ', []],
  ['updated_at', [asc('updated_at')]],
  [' MailingCity ASC ', [asc('MailingCity')]],
  ['a asc, b desc', [asc('a'), desc('b')]],
  ['a,b,c DESC', [asc('a'), asc('b'), desc('c')]],
  ['!receivedDate', [desc('receivedDate')]],
  ['! a , b', [desc('a'), asc('b')]],
  ['contact.id desc', [desc('contact.id')]],
  ['`Modified Time` desc', [desc('Modified Time')]],
  ['"Modified, Time"desc', [desc('Modified, Time')]],
  ['descending', [asc('descending')]],
  ['asc desc', [desc('asc')]],
])('%j is understood', (text, orders) => {
  expect(parseOrderBy(text)).toEqual(orders);
});

test.each([
  ['a,', 'expected a field at position 3 of orderBy, found the end'],
  [',a', 'expected a field at position 1 of orderBy, found ",a"'],
  ['!', 'expected a field at position 2 of orderBy, found the end'],
  ['a up', 'expected asc, desc, a comma or the end at position 3 of orderBy, found "up"'],
  ['!a desc', 'expected a comma or the end at position 4 of orderBy, found "desc"'],
  ['a desc b', 'expected a comma or the end at position 8 of orderBy, found "b"'],
  ['a desc, a', 'expected a field that is not named yet at position 9 of orderBy, found "a"'],
  ["'a' desc", 'expected a field at position 1 of orderBy, found "\'a\' desc"'],
  ['`a', 'expected a field at position 1 of orderBy, found "`a"'],
  ['in desc', 'expected a field at position 1 of orderBy, found "in desc"'],
])('%j is refused with the place and what is allowed there', (text, message) => {
  expect(() => parseOrderBy(text)).toThrow(WhereSyntaxError);
  expect(() => parseOrderBy(text)).toThrow(message);
});

test('printing and parsing an order gives the same order', () => {
  const fields = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a', 'desc', 'in', 'a.b', 'x`y', 'a,b', '!a'));
  const orders = fc.uniqueArray(fc.record<FieldOrder>({ field: fields, direction: fc.constantFrom('asc', 'desc') }), {
    selector: ({ field }) => field,
    maxLength: 4,
  });
  fc.assert(
    fc.property(orders, (order) => {
      expect(parseOrderBy(printOrderBy(order))).toEqual(order);
    }),
  );
});
