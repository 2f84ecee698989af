import { readField } from '../lib/field-path.ts';
import type { Instant } from '../lib/instant.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { Expression } from '../lib/where/expression.ts';
import { readInstant } from '../lib/where/read-instant.ts';
import type { QueryPlan } from './query-plan.ts';

/**
 * What looks wrong on a first page, though it breaks nothing: a filter that the provider ignored, and a condition on a
 * field that no record has (a typo would otherwise filter out everything for ever).
 */
export function pageRemarks({ bounds, filter }: QueryPlan, rows: readonly JsonRecord[]): string[] {
  if (rows.length === 0) return [];
  const ignored = bounds
    .filter(({ field, instant }) => rows.some((row) => isBefore(readField(row, field), instant)))
    .map(({ field }) => `the provider ignored the filter on ${field}: it sent records from before the bound`);
  const unknown = (filter ? columnsOf(filter) : [])
    .filter((column) => rows.every((row) => readField(row, column) === undefined))
    .map((column) => `no record has the field ${column} that the where clause names`);
  return [...ignored, ...unknown];
}

/** A date without a zone cannot be judged. */
function isBefore(value: JsonValue | undefined, bound: Instant): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  const instant = zoned.test(text) ? readInstant(text) : undefined;
  return instant !== undefined && instant < bound;
}

const zoned = /^\d{10,16}$|\d(?:Z|[+-]\d{2}:?\d{2})$/i;

function columnsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...new Set(expression.items.flatMap(columnsOf))];
    case 'not':
      return columnsOf(expression.item);
    case 'comparison':
    case 'in':
    case 'isNull':
      return [expression.column];
  }
}
