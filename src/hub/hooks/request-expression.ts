import type { JsonRecord } from '../../lib/json.ts';
import type { ComparisonOperator, Expression } from '../../lib/where/expression.ts';
import { parseWhere } from '../../lib/where/parse-where.ts';
import type { HookOperator } from '../../model/hook-operators.ts';

/**
 * The conditions of a where clause that must all hold, as hooks get them: `[{attribute, operator, value}]`. A condition of
 * another form (OR, NOT) has no place in such a list and is left out; hooks have the whole clause as text as well. Null
 * where there is no condition, as hooks ask `if (request_expression)`.
 */
export function requestExpression(where: string): JsonRecord[] | null {
  const conditions = conditionsOf(parseWhere(where));
  return conditions.length === 0 ? null : conditions;
}

function conditionsOf(expression: Expression): JsonRecord[] {
  switch (expression.kind) {
    case 'and':
      return expression.items.flatMap(conditionsOf);
    case 'comparison':
      return [condition(expression.column, operators[expression.operator], expression.value.text)];
    case 'in':
      return [
        condition(
          expression.column,
          'IN',
          expression.values.map(({ text }) => text),
        ),
      ];
    case 'isNull':
      return [condition(expression.column, 'ISNULL', null)];
    case 'or':
    case 'not':
      return [];
  }
}

const condition = (attribute: string, operator: HookOperator, value: string | string[] | null): JsonRecord => ({
  attribute,
  operator,
  value,
});

const operators: Readonly<Record<ComparisonOperator, HookOperator>> = {
  '=': 'EQUALS',
  '!=': 'NOTEQUALS',
  '<': 'LESSTHAN',
  '<=': 'LESSTHANEQUALS',
  '>': 'GREATERTHAN',
  '>=': 'GREATERTHANEQUALS',
  LIKE: 'LIKE',
};
