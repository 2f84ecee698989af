import { readField } from '../field-path.ts';
import type { JsonRecord } from '../json.ts';
import { compareValues, isComparable, type Compare } from './compare-values.ts';
import type { Comparison, Expression } from './expression.ts';

export interface MatchOptions {
  /** How a value is ordered against a literal. Default: compareValues. */
  compare?: Compare;
  /**
   * The outcome of a condition other than IS NULL on a field that is missing, null, an object or an array, or that cannot
   * be compared. Default false. True keeps records that a coarser filter has already let through and that cannot be judged
   * again.
   */
  missing?: boolean;
}

/**
 * Whether a record fulfils a where clause. Logic has two values: a missing field and null are the same, no `=`, `<`, `>`,
 * LIKE or IN is true of them, and `!=` and NOT are the exact opposite (so `a != 1` is true of a record without `a`).
 */
export function matchesWhere(expression: Expression, record: JsonRecord, options: MatchOptions = {}): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.items.every((item) => matchesWhere(item, record, options));
    case 'or':
      return expression.items.some((item) => matchesWhere(item, record, options));
    case 'not':
      return !matchesWhere(expression.item, record, options);
    case 'isNull': {
      const value = readField(record, expression.column);
      return value === undefined || value === null;
    }
    case 'in':
    case 'comparison':
      return matchesValue(expression, record, options);
  }
}

function matchesValue(
  condition: Extract<Expression, { kind: 'in' | 'comparison' }>,
  record: JsonRecord,
  { compare = compareValues, missing = false }: MatchOptions,
): boolean {
  const value = readField(record, condition.column);
  if (!isComparable(value)) return condition.kind === 'comparison' && condition.operator === '!=' ? true : missing;
  if (condition.kind === 'in')
    return condition.values.some((literal) => compare(value, literal, condition.column) === 0);
  if (condition.operator === 'LIKE') return isLike(String(value), condition.value.text);
  const order = compare(value, condition.value, condition.column);
  if (order === undefined) return condition.operator === '!=' ? true : missing;
  return holds(condition.operator, order);
}

function holds(operator: Exclude<Comparison['operator'], 'LIKE'>, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** `%` stands for any text; case counts. Matches the pieces between the wildcards from left to right. */
export function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('%');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
