import type { Instant } from '../lib/instant.ts';
import { WhereSyntaxError, type Comparison, type Condition, type Expression } from '../lib/where/expression.ts';
import { parseWhere } from '../lib/where/parse-where.ts';
import { printWhere } from '../lib/where/print-where.ts';
import type { WhereField, WhereRules } from '../model/connector-resource.ts';
import { Fault } from '../model/fault.ts';
import { vendorValue, type BoundSide } from './vendor-value.ts';

/** What became of a where clause: what the vendor is asked, and what is left to us. */
export interface WherePlan {
  parameters: [name: string, value: string][];
  /** Conditions that no parameter expresses. A record without the field fails them. */
  filter: Expression | undefined;
  /** Conditions that the vendor filters more coarsely. A record without the field passes: the vendor let it through. */
  refine: Expression | undefined;
  /** Lower bounds that the vendor was asked to keep: an earlier row shows that it ignored the filter. */
  bounds: LowerBound[];
}

export interface LowerBound {
  field: string;
  instant: Instant;
}

/** One condition that the vendor can filter by. */
interface Translation {
  parameter: string;
  value: string;
  /** The condition in terms of the record; undefined when the record has no such field. */
  onRecord: Expression | undefined;
  /** Whether the vendor filters more coarsely. */
  coarse: boolean;
  bound: LowerBound | undefined;
}

export function planWhere(rules: WhereRules, where: string | undefined): WherePlan {
  const plan: WherePlan = { parameters: [], filter: undefined, refine: undefined, bounds: [] };
  if (where === undefined || where.trim() === '') return plan;
  const expression = parse(where);
  const conjuncts = expression.kind === 'and' ? expression.items : [expression];
  const local: Expression[] = [];
  const refined: Expression[] = [];
  for (const conjunct of conjuncts) {
    const translations = translate(rules, conjunct, plan.parameters);
    if (!translations) {
      local.push(conjunct);
      continue;
    }
    plan.parameters.push(...translations.map(({ parameter, value }): [string, string] => [parameter, value]));
    const again = refinement(translations);
    if (again) refined.push(again);
    // Rows from before the bound of one alternative may come for the sake of another.
    const [only] = translations;
    if (translations.length === 1 && only?.bound) plan.bounds.push(only.bound);
  }
  if (local.length > 0 && rules.otherwise === 'refuse') throw unsupported(rules, local);
  return { ...plan, filter: allOf(local), refine: allOf(refined) };
}

/** What must be filtered again: for an OR all alternatives, as each of them lets records in. */
function refinement(translations: readonly Translation[]): Expression | undefined {
  if (!translations.some(({ coarse }) => coarse)) return undefined;
  const items = translations.flatMap(({ onRecord }) => (onRecord ? [onRecord] : []));
  if (items.length < translations.length) return undefined;
  return items.length > 1 ? { kind: 'or', items } : items[0];
}

function parse(where: string): Expression {
  try {
    return parseWhere(where);
  } catch (error) {
    if (!(error instanceof WhereSyntaxError)) throw error;
    throw new Fault('query.invalid', error.message, { cause: error });
  }
}

/** Undefined when the vendor cannot filter like this, or when the parameter is taken by an earlier condition. */
function translate(
  rules: WhereRules,
  expression: Expression,
  taken: readonly (readonly [string, string])[],
): Translation[] | undefined {
  const alternatives = expression.kind === 'or' ? expression.items : [expression];
  const template = expression.kind === 'or' ? rules.or : rules.parameter;
  if (template === undefined) return undefined;
  const translations: Translation[] = [];
  for (const [index, alternative] of alternatives.entries()) {
    const translation = isCondition(alternative) ? translateCondition(rules, alternative) : undefined;
    if (!translation) return undefined;
    const parameter = template
      .replaceAll('{index}', String(index))
      .replaceAll('{parameter}', () => translation.parameter);
    if ([...taken, ...translations.map((other) => [other.parameter] as const)].some(([name]) => name === parameter)) {
      return undefined;
    }
    translations.push({ ...translation, parameter });
  }
  return translations;
}

const isCondition = (expression: Expression): expression is Condition =>
  expression.kind === 'comparison' || expression.kind === 'in' || expression.kind === 'isNull';

function translateCondition(rules: WhereRules, condition: Condition): Translation | undefined {
  const field = fieldRule(rules, condition.column);
  if (!field || condition.kind === 'isNull') return undefined;
  if (condition.kind === 'in') {
    const parameter = field.operators.IN;
    if (parameter === undefined) return undefined;
    const values = condition.values.map((value) => vendorValue(field.value, value, condition.column, undefined).text);
    const onRecord = field.recordField === undefined ? condition : undefined;
    return { parameter, value: values.join(','), onRecord, coarse: field.refine, bound: undefined };
  }
  return translateComparison(field, condition);
}

/** The rule that names the column, or else the one for any column. */
function fieldRule({ fields }: WhereRules, column: string): WhereField | undefined {
  if (Object.hasOwn(fields, column)) return fields[column];
  const any = fields['*'];
  if (!any) return undefined;
  const named = Object.entries(any.operators).map(([operator, parameter]) => [
    operator,
    parameter.replaceAll('{field}', () => column),
  ]);
  return { ...any, operators: Object.fromEntries(named) as WhereField['operators'] };
}

function translateComparison(field: WhereField, condition: Comparison): Translation | undefined {
  const { operators, value: valueRule, refine } = field;
  const exact = operators[condition.operator];
  const parameter = exact ?? operators[weakerOperator(condition.operator)];
  if (parameter === undefined) return undefined;
  const side = sideOf(field, condition.operator);
  const value = vendorValue(valueRule, condition.value, condition.column, side);
  const recordField = field.recordField === 'none' ? undefined : (field.recordField ?? condition.column);
  return {
    parameter,
    value: value.text,
    onRecord: recordField === undefined ? undefined : inRecordTerms(field, condition, recordField),
    coarse: refine || exact === undefined,
    bound:
      side === 'lower' && recordField !== undefined && value.instant !== undefined
        ? { field: recordField, instant: value.instant }
        : undefined,
  };
}

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

const allOf = (items: Expression[]): Expression | undefined => (items.length > 1 ? { kind: 'and', items } : items[0]);

function unsupported({ fields }: WhereRules, conditions: Expression[]): Fault {
  const known = Object.entries(fields).map(([name, { operators }]) => `${name} (${Object.keys(operators).join(' ')})`);
  return new Fault(
    'query.unsupported',
    `where: the provider cannot filter by ${conditions.map(printWhere).join(' AND ')}; allowed: ${known.join(', ') || 'nothing'}`,
  );
}
