import { sameSecret } from '../../lib/same-secret.ts';
import type { VerificationOf } from '../../model/webhook-verification.ts';
import { afterPrefix, headerValue } from './header-value.ts';
import { keyTexts, noKey } from './key-bytes.ts';
import { proved, refused, type Proof, type Verdict } from './verdict.ts';

/** Kind basic: whether the Authorization header has the name and the password. */
export function verifyBasic({ username, password }: VerificationOf<'basic'>, { request, keys }: Proof): Verdict {
  const header = headerValue(request, 'authorization');
  if (header === undefined) return refused('the header Authorization is missing');
  const given = readBasic(header);
  if (!given) return refused('the header Authorization is not of the form Basic base64(name:password)');
  const known = (entry: string) => keyTexts({ entry, prefix: '' }, keys);
  const passwords = known(password);
  if (passwords.length === 0) return noKey(password);
  const names = username === undefined ? undefined : known(username);
  if (username !== undefined && names?.length === 0) return noKey(username);
  const isName = names?.some((name) => sameSecret(given.name, name)) ?? true;
  const isPassword = passwords.some((secret) => sameSecret(given.password, secret));
  return isName && isPassword ? proved : refused('the name or the password in the header Authorization is wrong');
}

function readBasic(header: string): { name: string; password: string } | undefined {
  const encoded = afterPrefix(header, 'Basic ');
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const pair = bytes.toString('utf8');
  const colon = pair.indexOf(':');
  if (colon === -1 || bytes.toString('base64') !== encoded) return undefined;
  return { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
