import { pathSteps, readField } from '../../lib/field-path.ts';
import { isRecord, JsonSyntaxError, type JsonValue } from '../../lib/json.ts';
import { parseShallowJson } from '../../lib/shallow-json.ts';

/**
 * The value at a path; the empty path is the value itself. As readPath of lib, but it also leads into JSON that stands in a
 * text, as in forms: `payload={"action":…}`, `ticket={"id":…}`.
 */
export function readPlace(value: JsonValue, path: string): JsonValue | undefined {
  if (path === '') return opened(value);
  const whole = isRecord(value) ? readField(value, path) : undefined;
  if (whole !== undefined) return opened(whole);
  let current: JsonValue | undefined = value;
  for (const step of pathSteps(path)) {
    if (current === undefined) return undefined;
    current = memberOf(opened(current), step);
  }
  return current === undefined ? undefined : opened(current);
}

export function memberOf(value: JsonValue, step: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** What a text holds that is a JSON object or list; any other value is itself. */
export function opened(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseShallowJson(value);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return value;
    throw error;
  }
}
