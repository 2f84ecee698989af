/**
 * A value of a where clause, as written. `date` is an unquoted date such as `2017-02-28T16:11:29-06:00`; the text of a
 * `number` keeps its digits exactly.
 */
export interface Literal {
  kind: 'string' | 'number' | 'date' | 'boolean';
  text: string;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

export interface Comparison {
  kind: 'comparison';
  column: string;
  operator: ComparisonOperator;
  value: Literal;
}

/** `column IN (…)`. */
export interface Membership {
  kind: 'in';
  column: string;
  values: Literal[];
}

/** `column IS NULL`. */
export interface NullTest {
  kind: 'isNull';
  column: string;
}

export type Condition = Comparison | Membership | NullTest;

/** `NOT IN`, `NOT LIKE` and `IS NOT NULL` are the `not` of their condition. `and` and `or` have two items or more. */
export type Expression =
  | Condition
  | { kind: 'and'; items: Expression[] }
  | { kind: 'or'; items: Expression[] }
  | { kind: 'not'; item: Expression };

/** A where clause or an order that cannot be understood. `position` counts characters from 1. */
export class WhereSyntaxError extends Error {
  override readonly name = 'WhereSyntaxError';
  readonly position: number;
  readonly found: string;
  readonly expected: string;
  constructor(text: string, position: number, expected: string, what = 'the where clause') {
    const found = position > text.length ? 'the end' : JSON.stringify(text.slice(position - 1, position + 19));
    super(`expected ${expected} at position ${position} of ${what}, found ${found}`);
    this.position = position;
    this.found = found;
    this.expected = expected;
  }
}
