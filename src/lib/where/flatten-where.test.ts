import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Expression } from './expression.ts';
import { flattenWhere } from './flatten-where.ts';
import { matchesWhere } from './matches-where.ts';
import { parseWhere } from './parse-where.ts';
import { printWhere } from './print-where.ts';

test.each([
  ['a=1 and (b=2 and (c=3 and d=4))', 'a = 1 AND b = 2 AND c = 3 AND d = 4'],
  ['(a=1 or b=2) or c=3', 'a = 1 OR b = 2 OR c = 3'],
  ['not not a<1', 'a < 1'],
  ['not (a<1 or b is null)', 'NOT a < 1 AND b IS NOT NULL'],
  ['not (a in (1) and not b=2) or c=3', 'a NOT IN (1) OR b = 2 OR c = 3'],
  ['not a != 1', 'a = 1'],
  ['(a=1 and b=2) or c=3', '(a = 1 AND b = 2) OR c = 3'],
])('%s has as few levels as %s', (where, flat) => {
  expect(printWhere(flattenWhere(parseWhere(where)))).toBe(flat);
});

test('it is true of the same records', () => {
  const columns = fc.constantFrom('a', 'b', 'absent');
  const value = fc.integer({ min: 0, max: 2 }).map((number) => ({ kind: 'number' as const, text: String(number) }));
  const conditions: fc.Arbitrary<Expression> = fc.oneof(
    fc.record({
      kind: fc.constant('comparison' as const),
      column: columns,
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'LIKE'),
      value,
    }),
    fc.record({ kind: fc.constant('in' as const), column: columns, values: fc.array(value, { minLength: 1 }) }),
    fc.record({ kind: fc.constant('isNull' as const), column: columns }),
  );
  const expressions = fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      conditions,
      fc.record({ kind: fc.constantFrom('and', 'or'), items: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), item: tie('any') }),
    ),
  })).any;
  const records = fc.record({ a: fc.integer({ min: 0, max: 2 }), b: fc.constantFrom(null, 1) });
  fc.assert(
    fc.property(expressions, records, (expression, record) => {
      expect(matchesWhere(flattenWhere(expression), record)).toBe(matchesWhere(expression, record));
    }),
  );
});
