import { readField } from '../lib/field-path.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../lib/json.ts';

/**
 * A record as it leaves the hub: with the named fields, or all of them where none are named, and without those that are
 * null unless the configuration entry `filter.response.nulls` is `false`.
 */
export function shapeRecord(
  record: JsonRecord,
  fields: readonly string[] | undefined,
  configuration: Readonly<Record<string, string>>,
): JsonRecord {
  const selected = fields && fields.length > 0 ? selectFields(record, fields) : record;
  return configuration['filter.response.nulls'] === 'false' ? selected : stripNulls(selected);
}

/** The record with only the named fields; a dotted name keeps its place (`contact.id` gives `{contact: {id}}`). */
export function selectFields(record: JsonRecord, fields: readonly string[]): JsonRecord {
  const selected: JsonRecord = {};
  for (const field of fields) {
    const value = readField(record, field);
    if (value === undefined) continue;
    if (Object.hasOwn(record, field)) selected[field] = value;
    else place(selected, field.split('.'), value);
  }
  return selected;
}

function place(target: JsonRecord, [step = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  const inner = target[step];
  const next = isRecord(inner) ? inner : {};
  target[step] = next;
  place(next, rest, value);
}

/** The value without the fields that are null, at any depth; items of arrays stay. */
export function stripNulls<T extends JsonValue>(value: T): T {
  if (Array.isArray(value)) return value.map(stripNulls) as T;
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([key, field]) => [key, stripNulls(field)])) as T;
}
