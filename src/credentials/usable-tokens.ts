import { Fault } from '../model/fault.ts';
import type { HeldCredentials } from './credential-store.ts';
import { renewUnderLock, refreshPauseMs } from './renew-under-lock.ts';
import { canRenew } from './renew-tokens.ts';
import { grantsItself, isRenewable } from './token-kinds.ts';
import type { TokenDependencies, TokenOwner } from './token-owner.ts';
import { isRenewalDue, type Tokens } from './tokens.ts';

/**
 * Tokens for the next request. `rejected`: the access token that the provider has just refused. Faults: as authorize
 * says.
 */
export async function usableTokens(
  dependencies: TokenDependencies,
  owner: TokenOwner,
  rejected: string | undefined,
): Promise<Tokens> {
  const { store, clock, cache } = dependencies;
  const { instanceId } = owner;
  const known = checked(owner, cache.recent(instanceId) ?? (await store.read(instanceId)));
  const mayWait = isAlive(known, rejected, clock.now()) && cache.isRefreshPostponed(instanceId);
  if (mayWait || !mustRenew(owner, known, { rejected, now: clock.now() })) {
    cache.remember(instanceId, known);
    return known;
  }
  try {
    const tokens = await cache.shared(`${instanceId} ${rejected ?? ''}`, () => renewed(dependencies, owner, rejected));
    cache.remember(instanceId, tokens);
    return tokens;
  } catch (error) {
    cache.forget(instanceId);
    if (!isPassing(error) || !isAlive(known, rejected, clock.now())) throw error;
    // Ahead of time only, so the old token serves on; the provider is left alone for a while.
    cache.remember(instanceId, known);
    cache.postponeRefresh(instanceId, Math.max(clock.now() + refreshPauseMs, error.retryAt ?? 0));
    return known;
  }
}

/** Under the lock everything is looked at again: another process may have renewed them in the meantime. */
async function renewed(
  dependencies: TokenDependencies,
  owner: TokenOwner,
  rejected: string | undefined,
): Promise<Tokens> {
  const { store, clock, cache } = dependencies;
  const renewHeld = async (held: HeldCredentials) => {
    const current = checked(owner, held.current);
    if (!mustRenew(owner, current, { rejected, now: clock.now() })) return current;
    return renewUnderLock(dependencies, owner, { ...held, current, isRejected: current.accessToken === rejected });
  };
  const tokens = await cache.inTurn(owner.organizationId, () => store.withLock(owner.instanceId, renewHeld));
  cache.releaseUnsaved(owner.instanceId);
  return checked(owner, tokens);
}

/** Throws `instance.reconnect` unless there are tokens that the provider has not refused for good. */
function checked({ instanceId, authentication }: TokenOwner, tokens: Tokens | undefined): Tokens {
  if (tokens && tokens.refusedBecause === undefined) return tokens;
  const how = grantsItself(authentication)
    ? 'correct its credentials with PUT or PATCH.'
    : 'authorize, and send the new code with PUT or PATCH.';
  throw new Fault(
    'instance.reconnect',
    `${instanceId === 0 ? 'The account' : `Instance ${instanceId}`} must be connected to its provider again: ${how}`,
    tokens?.refusedBecause === undefined ? {} : { providerMessage: tokens.refusedBecause },
  );
}

const mustRenew = (
  { authentication }: TokenOwner,
  tokens: Tokens,
  { rejected, now }: { rejected: string | undefined; now: number },
): boolean =>
  tokens.accessToken === rejected ||
  (isRenewable(authentication) && canRenew(authentication, tokens) && isRenewalDue(tokens, authentication, now));

/** A renewal that failed for the provider's reasons may succeed later. */
const isPassing = (error: unknown): error is Fault => error instanceof Fault && error.code.startsWith('provider.');

const isAlive = ({ accessToken, expiresAt = Infinity }: Tokens, rejected: string | undefined, now: number): boolean =>
  accessToken !== rejected && now < expiresAt;
