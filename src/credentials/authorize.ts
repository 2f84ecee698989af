import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Authentication, OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { RefreshResult } from '../model/telemetry.ts';
import type { CredentialStore } from './credential-store.ts';
import type { Configuration } from './oauth-settings.ts';
import { refreshTokens, type RefreshOutcome } from './refresh-tokens.ts';
import type { TokenCache } from './token-cache.ts';
import { isRefreshDue, type Tokens } from './tokens.ts';

export interface AuthorizeDependencies {
  store: CredentialStore;
  egress: Pick<Egress, 'request'>;
  clock: Clock;
  cache: TokenCache;
  /** Told of every refresh that was asked for; default: nobody. */
  onRefresh?: (result: RefreshResult) => void;
}

/** Whose credentials are asked for. */
export interface CredentialOwner {
  instanceId: number;
  authentication: Authentication;
  configuration: Configuration;
}

export interface AuthorizeOptions {
  /** The access token that the provider has just answered 401 to: it is not to be given again. */
  force?: string;
}

/** What a request to the provider must carry. */
export interface Authorization {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/**
 * The credentials for the next request of an instance. Tokens are refreshed ahead of their end, one refresh at a time
 * across all processes, and new ones are committed before they are given out. Throws `instance.reconnect` when the user
 * must connect again, `provider.unauthorized` for rejected credentials that cannot be renewed, `configuration.invalid` for missing ones, and,
 * when a refresh cannot be avoided, its faults.
 */
export async function authorize(
  dependencies: AuthorizeDependencies,
  owner: CredentialOwner,
  { force }: AuthorizeOptions = {},
): Promise<Authorization> {
  const { authentication, configuration } = owner;
  if (authentication.type === 'apiKey') {
    if (force !== undefined) throw new Fault('provider.unauthorized', 'The provider refused the API key.');
    return apiKeyAuthorization(authentication, configuration);
  }
  const { accessToken } = await usableTokens(dependencies, { ...owner, oauth: authentication, rejected: force });
  return { headers: { authorization: `Bearer ${accessToken}` }, query: {} };
}

function apiKeyAuthorization(
  { configurationKey, in: place, name, prefix }: Extract<Authentication, { type: 'apiKey' }>,
  configuration: Configuration,
): Authorization {
  const key = configuration[configurationKey];
  if (!key) {
    throw new Fault(
      'configuration.invalid',
      `configuration.${configurationKey} is missing: it must hold the API key.`,
      {
        issues: [{ path: `configuration.${configurationKey}`, message: 'is required' }],
      },
    );
  }
  const carried = { [name]: prefix + key };
  return {
    headers: place === 'header' ? carried : {},
    query: place === 'query' ? carried : {},
  };
}

interface Wanted extends CredentialOwner {
  oauth: OAuth2;
  rejected: string | undefined;
}

async function usableTokens(dependencies: AuthorizeDependencies, wanted: Wanted): Promise<Tokens> {
  const { store, clock, cache } = dependencies;
  const { instanceId, rejected } = wanted;
  const known = checked(instanceId, cache.recent(instanceId) ?? (await store.read(instanceId)));
  if (!mustRefresh(known, wanted, clock.now()) || isPostponed(dependencies, known, wanted)) {
    cache.remember(instanceId, known);
    return known;
  }
  try {
    const tokens = await cache.shared(`${instanceId} ${rejected ?? ''}`, () => renewTokens(dependencies, wanted));
    cache.remember(instanceId, tokens);
    return tokens;
  } catch (error) {
    cache.forget(instanceId);
    if (!isPassing(error) || !isAlive(known, wanted, clock.now())) throw error;
    // Ahead of time only, so the old token serves on; the provider is left alone for a while.
    cache.remember(instanceId, known);
    cache.postponeRefresh(instanceId, Math.max(clock.now() + refreshPauseMs, error.retryAt ?? 0));
    return known;
  }
}

const refreshPauseMs = 30_000;

/** Under the lock everything is looked at again: another process may have refreshed in the meantime. */
async function renewTokens(dependencies: AuthorizeDependencies, wanted: Wanted): Promise<Tokens> {
  const { store, clock, cache } = dependencies;
  const { instanceId } = wanted;
  const tokens = await store.withLock(instanceId, async (stored, save) => {
    const current = checked(instanceId, stored);
    if (!mustRefresh(current, wanted, clock.now())) return current;
    return refreshUnderLock(dependencies, wanted, { current, save });
  });
  cache.releaseUnsaved(instanceId);
  return checked(instanceId, tokens);
}

/** Saves what came of it: new tokens, or the old ones with the reason why they are dead. */
async function refreshUnderLock(
  dependencies: AuthorizeDependencies,
  { instanceId, oauth, configuration }: Wanted,
  { current, save }: { current: Tokens; save: (next: Tokens) => Promise<void> },
): Promise<Tokens> {
  const { store, cache } = dependencies;
  const { refreshToken } = current;
  if (refreshToken === undefined) {
    throw new Fault(
      'provider.unauthorized',
      'The provider refused the access token, and there is no token to refresh it.',
    );
  }
  const rescued = cache.unsaved(instanceId, refreshToken);
  const outcome: RefreshOutcome = rescued
    ? { kind: 'refreshed', tokens: rescued }
    : await toldRefresh(dependencies, () =>
        refreshTokens(dependencies, oauth, configuration, { ...current, refreshToken }),
      );
  if (outcome.kind === 'reconnect') {
    await store.markReconnect(instanceId, outcome.reason);
    const dead = { ...current, refusedBecause: outcome.reason };
    await save(dead);
    return dead;
  }
  // The provider may have killed the old ones: if storing fails, the next attempt stores these instead of asking again.
  cache.holdUnsaved(instanceId, refreshToken, outcome.tokens);
  await save(outcome.tokens);
  return outcome.tokens;
}

async function toldRefresh(
  { onRefresh }: AuthorizeDependencies,
  refresh: () => Promise<RefreshOutcome>,
): Promise<RefreshOutcome> {
  try {
    const outcome = await refresh();
    onRefresh?.(outcome.kind);
    return outcome;
  } catch (error) {
    onRefresh?.('failed');
    throw error;
  }
}

/** Throws `instance.reconnect` unless there are tokens that the provider has not refused for good. */
function checked(instanceId: number, tokens: Tokens | undefined): Tokens {
  if (tokens && tokens.refusedBecause === undefined) return tokens;
  throw new Fault(
    'instance.reconnect',
    `Instance ${instanceId} must be connected to its provider again: authorize, and send the new code with PUT or PATCH.`,
    tokens?.refusedBecause === undefined ? {} : { providerMessage: tokens.refusedBecause },
  );
}

const mustRefresh = (tokens: Tokens, { oauth, rejected }: Wanted, now: number): boolean =>
  tokens.accessToken === rejected || isRefreshDue(tokens, oauth, now);

const isAlive = (tokens: Tokens, { rejected }: Wanted, now: number): boolean =>
  tokens.accessToken !== rejected && now < tokens.expiresAt;

const isPostponed = ({ cache, clock }: AuthorizeDependencies, tokens: Tokens, wanted: Wanted): boolean =>
  cache.isRefreshPostponed(wanted.instanceId) && isAlive(tokens, wanted, clock.now());

/** A refresh that failed for the provider's reasons may succeed later. */
const isPassing = (error: unknown): error is Fault => error instanceof Fault && error.code.startsWith('provider.');
