import { datePattern, type DatePattern } from '../lib/date-pattern/date-pattern.ts';
import { printBound } from '../lib/date-pattern/print-bound.ts';
import { readDate } from '../lib/date-pattern/read-date.ts';
import type { Instant } from '../lib/instant.ts';
import { WhereSyntaxError, type Expression } from '../lib/where/expression.ts';
import { parseWhere } from '../lib/where/parse-where.ts';
import { printWhere } from '../lib/where/print-where.ts';
import { readInstant } from '../lib/where/read-instant.ts';
import type { PollingRules } from '../model/connector-polling.ts';
import type { HubQuery } from './hub-query.ts';

/**
 * The query for what is dated up to `until`, and never for less, whatever its pattern cuts off. A later bound of the query
 * on the same field gives way: many providers take but one.
 */
export function closeWindow(
  query: HubQuery,
  { field, pattern, timezone }: NonNullable<PollingRules['upperBound']>,
  until: Instant,
): HubQuery {
  const dates = datePattern(pattern, timezone);
  const bound = printBound(dates, until, 'upper');
  const condition = `${field} <= '${bound}'`;
  const latest = momentOf(dates, bound) ?? until;
  const isLater = (item: Expression) =>
    isUpperBound(item, field) && (momentOf(dates, item.value.text) ?? -Infinity) >= latest;
  const where = without(query.where ?? '', isLater);
  return { ...query, where: where.trim() === '' ? condition : `(${where}) AND ${condition}` };
}

const isUpperBound = (item: Expression, field: string): item is Extract<Expression, { kind: 'comparison' }> =>
  item.kind === 'comparison' && item.column === field && (item.operator === '<=' || item.operator === '<');

/** In the pattern of the bound, or as where clauses have dates. */
function momentOf(dates: DatePattern, text: string): Instant | undefined {
  const reading = readDate(text, dates);
  return reading.kind === 'instant' ? reading.instant : readInstant(text);
}

/** The clause without those of its top-level conditions; as it is where it has none, or is no clause. */
function without(where: string, isDropped: (item: Expression) => boolean): string {
  const expression = parsed(where);
  if (!expression) return where;
  const items = expression.kind === 'and' ? expression.items : [expression];
  const kept = items.filter((item) => !isDropped(item));
  const [first] = kept;
  if (kept.length === items.length) return where;
  return first ? printWhere(kept.length > 1 ? { kind: 'and', items: kept } : first) : '';
}

function parsed(where: string): Expression | undefined {
  if (where.trim() === '') return undefined;
  try {
    return parseWhere(where);
  } catch (error) {
    // Planning the query says what is wrong with it.
    if (error instanceof WhereSyntaxError) return undefined;
    throw error;
  }
}
