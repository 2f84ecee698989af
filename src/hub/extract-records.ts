import { readField, readPath } from '../lib/field-path.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../lib/json.ts';
import type { ConnectorResource } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';

type Rules = ConnectorResource['records'];

/** The records of an answer. `place` names the request in the message when they are not where the connector says. */
export function extractRecords(rules: Rules, answer: JsonValue, place: string): JsonRecord[] {
  if ('list' in rules) return listRecords(rules, answer, place);
  if ('keyed' in rules) return keyedRecords(rules, answer, place);
  const names = columnNames(arrayAt(answer, rules.columns, place), rules.rename);
  return arrayAt(answer, rules.rows, place).map((row, index) => {
    if (Array.isArray(row)) return zip(names, row);
    throw malformed(place, `a row of cells at ${pathName(rules.rows)}[${index}]`, row);
  });
}

type ListRules = Extract<Rules, { list: string }>;

function listRecords(rules: ListRules, answer: JsonValue, place: string): JsonRecord[] {
  const { list: path, unwrap, mayBeAbsent, orOne } = rules;
  if (mayBeAbsent && isAbsent(answer, path)) return [];
  const found = readPath(answer, path);
  const list = orOne && isRecord(found) ? [found] : arrayAt(answer, path, place);
  const records = list.map((item) => recordOf(rules, item));
  const wrong = records.indexOf(undefined);
  if (wrong < 0) return records as JsonRecord[];
  const inside = unwrap === undefined ? '' : ` under "${unwrap}"`;
  throw malformed(place, `a record at ${pathName(path)}[${wrong}]${inside}`, list[wrong]);
}

/** Undefined where there is none. */
function recordOf({ unwrap, keep, valueField }: ListRules, item: JsonValue): JsonRecord | undefined {
  if (valueField !== undefined) return isRecord(item) || Array.isArray(item) ? undefined : { [valueField]: item };
  if (!isRecord(item)) return undefined;
  if (unwrap === undefined) return item;
  const inner = readField(item, unwrap);
  return isRecord(inner) ? { ...inner, ...keptOf(keep, item) } : undefined;
}

const keptOf = (keep: ListRules['keep'], item: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(keep).flatMap(([field, path]) => {
      const value = readField(item, path);
      return value === undefined ? [] : [[field, value] as const];
    }),
  );

function keyedRecords(
  { keyed: path, keyField, mayBeAbsent }: Extract<Rules, { keyed: string }>,
  answer: JsonValue,
  place: string,
): JsonRecord[] {
  if (mayBeAbsent && isAbsent(answer, path)) return [];
  const found = readPath(answer, path);
  if (!isRecord(found)) throw malformed(place, `an object of records at ${pathName(path)}`, found);
  return Object.entries(found).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((record) => {
      if (!isRecord(record)) throw malformed(place, `a record at ${pathName(path)} under "${key}"`, record);
      return keyField === undefined || Object.hasOwn(record, keyField) ? record : { [keyField]: key, ...record };
    }),
  );
}

const isAbsent = (answer: JsonValue, path: string): boolean => (readPath(answer, path) ?? null) === null;

function arrayAt(answer: JsonValue, path: string, place: string): JsonValue[] {
  const found = readPath(answer, path);
  if (Array.isArray(found)) return found;
  throw malformed(place, `an array at ${pathName(path)}`, found, path === '' ? undefined : answer);
}

/** Columns of one name would overwrite each other: the second becomes `name_2`. */
function columnNames(header: JsonValue[], rename: Record<string, string>): string[] {
  const counts = new Map<string, number>();
  return header.map((cell) => {
    const sent = typeof cell === 'string' ? cell : JSON.stringify(cell);
    const name = Object.hasOwn(rename, sent) ? (rename[sent] as string) : sent;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

function zip(names: readonly string[], cells: readonly JsonValue[]): JsonRecord {
  const record: JsonRecord = {};
  for (let column = 0; column < names.length; column++) {
    const cell = cells[column];
    if (cell !== undefined) record[names[column] as string] = cell;
  }
  return record;
}

function malformed(place: string, expected: string, found: JsonValue | undefined, around?: JsonValue): Fault {
  const context = around === undefined ? '' : ` in ${describe(around)}`;
  return new Fault('provider.malformed', `${place}: expected ${expected}, found ${describe(found)}${context}`);
}

const pathName = (path: string) => (path === '' ? 'the top' : `"${path}"`);

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (!isRecord(value)) return JSON.stringify(value).slice(0, 60);
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  return `an object with the keys ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ' …' : ''}`;
}
