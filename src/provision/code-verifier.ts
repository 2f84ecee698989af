import { newCodeVerifier } from '../credentials/pkce.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Connector } from '../model/connector.ts';
import { readPending, saveConnectFlow } from '../store/connect-flows.ts';
import type { Db } from '../store/database.ts';
import type { Caller } from '../store/find-user.ts';
import { codeStateHash, type PendingCode } from './connect-consent.ts';

interface Deps {
  db: Db;
  sealer: Sealer;
  clock: Clock;
}

/** The caller sends the code itself, in its own time. */
const keptForMs = 60 * 60_000;

/** A new code verifier for a consent page that the caller shows its user, kept under its state. */
export async function keepCodeVerifier(
  { db, sealer, clock }: Deps,
  { caller, connector, state }: { caller: Caller; connector: Connector; state: string },
): Promise<string> {
  const codeVerifier = newCodeVerifier();
  const { organizationId, accountId, userId } = caller;
  const now = clock.now();
  const pending: PendingCode = { codeVerifier };
  await saveConnectFlow(
    { db, sealer },
    {
      organizationId,
      accountId,
      userId,
      connectorKey: connector.key,
      instanceId: null,
      stateHash: codeStateHash(organizationId, connector, state),
      pending,
      now,
      expiresAt: now + keptForMs,
    },
  );
  return codeVerifier;
}

export interface CodeBrought {
  organizationId: number;
  connector: Connector;
  providerData: JsonRecord | undefined;
}

/** The verifier that belongs to a code, found by the state of its redirect. Undefined where none is kept, or one is brought. */
export async function codeVerifierOf(
  { db, sealer, clock }: Deps,
  { organizationId, connector, providerData = {} }: CodeBrought,
): Promise<string | undefined> {
  const { state, code_verifier: brought } = providerData;
  const { authentication } = connector;
  if (authentication.type !== 'oauth2' || !authentication.pkce) return undefined;
  if (typeof state !== 'string' || brought !== undefined) return undefined;
  const stateHash = codeStateHash(organizationId, connector, state);
  return (await readPending<PendingCode>({ db, sealer }, { stateHash, now: clock.now() }))?.codeVerifier;
}
