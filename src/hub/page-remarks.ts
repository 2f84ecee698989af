import { readField } from '../lib/field-path.ts';
import type { Instant } from '../lib/instant.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { RecordDates } from '../lib/where/compare-dates.ts';
import { isComparable } from '../lib/where/compare-values.ts';
import type { Condition, Expression } from '../lib/where/expression.ts';
import { isIsoDate, readInstant, readRecordInstant } from '../lib/where/read-instant.ts';
import type { QueryPlan } from './query-plan.ts';

/**
 * What looks wrong on a first page, though it breaks nothing: a filter that the provider ignored, a condition on a field
 * that no record has (a typo would otherwise filter out everything for ever), and a date that is compared with texts
 * which tell no moment.
 */
export function pageRemarks({ bounds, filter, refine, dates }: QueryPlan, rows: readonly JsonRecord[]): string[] {
  if (rows.length === 0) return [];
  const ignored = bounds
    .filter(({ field, instant }) => rows.some((row) => isBefore(readField(row, field), instant)))
    .map(({ field }) => `the provider ignored the filter on ${field}: it sent records from before the bound`);
  const conditions = filter ? conditionsOf(filter) : [];
  const unknown = unique(conditions.map(({ column }) => column))
    .filter((column) => rows.every((row) => readField(row, column) === undefined))
    .map((column) => `no record has the field ${column} that the where clause names`);
  const dated = [...conditions, ...(refine ? conditionsOf(refine) : [])].filter(comparesDates);
  return [
    ...ignored,
    ...unknown,
    ...unique(dated.map(({ column }) => column)).flatMap((column) => noMoment(column, rows, dates)),
  ];
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

function comparesDates(condition: Condition): boolean {
  if (condition.kind === 'isNull') return false;
  if (condition.kind === 'in') return condition.values.some(({ text }) => isIsoDate(text));
  return condition.operator !== 'LIKE' && isIsoDate(condition.value.text);
}

function noMoment(column: string, rows: readonly JsonRecord[], dates: RecordDates | undefined): string[] {
  const read = (text: string) => (dates ? dates.read(column, text) : readRecordInstant(text));
  const found = rows
    .map((row) => readField(row, column))
    .find((value) => isComparable(value) && value !== '' && read(String(value)) === undefined);
  if (found === undefined) return [];
  const shown = JSON.stringify(found).slice(0, 60);
  return [
    `the where clause compares ${column} with a date, and ${shown} in a record tells no moment: it fits no comparison`,
  ];
}

/** A date without a zone cannot be judged. */
function isBefore(value: JsonValue | undefined, bound: Instant): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  const instant = zoned.test(text) ? readInstant(text) : undefined;
  return instant !== undefined && instant < bound;
}

const zoned = /^\d{10,16}$|\d(?:Z|[+-]\d{2}:?\d{2})$/i;

function conditionsOf(expression: Expression): Condition[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.items.flatMap(conditionsOf);
    case 'not':
      return conditionsOf(expression.item);
    case 'comparison':
    case 'in':
    case 'isNull':
      return [expression];
  }
}
