import type { JsonValue } from '../../lib/json.ts';
import { readPlace } from './read-place.ts';

/**
 * The items of a body: the elements of the list at the path, or the one value there. None where nothing is there; the empty
 * path is the body itself.
 */
export function itemsIn(body: JsonValue, path: string): JsonValue[] {
  const found = readPlace(body, path);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}
