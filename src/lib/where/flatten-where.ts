import type { Condition, Expression } from './expression.ts';

/**
 * The same clause with as few levels as it can have: an AND within an AND and an OR within an OR become one, a NOT stands
 * before single conditions only, and `NOT a != v` is `a = v`. It is true of the same records (see matchesWhere).
 */
export function flattenWhere(expression: Expression, negated = false): Expression {
  switch (expression.kind) {
    case 'not':
      return flattenWhere(expression.item, !negated);
    case 'and':
    case 'or': {
      const kind = (expression.kind === 'and') === negated ? 'or' : 'and';
      const items = expression.items.map((item) => flattenWhere(item, negated));
      return { kind, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])) };
    }
    case 'comparison':
    case 'in':
    case 'isNull':
      return negated ? opposite(expression) : expression;
  }
}

const opposite = (condition: Condition): Expression =>
  condition.kind === 'comparison' && condition.operator === '!='
    ? { ...condition, operator: '=' }
    : { kind: 'not', item: condition };
