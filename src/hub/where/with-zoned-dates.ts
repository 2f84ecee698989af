import { printInstant } from '../../lib/instant.ts';
import type { Expression, Literal } from '../../lib/where/expression.ts';
import { readInstant } from '../../lib/where/read-instant.ts';
import type { WhereRules } from '../../model/connector-where.ts';

/** The clause with the zone in each date that names none, where the rules say which zone is meant. */
export function withZonedDates(rules: WhereRules, expression: Expression): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, items: expression.items.map((item) => withZonedDates(rules, item)) };
    case 'not':
      return { ...expression, item: withZonedDates(rules, expression.item) };
    case 'comparison':
      return { ...expression, value: zoned(expression.value, zoneOf(rules, expression.column)) };
    case 'in': {
      const zone = zoneOf(rules, expression.column);
      return { ...expression, values: expression.values.map((value) => zoned(value, zone)) };
    }
    case 'isNull':
      return expression;
  }
}

function zoneOf({ fields }: WhereRules, column: string): string {
  const own = Object.hasOwn(fields, column) ? fields[column] : undefined;
  return (own ?? fields['*'])?.value?.assumedTimezone ?? 'UTC';
}

function zoned(literal: Literal, zone: string): Literal {
  const meant = readInstant(literal.text, zone);
  const isSame = meant === undefined || meant === readInstant(literal.text);
  return isSame ? literal : { ...literal, text: printInstant(meant) };
}
