import { Fault } from '../model/fault.ts';
import { capturedFromTokens } from './captured-values.ts';
import type { HeldCredentials } from './credential-store.ts';
import { canRenew, renewTokens, type RenewalOutcome } from './renew-tokens.ts';
import { isRenewable, type Renewable } from './token-kinds.ts';
import type { Tokens } from './tokens.ts';
import type { TokenDependencies, TokenOwner } from './token-owner.ts';

/** A provider that has failed is left alone for so long. */
export const refreshPauseMs = 30_000;
/** Tokens that were given in place of refused ones, and are refused again within this time, are not the reason. */
const leastRefusedAgeMs = 900_000;

export interface HeldForRenewal extends HeldCredentials {
  current: Tokens;
  /** The provider has just refused the access token. */
  isRejected: boolean;
}

/**
 * Renews the tokens and saves what came of it: new ones, or the old ones with the reason why they are dead. Throws
 * `provider.unauthorized` when there is nothing to renew them by, or when renewing does not help, and the faults of a renewal.
 */
export async function renewUnderLock(
  dependencies: TokenDependencies,
  owner: TokenOwner,
  held: HeldForRenewal,
): Promise<Tokens> {
  const { authentication, instanceId } = owner;
  const { current } = held;
  if (!isRenewable(authentication) || !canRenew(authentication, current)) {
    throw new Fault('provider.unauthorized', 'The provider refused the access token, and there is no way to renew it.');
  }
  throwIfPointless(dependencies, held);
  const key = current.refreshToken ?? current.accessToken;
  const rescued = dependencies.cache.unsaved(instanceId, key);
  const outcome: RenewalOutcome = rescued
    ? { kind: 'refreshed', tokens: rescued }
    : await attempt(dependencies, { ...owner, authentication }, held);
  if (outcome.kind === 'reconnect') return buried(dependencies, owner, { held, reason: outcome.reason });
  const tokens: Tokens = held.isRejected ? { ...outcome.tokens, replaceRefused: true } : outcome.tokens;
  // The provider may have killed the old ones: if storing fails, the next attempt stores these instead of asking again.
  dependencies.cache.holdUnsaved(instanceId, key, tokens);
  await held.save(tokens, capturedFromTokens(authentication, tokens));
  return tokens;
}

function throwIfPointless({ clock }: TokenDependencies, { current, attempt: last, isRejected }: HeldForRenewal): void {
  const now = clock.now();
  const ageMs = now - (current.issuedAt ?? Number.NEGATIVE_INFINITY);
  if (isRejected && current.replaceRefused && ageMs < leastRefusedAgeMs) {
    throw new Fault('provider.unauthorized', 'The provider refused the access token, which was renewed just before.');
  }
  const { notBefore = 0 } = last ?? {};
  if (now < notBefore) {
    throw new Fault('provider.throttled', 'The tokens could not be renewed; the provider is not asked again at once.', {
      retryAt: notBefore,
    });
  }
}

async function buried(
  { store }: TokenDependencies,
  { instanceId }: TokenOwner,
  { held, reason }: { held: HeldForRenewal; reason: string },
): Promise<Tokens> {
  await store.markReconnect(instanceId, reason);
  const dead = { ...held.current, refusedBecause: reason };
  await held.save(dead);
  return dead;
}

/** One request for new tokens. What it may do to a refresh token is marked before, so that a crash is known of later. */
async function attempt(
  dependencies: TokenDependencies,
  { authentication, configuration }: TokenOwner & { authentication: Renewable },
  { current, attempt: last, begin, postpone }: HeldForRenewal,
): Promise<RenewalOutcome> {
  const { clock, onRefresh } = dependencies;
  const startedAt = clock.now();
  if (current.refreshToken !== undefined) await begin();
  try {
    const outcome = await renewTokens(dependencies, { authentication, configuration, current, begunAt: last?.begunAt });
    onRefresh?.(outcome.kind);
    return outcome;
  } catch (error) {
    onRefresh?.('failed');
    if (error instanceof Fault) {
      const begunAt = last?.begunAt ?? (isUnanswered(error) ? startedAt : undefined);
      await postpone({ begunAt, notBefore: pausedUntil(error, clock.now()) });
    }
    throw error;
  }
}

/** The request may have reached the provider, and the new tokens may be lost on the way. */
const isUnanswered = ({ code }: Fault): boolean =>
  ['provider.unreachable', 'provider.too_large', 'provider.malformed'].includes(code);

/** What is wrong here, such as a missing entry, may be mended at any moment. */
const pausedUntil = ({ code, retryAt = 0 }: Fault, now: number): number | undefined =>
  code.startsWith('provider.') ? Math.max(now + refreshPauseMs, retryAt) : undefined;
