import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression } from '../lib/where/expression.ts';
import { matchesWhere } from '../lib/where/matches-where.ts';
import { parseWhere } from '../lib/where/parse-where.ts';
import { printWhere } from '../lib/where/print-where.ts';
import { whereSchema } from '../model/connector-where.ts';
import { planWhere } from './plan-where.ts';

const plan = (where: string, rules: object, reserved: string[] = []) => {
  const { parameters, filter, refine } = planWhere(whereSchema.parse(rules), where, new Set(reserved));
  return [Object.fromEntries(parameters), filter && printWhere(filter), refine && printWhere(refine)];
};

const day = { value: { pattern: 'yyyy-MM-dd' }, operators: { '=': 'day', '!=': 'not_day', IN: 'days' } };
const query = {
  or: '{index}.{parameter}',
  fields: {
    name: { operators: { '=': 'name', IN: 'names' } },
    size: { operators: { '=': 'size', '!=': 'not_size', '>=': 'min' } },
    made: { ...day, refine: true, recordField: 'created' },
    due: day,
  },
};

describe('conditions as query parameters', () => {
  test.each<[string, object, (string | undefined)?, (string | undefined)?]>([
    ["(name='a' and (size=1))", { name: 'a', size: '1' }],
    ['not not size = 1', { size: '1' }],
    ['not size != 1', { size: '1' }],
    ["not (size = 1 or name = 'a')", {}, "NOT size = 1 AND NOT name = 'a'"],
    ['not size = 1', {}, 'NOT size = 1'],
    ['not size < 1', {}, 'NOT size < 1'],
    ['size is null', {}, 'size IS NULL'],
    ["name in ('a', 'b')", { names: 'a,b' }],
    ["name in ('a, b', 'c')", { '0.name': 'a, b', '1.name': 'c' }],
    ["name not in ('a')", {}, "name NOT IN ('a')"],
    ['size in (3)', { size: '3' }],
    ['size in (3, 4)', { '0.size': '3', '1.size': '4' }],
    ["size = 1 or (name = 'a' or size = 2)", { '0.size': '1', '1.name': 'a', '2.size': '2' }],
    ["size = 1 or (name = 'a' and size = 2)", {}, "size = 1 OR (name = 'a' AND size = 2)"],
    ['size = 1 or owner = 2', {}, 'size = 1 OR owner = 2'],
    ['size >= 1 and size >= 5', { min: '1' }, 'size >= 5'],
    ['size > 1 or size = 0', { '0.min': '1', '1.size': '0' }, undefined, 'size > 1 OR size = 0'],
  ])('%s becomes %j, filtered here by %s and again by %s', (where, parameters, filter, refine) => {
    expect(plan(where, query)).toEqual([parameters, filter, refine]);
  });

  test('a long list of values that the vendor does not take is filtered here', () => {
    const values = Array.from({ length: 21 }, (_, index) => index).join(', ');
    expect(plan(`size in (${values})`, query)).toEqual([{}, `size IN (${values})`, undefined]);
  });

  test('a moment that the vendor cannot name is not rounded for an equality', () => {
    expect(plan("due = '2026-01-02'", query)).toEqual([{ day: '2026-01-02' }, undefined, undefined]);
    const moment = "'2026-01-02T10:00:00Z'";
    expect(plan(`due = ${moment}`, query)).toEqual([{}, `due = ${moment}`, undefined]);
    expect(plan(`due in (${moment})`, query)).toEqual([{}, `due IN (${moment})`, undefined]);
    expect(plan(`due != ${moment}`, query)).toEqual([{}, `due != ${moment}`, undefined]);
  });

  test('what the vendor compares by the day is compared again, and never asked for with !=', () => {
    const moment = "'2026-01-02T10:00:00Z'";
    expect(plan(`made = ${moment}`, query)).toEqual([{ day: '2026-01-02' }, undefined, `created = ${moment}`]);
    expect(plan(`made in (${moment})`, query)).toEqual([{ days: '2026-01-02' }, undefined, `created IN (${moment})`]);
    expect(plan(`made != ${moment}`, query)).toEqual([{}, `made != ${moment}`, undefined]);
  });

  test('a condition never takes the place of a parameter that the request needs', () => {
    const any = { fields: { '*': { operators: { '=': '{field}' } } } };
    expect(plan("page = '3' and owner = '1'", any, ['page', 'limit'])).toEqual([
      { owner: '1' },
      "page = '3'",
      undefined,
    ]);
  });
});

describe('conditions in the language of the vendor', () => {
  const fields = {
    name: { operators: { '=': '=', LIKE: 'like' } },
    size: { operators: { '=': '=', '>=': '>=' }, quoted: false },
    tag: { in: 'query', operators: { '=': 'tag' } },
  };
  const language = { expression: { parameter: 'q', or: ' or ' }, fields };

  test.each<[string, string | undefined, (string | undefined)?, (string | undefined)?]>([
    [
      "name = 'a' or (size = 1 and (name = 'b' or size = 2))",
      "(name = 'a' or (size = 1 and (name = 'b' or size = 2)))",
    ],
    ['size in (1, 2) and size = 3', '(size = 1 or size = 2) and size = 3'],
    [
      "(size > 1 and name = 'a') or size = 0",
      "((size >= 1 and name = 'a') or size = 0)",
      undefined,
      "(size > 1 AND name = 'a') OR size = 0",
    ],
    ["(owner = 1 and name = 'a') or size = 0", undefined, "(owner = 1 AND name = 'a') OR size = 0"],
    ["(tag = 'x' and name = 'a') or size = 0", undefined, "(tag = 'x' AND name = 'a') OR size = 0"],
    ["name = 'a' or (size = 1 and not size = 2)", undefined, "name = 'a' OR (size = 1 AND NOT size = 2)"],
    ["name like 'a%'", "name like 'a%'"],
    ["name like 'a_c%'", "name like 'a_c%'", undefined, "name LIKE 'a_c%'"],
  ])('%s becomes %s, filtered here by %s and again by %s', (where, text, filter, refine) => {
    expect(plan(where, language)).toEqual([text === undefined ? {} : { q: text }, filter, refine]);
  });

  test('an AND within an OR is filtered here where conditions are the arguments of a function', () => {
    const formula = { expression: { parameter: 'q', and: ', ', or: ' | ', template: 'AND({items})' }, fields };
    const where = "name = 'a' OR (size = 1 AND size = 2)";
    expect(plan(where, formula)).toEqual([{}, where, undefined]);
  });

  test('is refused as a whole where the connector refuses what it cannot ask', () => {
    expect(() => plan("name = 'a' and not size = 1", { ...language, otherwise: 'refuse' })).toThrow(
      'where: the provider cannot filter by NOT size = 1; allowed: name (= LIKE), size (= >=), tag (=)',
    );
  });
});

test('what the vendor gives and passes here are the records that the clause is true of', () => {
  /** A vendor whose language is this one; it knows some operators only. */
  const rules = whereSchema.parse({
    expression: { parameter: 'q', and: ' AND ', or: ' OR ' },
    fields: {
      a: { operators: { '=': '=', '>=': '>=', '<=': '<=', '!=': '!=' } },
      b: { operators: { '=': '=', LIKE: 'LIKE', IN: '{field} IN ({value})' } },
    },
  });
  const value = fc.constantFrom('0', '1', "o'a", 'a_c').map((text) => ({ kind: 'string' as const, text }));
  const condition: fc.Arbitrary<Expression> = fc.oneof(
    fc.record({
      kind: fc.constant('comparison' as const),
      column: fc.constantFrom('a', 'b', 'c'),
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'LIKE'),
      value,
    }),
    fc.record({
      kind: fc.constant('in' as const),
      column: fc.constantFrom('a', 'b', 'c'),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('isNull' as const), column: fc.constantFrom('a', 'c') }),
  );
  const clause = fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      condition,
      fc.record({ kind: fc.constantFrom('and', 'or'), items: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), item: tie('any') }),
    ),
  })).any;
  const field = fc.constantFrom('0', '1', "o'a", 'abc', 'a_c');
  const record = fc.record({ a: field, b: field, c: fc.option(field) });
  fc.assert(
    fc.property(clause, record, (expression, row) => {
      const { parameters, filter, refine } = planWhere(rules, printWhere(expression));
      const asked = new Map(parameters).get('q');
      const comes =
        (asked === undefined || matchesWhere(parseWhere(asked), row)) &&
        (!filter || matchesWhere(filter, row)) &&
        (!refine || matchesWhere(refine, row, { missing: true }));
      expect(comes).toBe(matchesWhere(expression, row));
    }),
    { numRuns: 500 },
  );
});
