import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { WhereField } from '../../model/connector-where.ts';
import type { ConditionValue } from './condition-value.ts';

export interface ItemCondition {
  /** The field, to the vendor. */
  name: string;
  operator: string;
  value: JsonValue;
}

/** One condition as a part of a JSON body: `{field}`, `{operator}` and `{value}` filled in the template. */
export function bodyItem(template: JsonRecord, { name, operator, value }: ItemCondition): JsonRecord {
  const valueText = typeof value === 'string' ? value : JSON.stringify(value);
  const places: Record<string, string> = { field: name, operator, value: valueText };
  const fillText = (text: string) =>
    text.replaceAll(/\{(field|operator|value)\}/g, (_, place: string) => places[place] as string);
  const fill = (part: JsonValue): JsonValue => {
    if (part === '{value}') return value;
    if (typeof part === 'string') return fillText(part);
    if (Array.isArray(part)) return part.map(fill);
    return isRecord(part) ? fillKeys(part) : part;
  };
  const fillKeys = (part: JsonRecord): JsonRecord =>
    Object.fromEntries(Object.entries(part).map(([key, item]) => [fillText(key), fill(item)]));
  return fillKeys(template);
}

/** Numbers and truth values where the clause has them without quotes, or where a date is written as a count. */
export function jsonValue({ value: rule }: WhereField, values: readonly ConditionValue[]): JsonValue {
  const all = values.map(({ literal, text }): JsonValue => {
    if (rule ? !/^\d+$/.test(text) : literal.kind === 'string' || literal.kind === 'date') return text;
    if (literal.kind === 'boolean') return text === 'true';
    return String(Number(text)) === text ? Number(text) : text;
  });
  const [only, ...others] = all;
  return only !== undefined && others.length === 0 ? only : all;
}
