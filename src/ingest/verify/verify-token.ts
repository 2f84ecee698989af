import { readPath } from '../../lib/field-path.ts';
import type { JsonValue } from '../../lib/json.ts';
import { sameSecret } from '../../lib/same-secret.ts';
import type { VerificationOf } from '../../model/webhook-verification.ts';
import { textOf } from '../body/text-of.ts';
import { afterPrefix, headerValue } from './header-value.ts';
import { keyTexts, noKey } from './key-bytes.ts';
import { proved, refused, type Proof, type Verdict } from './verdict.ts';

type TokenCheck = VerificationOf<'token'>;

/** Kind token: whether the request, or every item of it, shows the secret. */
export function verifyToken(check: TokenCheck, proof: Proof): Verdict {
  const place = placeOf(check);
  const shown = shownTokens(check, proof);
  if (shown.length === 0 || shown.includes(undefined)) return refused(`${place} is missing`);
  const known = keyTexts(check.key, proof.keys);
  if (known.length === 0) return noKey(check.key.entry);
  const right = shown.every((token) => known.some((key) => sameSecret(token ?? '', key)));
  return right ? proved : refused(`${place} is wrong`);
}

function placeOf({ in: place, each }: TokenCheck): string {
  if ('header' in place) return `the header ${place.header}`;
  if ('query' in place) return `the query parameter ${place.query}`;
  return each ? `the field ${place.field} of an item` : `the field ${place.field}`;
}

function shownTokens({ in: place, each, prefix }: TokenCheck, { request, body, items }: Proof): (string | undefined)[] {
  const token = (written: string | undefined) => (written ? afterPrefix(written, prefix) || undefined : undefined);
  if ('header' in place) return [token(headerValue(request, place.header))];
  if ('query' in place) return [token(request.query[place.query])];
  const inField = (value: JsonValue) => token(textOf(readPath(value, place.field)));
  return each ? items.map(inField) : [inField(body)];
}
