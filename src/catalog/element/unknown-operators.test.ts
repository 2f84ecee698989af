import { expect, test } from 'vitest';
import { unknownOperators } from './unknown-operators.ts';

const names = 'EQUALS, NOTEQUALS, LESSTHAN, LESSTHANEQUALS, GREATERTHAN, GREATERTHANEQUALS, LIKE, IN, ISNULL';
const code = (body: string) => `request_expression.forEach((one) => { ${body} })`;

test.each([
  ['if (one.operator === "GREATERTHANEQUALS") sign = ">="'],
  ["if ('LIKE' != one['operator']) return"],
  ["switch (one.operator) { case 'EQUALS': break; case 'LESSTHAN': break; }"],
  ['text += one.attribute'],
])('code that compares operators with names that they have here is not remarked on: %s', (body) => {
  expect(unknownOperators(code(body))).toBe(undefined);
});

test.each([
  ['if (one.operator === ">=") sign = "gte"', 'it compares an operator with ">="'],
  ["switch (one.operator) { case 'EQUALS': break; case 'EQ': break; }", 'it compares an operator with "EQ"'],
  ['text += signs[one.operator]', 'it does not say with which names it compares operators'],
])('code that may compare operators with other names is remarked on: %s', (body, reason) => {
  expect(unknownOperators(code(body))).toBe(`${reason}; those of request_expression are named ${names}`);
});

test('code that does not look at conditions is not remarked on', () => {
  expect(unknownOperators('const operator = ">="; done({})')).toBe(undefined);
});
