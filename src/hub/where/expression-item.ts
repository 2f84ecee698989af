import type { WhereExpression, WhereField } from '../../model/connector-where.ts';
import type { ConditionValue } from './condition-value.ts';

/**
 * One condition in the language of the vendor. Undefined when a value cannot be written so that it stays a value: then the
 * condition is not the vendor's to judge.
 */
export function expressionItem(
  rules: WhereExpression,
  field: WhereField,
  condition: { name: string; operator: string; values: readonly ConditionValue[] },
): string | undefined {
  const { name, operator, values } = condition;
  const written = values.map((value) => writtenValue(rules, field, value));
  if (written.includes(undefined)) return undefined;
  const template = operator.includes('{value}') ? operator : rules.item;
  const places: Record<string, string> = { field: name, operator, value: written.join(', ') };
  return template.replaceAll(/\{(field|operator|value)\}/g, (_, place: string) => places[place] as string);
}

function writtenValue(
  rules: WhereExpression,
  { quoted, value: rule }: WhereField,
  { text, literal }: ConditionValue,
): string | undefined {
  if (rule) return quoted ? inQuotes(rules, text) : text;
  if (quoted && (literal.kind === 'string' || literal.kind === 'date')) return inQuotes(rules, text);
  return harmless.test(text) ? text : undefined;
}

function inQuotes({ quote, escape }: WhereExpression, text: string): string | undefined {
  if (controls.test(text)) return undefined;
  switch (escape) {
    case 'double':
      return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
    case 'backslash':
      return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
    case 'none':
      return text.includes(quote) || text.includes('\\') ? undefined : `${quote}${text}${quote}`;
  }
}

/** Without quotes only what cannot be taken for more than one word: numbers, dates, names. */
const harmless = /^[\w.:+-]+$/;

// oxlint-disable-next-line no-control-regex -- these are what it looks for
const controls = /[\u0000-\u001f\u007f]/;
