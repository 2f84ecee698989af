import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { Comparison, Condition, Expression } from '../../lib/where/expression.ts';
import type { WhereField, WhereRules } from '../../model/connector-where.ts';
import { isConnectionHeader } from '../../model/connection-headers.ts';
import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { readInstant } from '../../lib/where/read-instant.ts';
import type { LowerBound } from './lower-bound.ts';
import { vendorValue, type BoundSide } from '../vendor-value.ts';
import { bodyItem, jsonValue, type ItemCondition } from './body-item.ts';
import type { ConditionValue } from './condition-value.ts';
import { expressionItem } from './expression-item.ts';

/** How a condition is sent to the vendor. */
export type SentCondition =
  | { in: 'query'; name: string; value: string }
  | { in: 'header'; name: string; value: string }
  | { in: 'body'; name: string; value: JsonValue }
  | { in: 'expression'; text: string }
  | { in: 'bodyItems'; item: JsonRecord };

/** One condition that the vendor can filter by. */
export interface Translation {
  sent: SentCondition;
  /** The condition in terms of the record; undefined when the record has no such field. */
  onRecord: Expression | undefined;
  /** Whether the vendor filters more coarsely. */
  coarse: boolean;
  bound: LowerBound | undefined;
  /** Whether the connector does not name the field: anybody may write anything there. */
  any: boolean;
}

/** Undefined when the vendor cannot filter like this. */
export function translateCondition(rules: WhereRules, condition: Condition): Translation | undefined {
  if (condition.kind === 'isNull') return undefined;
  const found = fieldRule(rules, condition.column);
  if (!found) return undefined;
  return condition.kind === 'in'
    ? translateMembership(rules, found, condition)
    : translateComparison(rules, found, condition);
}

interface FoundField {
  field: WhereField;
  /** To the vendor. */
  name: string;
  /** Found under the name for any field. */
  any: boolean;
}

/** The rule that names the column, or else the one for any column. */
function fieldRule({ fields }: WhereRules, column: string): FoundField | undefined {
  const own = Object.hasOwn(fields, column) ? fields[column] : undefined;
  const field = own ?? fields['*'];
  return field && { field, name: field.name ?? column, any: own === undefined };
}

function translateMembership(
  rules: WhereRules,
  found: FoundField,
  condition: Extract<Condition, { kind: 'in' }>,
): Translation | undefined {
  const { field } = found;
  const operator = field.operators.IN;
  if (operator === undefined) return undefined;
  const values = condition.values.map((literal) => ({
    literal,
    text: vendorValue(field.value, literal, condition.column, undefined).text,
  }));
  if (values.some((value) => losesPrecision(field, value)) || splitsValues(rules, field, values)) return undefined;
  const sent = send(rules, found, operator, values);
  const column = recordFieldOf(field, condition.column);
  return (
    sent && {
      sent,
      onRecord: column === undefined ? undefined : { ...condition, column },
      coarse: field.refine,
      bound: undefined,
      any: found.any,
    }
  );
}

/** In a query and a header the values have commas between them, so that a comma within one would make two of it. */
const splitsValues = (rules: WhereRules, field: WhereField, values: readonly ConditionValue[]): boolean =>
  ['query', 'header'].includes(placeOf(rules, field)) && values.some(({ text }) => text.includes(','));

/** Undefined where the record has no such field. */
const recordFieldOf = ({ recordField }: WhereField, column: string): string | undefined =>
  recordField === 'none' ? undefined : (recordField ?? column);

/** Whether the vendor would be asked for another moment than the one that is wanted, and not a wider one. */
const losesPrecision = ({ value: rule, refine }: WhereField, { text, literal }: ConditionValue): boolean =>
  rule !== undefined && !refine && datePattern(rule.pattern, rule.timezone).parse(text) !== readInstant(literal.text);

function translateComparison(rules: WhereRules, found: FoundField, condition: Comparison): Translation | undefined {
  const { field } = found;
  const exact = field.operators[condition.operator];
  const operator = exact ?? field.operators[weakerOperator(condition.operator)];
  if (operator === undefined) return undefined;
  const side = sideOf(field, condition.operator);
  const { text, instant } = vendorValue(field.value, condition.value, condition.column, side);
  const value: ConditionValue = { literal: condition.value, text };
  if (side === undefined && leavesOutTooMuch(field, condition, value)) return undefined;
  const sent = send(rules, found, operator, [value]);
  if (!sent) return undefined;
  const recordField = recordFieldOf(field, condition.column);
  const lowerBound = side === 'lower' ? instant : undefined;
  return {
    sent,
    onRecord: recordField === undefined ? undefined : inRecordTerms(field, condition, recordField),
    coarse: field.refine || exact === undefined || hasForeignWildcard(sent, condition),
    bound:
      recordField === undefined || lowerBound === undefined ? undefined : { field: recordField, instant: lowerBound },
    any: found.any,
  };
}

/** Where a vendor compares by the day, "not equal" to a moment leaves out the whole day. */
const leavesOutTooMuch = (field: WhereField, { operator }: Comparison, value: ConditionValue): boolean =>
  losesPrecision(field, value) || (operator === '!=' && field.refine);

/** In the languages of vendors `_` stands for any character too; in a where clause it is itself. */
const hasForeignWildcard = (sent: SentCondition, { operator, value }: Comparison): boolean =>
  operator === 'LIKE' && sent.in === 'expression' && value.text.includes('_');

function send(
  rules: WhereRules,
  found: FoundField,
  operator: string,
  values: readonly ConditionValue[],
): SentCondition | undefined {
  const { field, name, any } = found;
  const place = placeOf(rules, field);
  const target = any ? operator.replaceAll('{field}', () => name) : operator;
  const text = values.map((value) => value.text).join(',');
  switch (place) {
    case 'query':
      return { in: place, name: target, value: text };
    case 'header':
      return printable.test(text) && !isConnectionHeader(target)
        ? { in: place, name: target.toLowerCase(), value: text }
        : undefined;
    case 'body':
      return isNameable(found) ? { in: place, name: target, value: jsonValue(field, values) } : undefined;
    case 'expression':
      return isNameable(found) ? inExpression(rules, field, { name, operator, values }) : undefined;
    case 'bodyItems':
      return inBodyItems(rules, { name, operator, value: jsonValue(field, values) });
  }
}

function placeOf({ expression, bodyItems }: WhereRules, field: WhereField): NonNullable<WhereField['in']> {
  if (field.in) return field.in;
  if (expression) return 'expression';
  return bodyItems ? 'bodyItems' : 'query';
}

const printable = /^[\u0020-\u007e]*$/;

/** What a user may write for any field where it becomes part of a text or a path of the vendor. */
const isNameable = ({ name, any }: FoundField): boolean => !any || /^[A-Za-z_][\w.]*$/.test(name);

function inExpression(
  { expression }: WhereRules,
  field: WhereField,
  condition: Parameters<typeof expressionItem>[2],
): SentCondition | undefined {
  const text = expression && expressionItem(expression, field, condition);
  return text === undefined ? undefined : { in: 'expression', text };
}

const inBodyItems = ({ bodyItems }: WhereRules, condition: ItemCondition): SentCondition | undefined =>
  bodyItems && { in: 'bodyItems', item: bodyItem(bodyItems.item, condition) };

const weakerOperator = (operator: Comparison['operator']): Comparison['operator'] =>
  operator === '>' ? '>=' : operator === '<' ? '<=' : operator;

function sideOf({ bound }: WhereField, operator: Comparison['operator']): BoundSide {
  if (operator === '=') return bound;
  if (operator === '>' || operator === '>=') return 'lower';
  return operator === '<' || operator === '<=' ? 'upper' : undefined;
}

/** The condition in terms of the record: `modified_after = X` becomes `<recordField> >= X`. */
function inRecordTerms({ bound }: WhereField, condition: Comparison, column: string): Expression {
  const keyword = condition.operator === '=' && bound !== undefined;
  const operator = keyword ? (bound === 'lower' ? '>=' : '<=') : condition.operator;
  return { ...condition, column, operator };
}
