import { hookOperators } from '../../model/hook-operators.ts';

/**
 * Why a hook may read the conditions of a where clause in another way than it was written for; undefined: it does not
 * look at their operators, or compares them with names that they have here. A document does not say which names there are.
 */
export function unknownOperators(code: string): string | undefined {
  if (!/\brequest_expression\b/.test(code) || !/\boperator\b/.test(code)) return undefined;
  const compared = comparisons.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
  const unknown = [...new Set(compared)].filter((name) => !known.has(name));
  if (compared.length > 0 && unknown.length === 0) return undefined;
  const found =
    unknown.length > 0
      ? `it compares an operator with ${unknown.map((name) => JSON.stringify(name)).join(', ')}`
      : 'it does not say with which names it compares operators';
  return `${found}; those of request_expression are named ${hookOperators.join(', ')}`;
}

const known: ReadonlySet<string> = new Set(hookOperators);

/** `….operator === 'X'`, `'X' === ….operator`, `case 'X':`. */
const comparisons: readonly RegExp[] = [
  /\boperator['"\]]*\s*[!=]==?\s*['"]([^'"\n]*)['"]/g,
  /['"]([^'"\n]*)['"]\s*[!=]==?\s*[\w$.[\]'"]*\boperator\b/g,
  /\bcase\s*['"]([^'"\n]*)['"]\s*:/g,
];
