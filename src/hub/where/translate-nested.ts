import type { Expression } from '../../lib/where/expression.ts';
import type { WhereExpression, WhereRules } from '../../model/connector-where.ts';
import { translateCondition, type Translation } from './translate-condition.ts';

/**
 * Conditions joined by AND and OR within each other, in parentheses, as one text in the language of the vendor. Undefined
 * when one of its parts cannot be asked for, or when the vendor's language has no such form: then nothing of it is.
 */
export function translateNested(rules: WhereRules, expression: Expression): Translation | undefined {
  switch (expression.kind) {
    case 'not':
      return undefined;
    case 'comparison':
    case 'in':
    case 'isNull': {
      const translation = translateCondition(rules, expression);
      return translation?.sent.in === 'expression' ? translation : undefined;
    }
    case 'and':
    case 'or':
      return joined(rules, expression);
  }
}

function joined(
  rules: WhereRules,
  { kind, items }: Extract<Expression, { kind: 'and' | 'or' }>,
): Translation | undefined {
  const between = rules.expression && joiner(rules.expression, kind);
  if (between === undefined) return undefined;
  const parts = items.map((item) => translateNested(rules, item));
  const translated = parts.filter((part) => part !== undefined);
  if (translated.length < parts.length) return undefined;
  const texts = translated.flatMap(({ sent }) => (sent.in === 'expression' ? [sent.text] : []));
  const known = translated.flatMap(({ onRecord }) => (onRecord ? [onRecord] : []));
  return {
    sent: { in: 'expression', text: `(${texts.join(between)})` },
    onRecord: inRecordTerms(kind, known, translated.length),
    coarse: translated.some(({ coarse }) => coarse),
    bound: undefined,
    any: translated.some(({ any }) => any),
  };
}

/** Where conditions are the arguments of a function, as in `AND({items})`, what stands between them joins nothing else. */
const joiner = ({ and, or, template }: WhereExpression, kind: 'and' | 'or'): string | undefined =>
  kind === 'or' ? or : /\w\(\{items\}\)/.test(template) ? undefined : and;

/** Of an AND the parts that the record shows are enough; of an OR every part lets records in. */
function inRecordTerms(kind: 'and' | 'or', known: Expression[], parts: number): Expression | undefined {
  const [first, second] = known;
  if (!first || (kind === 'or' && known.length < parts)) return undefined;
  return second ? { kind, items: known } : first;
}
