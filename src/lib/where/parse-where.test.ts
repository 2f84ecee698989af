import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WhereSyntaxError, type Condition, type Expression, type Literal } from './expression.ts';
import { parseWhere } from './parse-where.ts';
import { printWhere } from './print-where.ts';

const string = (text: string): Literal => ({ kind: 'string', text });

const compared = (
  column: string,
  operator: Extract<Condition, { operator: string }>['operator'],
  value: Literal,
): Expression => ({
  kind: 'comparison',
  column,
  operator,
  value,
});

const understood: [string, Expression][] = [
  ["updated_at>='2020-01-01T00:00:00-05:00'", compared('updated_at', '>=', string('2020-01-01T00:00:00-05:00'))],
  ["modified_after='1506544512258'", compared('modified_after', '=', string('1506544512258'))],
  ['lastModifiedDate>1506544512258', compared('lastModifiedDate', '>', { kind: 'number', text: '1506544512258' })],
  ['mdate>=2017-02-28T16:11:29-06:00', compared('mdate', '>=', { kind: 'date', text: '2017-02-28T16:11:29-06:00' })],
  [
    'd < 2017-02-28 and e=1',
    {
      kind: 'and',
      items: [
        compared('d', '<', { kind: 'date', text: '2017-02-28' }),
        compared('e', '=', { kind: 'number', text: '1' }),
      ],
    },
  ],
  ["modifiedon >'a'", compared('modifiedon', '>', string('a'))],
  [" lastUpdated >= 'a' ", compared('lastUpdated', '>=', string('a'))],
  [
    '`metaData.lastUpdateTime` > 2015-01-06T09:31:38-07:00',
    compared('metaData.lastUpdateTime', '>', { kind: 'date', text: '2015-01-06T09:31:38-07:00' }),
  ],
  ["direction = 'desc'", compared('direction', '=', string('desc'))],
  ["`a``b` <= 'x'", compared('a`b', '<=', string('x'))],
  ['a!=1', compared('a', '!=', { kind: 'number', text: '1' })],
  ['a<>-1', compared('a', '!=', { kind: 'number', text: '-1' })],
  ['nOt a = FALSE', { kind: 'not', item: compared('a', '=', { kind: 'boolean', text: 'false' }) }],
  ['items[0].id = 1', compared('items[0].id', '=', { kind: 'number', text: '1' })],
  ["'Modified Time'>'x'", compared('Modified Time', '>', string('x'))],
  ['"Modified Time" <> true', compared('Modified Time', '!=', { kind: 'boolean', text: 'true' })],
  ["name LIKE 'O''Brien%'", compared('name', 'LIKE', string("O'Brien%"))],
  ["name not like 'a'", { kind: 'not', item: compared('name', 'LIKE', string('a')) }],
  ["a IN ('x', 'y',3)", { kind: 'in', column: 'a', values: [string('x'), string('y'), { kind: 'number', text: '3' }] }],
  ["a NOT IN ('x')", { kind: 'not', item: { kind: 'in', column: 'a', values: [string('x')] } }],
  ['category IS NOT NULL', { kind: 'not', item: { kind: 'isNull', column: 'category' } }],
  ['order_id is null', { kind: 'isNull', column: 'order_id' }],
  [
    "CreationDate>='a' or LastChangeDate>='b'",
    {
      kind: 'or',
      items: [compared('CreationDate', '>=', string('a')), compared('LastChangeDate', '>=', string('b'))],
    },
  ],
  [
    'NOT (a=1 OR b=-2.5e3)',
    {
      kind: 'not',
      item: {
        kind: 'or',
        items: [
          compared('a', '=', { kind: 'number', text: '1' }),
          compared('b', '=', { kind: 'number', text: '-2.5e3' }),
        ],
      },
    },
  ],
];

describe('a where clause', () => {
  test.each(understood)('%s is understood', (text, expression) => {
    expect(parseWhere(text)).toEqual(expression);
  });

  test('AND binds tighter than OR', () => {
    expect(parseWhere('a=1 or b=2 and c=3')).toEqual(parseWhere('a=1 or (b=2 and c=3)'));
    expect(parseWhere('not a=1 and b=2')).toEqual(parseWhere('(not a=1) and b=2'));
    expect(parseWhere('(a=1 or b=2) and c=3')).not.toEqual(parseWhere('a=1 or b=2 and c=3'));
  });

  test.each([
    [
      "attributes='created_at",
      'expected a closing quote for the value at position 12 of the where clause, found "\'created_at"',
    ],
    ["updated_at>='a''", "expected a closing quote for the value at position 13 of the where clause, found \"'a''\""],
    [
      '',
      'expected NOT, (, a column name, a `column name`, a "column name" or a \'quoted value\' at position 1 of the where clause, found the end',
    ],
    [
      'a =',
      "expected a 'quoted value', a number, a date, TRUE or FALSE at position 4 of the where clause, found the end",
    ],
    [
      'a = b',
      'expected a \'quoted value\', a number, a date, TRUE or FALSE at position 5 of the where clause, found "b"',
    ],
    [
      'a ~ 1',
      'expected a column name (between backticks where it has other characters), an operator or a \'quoted value\' at position 3 of the where clause, found "~ 1"',
    ],
    ['a = 1 b = 2', 'expected AND, OR or the end at position 7 of the where clause, found "b = 2"'],
    ['(a = 1', 'expected ) at position 7 of the where clause, found the end'],
    [
      'a IN ()',
      'expected a \'quoted value\', a number, a date, TRUE or FALSE at position 7 of the where clause, found ")"',
    ],
    ['a is 1', 'expected NULL at position 6 of the where clause, found "1"'],
    ['a', 'expected =, !=, <>, <=, >=, <, >, IS, NOT, LIKE or IN at position 2 of the where clause, found the end'],
  ])('%j is refused with the place and what is allowed there', (text, message) => {
    expect(() => parseWhere(text)).toThrow(WhereSyntaxError);
    expect(() => parseWhere(text)).toThrow(message);
  });
});

const literals: fc.Arbitrary<Literal> = fc.oneof(
  fc.string().map(string),
  fc
    .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map((value): Literal => ({ kind: 'number', text: String(value) })),
  fc.boolean().map((value): Literal => ({ kind: 'boolean', text: String(value) })),
  fc
    .constantFrom('2017-02-28', '2017-02-28T16:11:29-06:00', '2017-02-28 16:11:29.123456Z', '2017-02-28T16:11')
    .map((text): Literal => ({ kind: 'date', text })),
);
const columns = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('a', 'in', 'NULL', 'a.b', 'order_id', '__modified_date', 'E-mail Address', 'x`y'),
);
const conditions: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({
    kind: fc.constant('comparison' as const),
    column: columns,
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'LIKE'),
    value: literals,
  }),
  fc.record({
    kind: fc.constant('in' as const),
    column: columns,
    values: fc.array(literals, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('isNull' as const), column: columns }),
);
const expressions = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    conditions,
    fc.record({ kind: fc.constantFrom('and', 'or'), items: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), item: tie('any') }),
  ),
})).any;

describe('nesting', () => {
  const negated = (levels: number) => `${'not '.repeat(levels)}a = 1`;
  const enclosed = (levels: number) => `${'('.repeat(levels)}a = 1${')'.repeat(levels)}`;

  test('a hundred NOTs and parentheses within each other are understood, more are refused with their place', () => {
    for (const clause of [negated(100), enclosed(100), `${'not ('.repeat(50)}a = 1${')'.repeat(50)}`])
      parseWhere(clause);
    for (const levels of [101, 20_000]) {
      const refusal = /^expected no more than 100 NOTs and parentheses within each other at position \d+ of/;
      for (const clause of [negated(levels), enclosed(levels)]) expect(() => parseWhere(clause)).toThrow(refusal);
    }
    expect(() => parseWhere(enclosed(101))).toThrow('at position 101 of the where clause, found "(a = 1)');
  });

  test('conditions beside each other are as many as they are', () => {
    const beside = Array.from({ length: 300 }, (_, index) => `not (a not in (${index}))`);
    expect(parseWhere(beside.join(' and '))).toMatchObject({ kind: 'and', items: { length: 300 } });
    expect(parseWhere(beside.join(' OR '))).toMatchObject({ kind: 'or', items: { length: 300 } });
  });
});

test('a clause that was printed is printed the same again, whatever was between its words', () => {
  const blanks = fc.stringMatching(/^[ \t\n\u00a0]{1,3}$/);
  fc.assert(
    fc.property(
      conditions,
      conditions,
      fc.constantFrom('and', 'Or', 'AND NOT', 'or not'),
      blanks,
      (a, b, word, blank) => {
        const written = [printWhere(a), ...word.split(' '), `(${printWhere(b)})`].join(blank);
        const printed = printWhere(parseWhere(written));
        expect(printWhere(parseWhere(printed))).toBe(printed);
      },
    ),
  );
});

const outcomeOf = (text: string): 'understood' | number => {
  try {
    parseWhere(text);
    return 'understood';
  } catch (error) {
    if (error instanceof WhereSyntaxError) return error.position;
    throw error;
  }
};

test('any text is understood or refused with a place in it', () => {
  const words = ['a', "'", '"', '`', '(', ')', ' and ', ' or ', ' not ', '=', '<', '1', ' is null', ' in ', ','];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words)).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (clause) => {
      const outcome = outcomeOf(clause);
      expect(outcome === 'understood' || (outcome >= 1 && outcome <= clause.length + 1)).toBe(true);
    }),
  );
});

test('printing and parsing an expression gives the same expression', () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      expect(parseWhere(printWhere(expression))).toEqual(expression);
    }),
  );
});
