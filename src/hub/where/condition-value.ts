import type { Literal } from '../../lib/where/expression.ts';

/** A value of a condition. */
export interface ConditionValue {
  /** In the where clause. */
  literal: Literal;
  /** As the vendor writes it. */
  text: string;
}
