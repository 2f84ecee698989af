import type { JsonValue } from '../../lib/json.ts';

/** A value as vendors mean it where they name something: texts, numbers and booleans. Undefined for anything else. */
export const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
