import { sameSecret } from '../../lib/same-secret.ts';
import { webhookTokenParameter } from '../../model/webhook-address.ts';
import type { Verification, VerificationKind } from '../../model/webhook-verification.ts';
import { refused, proved, unproved, type Proof, type Verdict } from './verdict.ts';
import { verifyBasic } from './verify-basic.ts';
import { verifyJwt } from './verify-jwt.ts';
import { verifySignature } from './verify-signature.ts';
import { verifyToken } from './verify-token.ts';

/**
 * Whether a request proves that it comes from the provider. Signatures are compared over the bytes as received, in
 * constant time; a key that is not known refuses. 401 where a proof is missing or wrong, 403 where the address is.
 */
export async function verifyWebhook(verification: Verification, proof: Proof): Promise<Verdict> {
  if (verification.kind !== 'anyOf') return verifyOne(verification, proof);
  const verdicts = await Promise.all(verification.of.map((one) => verifyOne(one, proof)));
  return bestOf(verdicts);
}

async function verifyOne(verification: VerificationKind, proof: Proof): Promise<Verdict> {
  switch (verification.kind) {
    case 'hmac':
    case 'hash':
      return verifySignature(verification, proof);
    case 'token':
      return verifyToken(verification, proof);
    case 'basic':
      return verifyBasic(verification, proof);
    case 'jwt':
      return verifyJwt(verification, proof);
    case 'secretUrl':
      return verifyAddress(proof);
    case 'none':
    case 'hook':
      return unproved;
  }
}

function verifyAddress({ request, addressToken }: Proof): Verdict {
  const shown = request.query[webhookTokenParameter] ?? '';
  if (addressToken !== '' && sameSecret(shown, addressToken)) return unproved;
  const reason = `the parameter ${webhookTokenParameter} of the address is ${shown === '' ? 'missing' : 'wrong'}`;
  return { kind: 'refused', status: 403, reason };
}

/** A proof that can be trusted counts more than one that cannot. */
function bestOf(verdicts: readonly Verdict[]): Verdict {
  const accepted = verdicts.filter((verdict) => verdict.kind === 'accepted');
  if (accepted.length > 0) return accepted.some(({ trusted }) => trusted) ? proved : unproved;
  return refused(verdicts.map((verdict) => (verdict.kind === 'refused' ? verdict.reason : '')).join('; '));
}
