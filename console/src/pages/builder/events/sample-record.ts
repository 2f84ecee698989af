import type { ModelField } from './connector-model.ts';
import { textSetting, type PollEntry } from './poll-entry.ts';

type Json = Record<string, unknown>;

/** A record to begin with: what the model tells of its fields, with an id and dates in the formats that were chosen. */
export function sampleRecord(
  entry: PollEntry,
  fields: readonly ModelField[],
  examples: ReadonlyMap<string, string>,
): Json {
  let record: Json = Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
  const idField = textSetting(entry, 'idField');
  const told = fields.find(({ name }) => name === idField)?.example;
  if (idField !== '') record = withField(record, idField, told ?? '1001');
  const updatedFormat = textSetting(entry, 'updatedDateFormat');
  const dates = [
    [textSetting(entry, 'createdDateField'), textSetting(entry, 'createdDateFormat') || updatedFormat],
    [textSetting(entry, 'updatedDateField'), updatedFormat],
  ] as const;
  for (const [field, format] of dates) {
    const example = examples.get(format);
    if (field !== '' && example !== undefined)
      record = withField(record, field, isCount(format) ? Number(example) : example);
  }
  return record;
}

const isCount = (format: string): boolean => ['milliseconds', 'seconds', 'microseconds'].includes(format);

function valueOf({ type, format, example }: ModelField): unknown {
  if (example !== undefined) return example;
  if (format === 'date' || format === 'date-time') return null;
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return false;
  return type === 'array' ? [] : type === 'object' ? {} : 'text';
}

/** Sets a field that may be a dotted path. */
function withField(record: Json, path: string, value: unknown): Json {
  const [first = '', ...rest] = Object.hasOwn(record, path) ? [path] : path.split('.');
  if (rest.length === 0) return { ...record, [first]: value };
  const inner = record[first];
  const holder = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Json) : {};
  return { ...record, [first]: withField(holder, rest.join('.'), value) };
}

/** The fields of a record, those inside of objects as dotted paths. */
export function fieldPaths(record: unknown, most = 200): string[] {
  const paths: string[] = [];
  const walk = (value: unknown, before: string): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (paths.length >= most) return;
      const path = before === '' ? key : `${before}.${key}`;
      const isHolder = typeof member === 'object' && member !== null && !Array.isArray(member);
      if (isHolder) walk(member, path);
      else paths.push(path);
    }
  };
  walk(record, '');
  return paths;
}

/** The sample as it is written; undefined: it is no JSON. An empty text is no sample. */
export function parsedSample(text: string): { sample?: unknown; problem?: string } {
  if (text.trim() === '') return {};
  try {
    return { sample: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'This is no JSON.' };
  }
}
