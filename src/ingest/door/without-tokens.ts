import { readPath } from '../../lib/field-path.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { itemsIn } from '../body/items-in.ts';
import { readPlace } from '../body/read-place.ts';
import { withValue } from '../body/with-value.ts';

type Declared = Pick<Webhooks, 'verify' | 'items'>;

/**
 * The body with the tokens masked that the vendor shows in it, as proof: what is stored is told on, and who receives it must not
 * be able to send webhooks. The same body where none is in it.
 */
export function withoutTokens({ verify, items }: Declared, body: JsonValue): JsonValue {
  let clean = body;
  for (const one of verify.kind === 'anyOf' ? verify.of : [verify]) {
    if (one.kind !== 'token' || !('field' in one.in)) continue;
    const { field } = one.in;
    clean = one.each ? eachMasked(clean, items, field) : masked(clean, field);
  }
  return clean;
}

function masked(value: JsonValue, field: string): JsonValue {
  const found = readPath(value, field);
  return found === undefined || found === null ? value : withValue(value, field, maskedValue);
}

function eachMasked(body: JsonValue, items: string, field: string): JsonValue {
  const all = itemsIn(body, items);
  const clean = all.map((item) => masked(item, field));
  if (clean.every((item, index) => item === all[index])) return body;
  return withValue(body, items, Array.isArray(readPlace(body, items)) ? clean : (clean[0] ?? null));
}
