import { isRecord, type JsonValue } from '../../lib/json.ts';
import type { SentCondition } from './translate-condition.ts';

/** What a request says itself, e.g. which tenant is asked for. */
export interface FixedPlaces {
  query: readonly string[];
  /** In lower case. */
  headers: readonly string[];
  body: JsonValue | undefined;
}

/**
 * Whether a condition would take the place of what the request says itself. Names that a connector lists may, as the
 * request's value is then a default; a name that anybody may write (`*`) may not.
 */
export function isFixed({ query, headers, body }: FixedPlaces, sent: SentCondition): boolean {
  if (sent.in === 'query') return query.includes(sent.name);
  if (sent.in === 'header') return headers.includes(sent.name);
  return sent.in === 'body' && holds(body, sent.name.replace(/\[(\d+)\]/g, '.$1').split('.'));
}

/** Whether something stands at a path, or on the way to it. Objects and lists that are empty may be filled. */
function holds(value: JsonValue | undefined, steps: readonly string[]): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'object' || value === null) return true;
  const [step, ...rest] = steps;
  if (step === undefined) return Object.keys(value).length > 0;
  if (Array.isArray(value)) return holds(value[Number(step)], rest);
  return isRecord(value) && Object.hasOwn(value, step) && holds(value[step], rest);
}
