import { hashSecret } from '../lib/secret-hash.ts';
import type { Sealer } from '../lib/sealer.ts';
import { secretContext } from './find-user.ts';

/** The columns of a user's or an organisation's secret: found by its hash, shown from its seal. */
export function storedSecret(sealer: Sealer, kind: 'user' | 'organization', secret: string) {
  const hash = hashSecret(secret);
  return { secret_hash: hash, secret_sealed: sealer.seal(secret, secretContext(kind, hash)) };
}
