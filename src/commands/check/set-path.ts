import { pathSteps } from '../../lib/field-path.ts';
import { isRecord, type JsonValue } from '../../lib/json.ts';

/** A copy of the value with another value at a path such as `items[0].id`; what is missing on the way is made. */
export function setPath(value: JsonValue | undefined, path: string, to: JsonValue): JsonValue {
  return place(value, pathSteps(path), to);
}

function place(value: JsonValue | undefined, [step, ...rest]: readonly string[], to: JsonValue): JsonValue {
  if (step === undefined) return to;
  if (!isRecord(value) && /^\d+$/.test(step)) {
    const list = Array.isArray(value) ? [...value] : [];
    list[Number(step)] = place(list[Number(step)], rest, to);
    return Array.from(list, (item) => item ?? null);
  }
  const record = isRecord(value) ? value : {};
  return { ...record, [step]: place(record[step], rest, to) };
}
