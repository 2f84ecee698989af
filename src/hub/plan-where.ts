import { WhereSyntaxError, type Condition, type Expression } from '../lib/where/expression.ts';
import { flattenWhere } from '../lib/where/flatten-where.ts';
import { parseWhere } from '../lib/where/parse-where.ts';
import { printWhere } from '../lib/where/print-where.ts';
import type { WhereExpression, WhereRules } from '../model/connector-where.ts';
import { Fault } from '../model/fault.ts';
import type { BodyCondition } from './query-plan.ts';
import { isFixed, type FixedPlaces } from './where/fixed-places.ts';
import type { LowerBound } from './where/lower-bound.ts';
import { translateNested } from './where/translate-nested.ts';
import { withZonedDates } from './where/with-zoned-dates.ts';
import { translateCondition, type SentCondition, type Translation } from './where/translate-condition.ts';

/** What became of a where clause: what the vendor is asked, and what is left to us. */
export interface WherePlan {
  parameters: [name: string, value: string][];
  headers: [name: string, value: string][];
  /** The text that `{where}` in the request stands for. */
  expression: string | undefined;
  body: BodyCondition[];
  /** Conditions that the vendor is not asked. A record without the field fails them. */
  filter: Expression | undefined;
  /** Conditions that the vendor filters more coarsely. A record without the field passes: the vendor let it through. */
  refine: Expression | undefined;
  /** Lower bounds that the vendor was asked to keep: an earlier row shows that it ignored the filter. */
  bounds: LowerBound[];
}

/**
 * `reserved` are query parameters that the request needs for itself, such as those of paging; `fixed` is what it says
 * itself and only fields that the connector names may replace. Throws `query.invalid` for a
 * clause that is none, `query.unsupported` where the connector refuses what it cannot ask.
 */
export function planWhere(
  rules: WhereRules,
  where: string | undefined,
  reserved: ReadonlySet<string> = new Set(),
  fixed: FixedPlaces = { query: [], headers: [], body: undefined },
): WherePlan {
  const taken = [...reserved].map((name): SentCondition => ({ in: 'query', name, value: '' }));
  const sent: SentCondition[] = [];
  const bounds: LowerBound[] = [];
  const local: Expression[] = [];
  const refined: Expression[] = [];
  for (const conjunct of conjunctsOf(rules, where)) {
    const translations = translate(rules, conjunct, { taken: [...taken, ...sent], fixed });
    if (!translations) {
      local.push(conjunct);
      continue;
    }
    sent.push(...joined(rules, translations));
    const again = refinement(translations);
    if (again) refined.push(again);
    // Rows from before the bound of one alternative may come for the sake of another.
    const [only] = translations;
    if (translations.length === 1 && only?.bound) bounds.push(only.bound);
  }
  if (local.length > 0 && rules.otherwise === 'refuse') throw unsupported(rules, local);
  return { ...request(rules, sent), filter: allOf(local), refine: allOf(refined), bounds };
}

function conjunctsOf(rules: WhereRules, where: string | undefined): Expression[] {
  if (where === undefined || where.trim() === '') return [];
  try {
    const expression = withZonedDates(rules, flattenWhere(parseWhere(where)));
    return expression.kind === 'and' ? expression.items : [expression];
  } catch (error) {
    if (!(error instanceof WhereSyntaxError)) throw error;
    throw new Fault('query.invalid', error.message, { cause: error });
  }
}

/** What must be filtered again: for an OR all alternatives, as each of them lets records in. */
function refinement(translations: readonly Translation[]): Expression | undefined {
  if (!translations.some(({ coarse }) => coarse)) return undefined;
  const items = translations.flatMap(({ onRecord }) => (onRecord ? [onRecord] : []));
  if (items.length < translations.length) return undefined;
  return items.length > 1 ? { kind: 'or', items } : items[0];
}

/** Undefined when the vendor cannot filter like this, or when the place is taken by an earlier condition. */
function translate(
  rules: WhereRules,
  expression: Expression,
  { taken, fixed }: { taken: readonly SentCondition[]; fixed: FixedPlaces },
): Translation[] | undefined {
  const alternatives = alternativesOf(rules, expression);
  const translations: Translation[] = [];
  for (const [index, alternative] of alternatives.entries()) {
    const translation = isCondition(alternative)
      ? translateCondition(rules, alternative)
      : translateNested(rules, alternative);
    const sent = translation && placed(rules, translation.sent, alternatives.length > 1 ? index : undefined);
    const others = translations.map((other) => other.sent);
    if (!sent || isTaken(rules, sent, [...taken, ...others])) return undefined;
    if (translation.any && isFixed(fixed, sent)) return undefined;
    if (others.some((other) => other.in !== sent.in)) return undefined;
    translations.push({ ...translation, sent });
  }
  return translations;
}

/** A longer list of values makes a longer request than vendors take; it is filtered here. */
const mostAlternatives = 20;

/** The parts of an OR. An IN that the vendor does not have is an OR of equalities. */
function alternativesOf(rules: WhereRules, expression: Expression): Expression[] {
  if (expression.kind === 'or') return expression.items;
  if (expression.kind !== 'in' || expression.values.length > mostAlternatives) return [expression];
  if (translateCondition(rules, expression)) return [expression];
  const { column } = expression;
  return expression.values.map((value) => ({ kind: 'comparison', column, operator: '=', value }));
}

const isCondition = (expression: Expression): expression is Condition =>
  expression.kind === 'comparison' || expression.kind === 'in' || expression.kind === 'isNull';

/** The condition under its final name; undefined when it cannot be one of several alternatives (`index` from 0). */
function placed(rules: WhereRules, sent: SentCondition, index: number | undefined): SentCondition | undefined {
  if (sent.in === 'expression') return index !== undefined && rules.expression?.or === undefined ? undefined : sent;
  if (sent.in !== 'query') return index === undefined ? sent : undefined;
  const template = index === undefined ? rules.parameter : rules.or;
  const name = template?.replaceAll('{index}', String(index)).replaceAll('{parameter}', () => sent.name);
  return name === undefined ? undefined : { ...sent, name };
}

function isTaken({ expression }: WhereRules, sent: SentCondition, taken: readonly SentCondition[]): boolean {
  if (!('name' in sent)) return false;
  if (sent.in === 'query' && sent.name === expression?.parameter) return true;
  return taken.some((other) => other.in === sent.in && 'name' in other && other.name === sent.name);
}

/** Alternatives in an expression become one condition of it. Alternatives of two kinds have no common form. */
function joined({ expression }: WhereRules, translations: readonly Translation[]): SentCondition[] {
  const texts = translations.flatMap(({ sent }) => (sent.in === 'expression' ? [sent.text] : []));
  if (texts.length < 2 || expression?.or === undefined) return translations.map(({ sent }) => sent);
  return [{ in: 'expression', text: `(${texts.join(expression.or)})` }];
}

function request(
  { expression, bodyItems }: WhereRules,
  sent: readonly SentCondition[],
): Pick<WherePlan, 'parameters' | 'headers' | 'expression' | 'body'> {
  const pairs = (place: 'query' | 'header') =>
    sent.flatMap((condition): [string, string][] =>
      condition.in === place ? [[condition.name, condition.value]] : [],
    );
  const body = sent.flatMap((condition): BodyCondition[] => {
    if (condition.in === 'body') return [{ path: condition.name, value: condition.value, append: false }];
    if (condition.in !== 'bodyItems' || !bodyItems) return [];
    return [{ path: bodyItems.path, value: condition.item, append: true }];
  });
  const text = expression && expressionText(expression, sent);
  const inQuery: [string, string][] =
    text === undefined || expression?.parameter === undefined ? [] : [[expression.parameter, text]];
  return { parameters: [...pairs('query'), ...inQuery], headers: pairs('header'), body, expression: text };
}

function expressionText({ template, and }: WhereExpression, sent: readonly SentCondition[]): string | undefined {
  const items = sent.flatMap((condition) => (condition.in === 'expression' ? [condition.text] : []));
  return items.length === 0 ? undefined : template.replaceAll('{items}', () => items.join(and));
}

const allOf = (items: Expression[]): Expression | undefined => (items.length > 1 ? { kind: 'and', items } : items[0]);

function unsupported({ fields }: WhereRules, conditions: Expression[]): Fault {
  const known = Object.entries(fields).map(([name, { operators }]) => `${name} (${Object.keys(operators).join(' ')})`);
  return new Fault(
    'query.unsupported',
    `where: the provider cannot filter by ${conditions.map(printWhere).join(' AND ')}; allowed: ${known.join(', ') || 'nothing'}`,
  );
}
