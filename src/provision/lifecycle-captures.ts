import { isSet } from '../hub/fill-template.ts';
import { readField, readPath } from '../lib/field-path.ts';
import { isRecord, type JsonValue } from '../lib/json.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import { Fault } from '../model/fault.ts';

type Values = Readonly<Record<string, string>>;

/**
 * What a step takes from an answer into the configuration. Faults: `provider.malformed` where the answer does not have it,
 * `configuration.invalid` where a list has no item of the configured value.
 */
export function capturesOf(
  { select, capture }: Pick<LifecycleStep, 'select' | 'capture'>,
  answer: JsonValue,
  values: Values,
): Record<string, string> {
  const from = select ? selected(select, answer, values) : answer;
  const entries = Object.entries(capture).map(([key, path]) => {
    const value = textOf(readPath(from, path));
    if (value === undefined)
      throw new Fault('provider.malformed', `the answer has nothing at ${JSON.stringify(path)} for the entry ${key}`);
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

function selected(
  { list, field, equals }: NonNullable<LifecycleStep['select']>,
  answer: JsonValue,
  values: Values,
): JsonValue {
  const items = readPath(answer, list);
  if (!Array.isArray(items)) throw new Fault('provider.malformed', `the answer has no list at ${JSON.stringify(list)}`);
  const [first] = items;
  if (first === undefined)
    throw new Fault('provider.malformed', `the list at ${JSON.stringify(list)} is empty: the user has granted nothing`);
  const names = [...equals.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  if (!names.every((name) => isSet(values[name]))) return first;
  const wanted = equals.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? '');
  const found = items.find((item) => fieldOf(item, field) === wanted);
  if (found !== undefined) return found;
  const present = items.map((item) => fieldOf(item, field)).filter((value) => value !== undefined);
  const allowed = present.slice(0, 10).join(', ');
  const path = `configuration.${names[0] ?? ''}`;
  const message = `found ${JSON.stringify(wanted)}, which no ${field} of the account is; allowed: ${allowed}`;
  throw new Fault('configuration.invalid', `${path}: ${message}`, { issues: [{ path, message }] });
}

const fieldOf = (item: JsonValue, field: string): string | undefined =>
  isRecord(item) ? textOf(readField(item, field)) : undefined;

function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
