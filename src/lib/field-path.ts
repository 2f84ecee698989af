import { isRecord, type JsonRecord, type JsonValue } from './json.ts';

/**
 * Reads a field as poller configurations name it: the exact key first (vendors have keys such as `E-mail Address` or
 * `a.b`), then as a path: `customer.id`, `items[0].id`, `error['.tag']`, `@.@id`, `$.data`. Undefined when there is nothing.
 */
export function readField(record: JsonRecord, path: string): JsonValue | undefined {
  if (Object.hasOwn(record, path)) return record[path];
  return walk(record, pathSteps(path));
}

/** The value at a path, from any JSON value; the empty path is the value itself. */
export const readPath = (value: JsonValue, path: string): JsonValue | undefined =>
  isRecord(value) ? (path === '' ? value : readField(value, path)) : walk(value, pathSteps(path));

function walk(value: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of steps) {
    if (Array.isArray(current)) current = current[Number(step)];
    else if (isRecord(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

const stepsByPath = new Map<string, readonly string[]>();

/** The keys and places in lists that a path names one after the other. */
export function pathSteps(path: string): readonly string[] {
  const known = stepsByPath.get(path);
  if (known) return known;
  const steps = [...path.matchAll(/\['([^']*)'\]|[^.[\]]+/g)]
    .map(([whole, quoted]) => quoted ?? whole)
    .filter((step) => step !== '$' && step !== '@');
  if (stepsByPath.size > 10_000) stepsByPath.clear();
  stepsByPath.set(path, steps);
  return steps;
}
