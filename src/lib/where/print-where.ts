import type { Condition, Expression, Literal } from './expression.ts';
import { reservedWords } from './tokens.ts';

/** The where clause of an expression; `parseWhere` gives the same expression back. */
export function printWhere(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.items.map(printItem).join(expression.kind === 'and' ? ' AND ' : ' OR ');
    case 'not':
      return printNegation(expression.item);
    case 'comparison':
    case 'in':
    case 'isNull':
      return printCondition(expression, false);
  }
}

const printItem = (item: Expression): string =>
  item.kind === 'and' || item.kind === 'or' ? `(${printWhere(item)})` : printWhere(item);

function printNegation(item: Expression): string {
  if (item.kind === 'in' || item.kind === 'isNull' || (item.kind === 'comparison' && item.operator === 'LIKE')) {
    return printCondition(item, true);
  }
  return `NOT ${printItem(item)}`;
}

function printCondition(condition: Condition, negated: boolean): string {
  const column = printColumn(condition.column);
  const not = negated ? 'NOT ' : '';
  switch (condition.kind) {
    case 'comparison':
      return `${column} ${not}${condition.operator} ${printLiteral(condition.value)}`;
    case 'in':
      return `${column} ${not}IN (${condition.values.map(printLiteral).join(', ')})`;
    case 'isNull':
      return `${column} IS ${not}NULL`;
  }
}

const plainColumn = /^[A-Za-z_$@][\w$@.[\]-]*$/;

/** A column name, between backticks where it would not be one without. */
export const printColumn = (name: string): string =>
  plainColumn.test(name) && !reservedWords.has(name.toLowerCase()) ? name : `\`${name.replaceAll('`', '``')}\``;

const printLiteral = ({ kind, text }: Literal): string =>
  kind === 'string' ? `'${text.replaceAll("'", "''")}'` : text;
