import { errors, jwtVerify } from 'jose';
import type { VerificationOf } from '../../model/webhook-verification.ts';
import { afterPrefix, headerValue } from './header-value.ts';
import { keyBytes, noKeyBytes } from './key-bytes.ts';
import { proved, refused, type Proof, type Verdict } from './verdict.ts';

type JwtCheck = VerificationOf<'jwt'>;

/** Kind jwt: whether the token was signed with one of the keys, and holds now where it names a time. */
export async function verifyJwt(check: JwtCheck, { request, keys }: Proof): Promise<Verdict> {
  const { header, prefix, key } = check;
  const written = headerValue(request, header);
  if (written === undefined) return refused(`the header ${header} is missing`);
  const token = afterPrefix(written, prefix);
  if (token === undefined || !isCanonical(token))
    return refused(`the header ${header} holds no token that we can read`);
  const known = keyBytes(key, keys);
  if (known.length === 0) return noKeyBytes(key, keys);
  let fault = '';
  for (const bytes of known) {
    const found = await faultOf(check, { token, bytes, receivedAt: request.receivedAt });
    if (found === undefined) return proved;
    // With another key the same token may only be badly signed; what is wrong with it beside that says more.
    if (fault === '' || found !== badlySigned) fault = found;
  }
  return refused(`the token in the header ${header} ${fault}`);
}

const badlySigned = 'is not signed with the key';

/** What is wrong with a token; undefined when nothing is. */
async function faultOf(
  { algorithms, toleranceSeconds }: JwtCheck,
  { token, bytes, receivedAt }: { token: string; bytes: Buffer; receivedAt: number },
): Promise<string | undefined> {
  try {
    await jwtVerify(token, bytes, {
      algorithms,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(receivedAt),
    });
    return undefined;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return badlySigned;
    if (error instanceof errors.JWTExpired) return 'has expired';
    if (error instanceof errors.JWTClaimValidationFailed) return `does not hold: the claim ${error.claim} does not fit`;
    if (error instanceof errors.JOSEAlgNotAllowed)
      return `is signed with another algorithm; allowed: ${algorithms.join(', ')}`;
    if (error instanceof errors.JOSEError) return 'cannot be read';
    throw error;
  }
}

/** Several texts can stand for the same bytes in base64, and only one of them was sent by the vendor. */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
