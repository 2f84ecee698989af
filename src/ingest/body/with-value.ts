import { pathSteps } from '../../lib/field-path.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { memberOf, opened } from './read-place.ts';

/**
 * A copy with another value at a path that leads somewhere (see readPlace), or, with undefined, without the member there; what
 * stands beside the way is shared. A text on the way that holds JSON becomes the JSON.
 */
export const withValue = (value: JsonValue, path: string, replacement: JsonValue | undefined): JsonValue =>
  changed(value, stepsOf(value, path), replacement);

/** The key as a whole first, as readField does. */
function stepsOf(value: JsonValue, path: string): readonly string[] {
  if (path === '') return [];
  return isRecord(value) && Object.hasOwn(value, path) ? [path] : pathSteps(path);
}

function changed(
  value: JsonValue,
  [step, ...further]: readonly string[],
  replacement: JsonValue | undefined,
): JsonValue {
  if (step === undefined) return replacement ?? null;
  const whole = opened(value);
  const inner = further.length === 0 ? replacement : changed(memberOf(whole, step) ?? null, further, replacement);
  if (Array.isArray(whole)) return whole.toSpliced(Number(step), 1, ...(inner === undefined ? [] : [inner]));
  if (!isRecord(whole)) return value;
  return withMember(whole, step, inner);
}

function withMember(record: JsonRecord, name: string, value: JsonValue | undefined): JsonRecord {
  const members = Object.entries(record).filter(([key]) => key !== name || value !== undefined);
  return Object.fromEntries(members.map(([key, old]) => [key, key === name && value !== undefined ? value : old]));
}
