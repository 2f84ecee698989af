import { expect, test } from 'vitest';
import { requestExpression } from './request-expression.ts';

test('conditions that must all hold are told with the names that operators have in hooks', () => {
  const where = "a=1 AND b!=2 AND c<3 AND d<=4 AND e>5 AND f>=6 AND g LIKE 'x%' AND h IN (7, 8) AND i IS NULL";
  expect(requestExpression(where)?.map(({ attribute, operator, value }) => [attribute, operator, value])).toEqual([
    ['a', 'EQUALS', '1'],
    ['b', 'NOTEQUALS', '2'],
    ['c', 'LESSTHAN', '3'],
    ['d', 'LESSTHANEQUALS', '4'],
    ['e', 'GREATERTHAN', '5'],
    ['f', 'GREATERTHANEQUALS', '6'],
    ['g', 'LIKE', 'x%'],
    ['h', 'IN', ['7', '8']],
    ['i', 'ISNULL', null],
  ]);
});

test('a clause without such conditions has none, not an empty list', () => {
  expect([requestExpression('a=1 OR b=2'), requestExpression('NOT a=1')]).toEqual([null, null]);
});
