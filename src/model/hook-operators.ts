/** The names that operators of a where clause have in `request_expression`, which hooks compare them with. */
export const hookOperators = [
  'EQUALS',
  'NOTEQUALS',
  'LESSTHAN',
  'LESSTHANEQUALS',
  'GREATERTHAN',
  'GREATERTHANEQUALS',
  'LIKE',
  'IN',
  'ISNULL',
] as const;

export type HookOperator = (typeof hookOperators)[number];
