import { withBaseUrl } from '../credentials/authorize.ts';
import { exchangeCode } from '../credentials/exchange-code.ts';
import { exchangeVerifier } from '../credentials/exchange-verifier.ts';
import type { Configuration } from '../credentials/fill-configuration.ts';
import { grantTokens } from '../credentials/grant-tokens.ts';
import { grantsItself, isRenewable, keepsTokens, type Renewable } from '../credentials/token-kinds.ts';
import type { Tokens } from '../credentials/tokens.ts';
import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Authentication, Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { BroughtTokens } from './brought-tokens.ts';

export interface TokenSource {
  connector: Connector;
  values: Record<string, string>;
  bringsTokens: boolean;
  brought: BroughtTokens | undefined;
  providerData: JsonRecord | undefined;
  /** False: tokens for which no user is needed are there already, and what they were granted for has not changed. */
  needsGrant: boolean;
}

interface Deps {
  egress: Egress;
  clock: Clock;
}

/**
 * The tokens that a request brings, that its authorization code buys, or that its credentials are given; undefined when
 * it has none of them, or when the connector has no use for them. A code is spent by this, so everything that can be
 * checked is checked before.
 */
export async function obtainTokens(
  deps: Deps,
  { connector, values, bringsTokens, brought, providerData, needsGrant }: TokenSource,
): Promise<Tokens | undefined> {
  const { authentication } = connector;
  const configuration = withBaseUrl(connector, values);
  if (!keepsTokens(authentication)) return undefined;
  if (bringsTokens) return brought && ownTokens(authentication, brought, deps.clock.now());
  if (isRenewable(authentication) && grantsItself(authentication)) {
    return needsGrant ? grantedTokens(deps, { connector, authentication, configuration }) : undefined;
  }
  if (!providerData || Object.keys(providerData).length === 0) return undefined;
  if (authentication.type === 'oauth2') return exchangeCode(deps, authentication, configuration, providerData);
  return authentication.type === 'oauth1'
    ? exchangeVerifier(deps, authentication, configuration, providerData)
    : undefined;
}

async function grantedTokens(
  deps: Deps,
  granting: { connector: Connector; authentication: Renewable; configuration: Configuration },
): Promise<Tokens> {
  const grant = await grantTokens(deps, granting.authentication, granting.configuration);
  if (grant.kind === 'granted') return grant.tokens;
  throw new Fault(
    'authorization.refused',
    `${granting.connector.name} did not accept the credentials (${grant.error || `status ${grant.status}`}).`,
    { providerMessage: grant.message },
  );
}

function ownTokens(
  authentication: Authentication,
  { accessToken, tokenSecret, refreshToken, expiresAt }: BroughtTokens,
  now: number,
): Tokens {
  const lifetimeMs = isRenewable(authentication) ? authentication.defaultLifetimeSeconds * 1000 : undefined;
  const end = expiresAt ?? (lifetimeMs === undefined ? undefined : now + lifetimeMs);
  return {
    accessToken,
    ...(tokenSecret !== undefined && { tokenSecret }),
    ...(refreshToken !== undefined && { refreshToken }),
    issuedAt: now,
    ...(end !== undefined && { expiresAt: end }),
    raw: {},
  };
}

/** An instance that cannot be let in by its provider is not made. */
export function requireTokens({ authentication }: Connector, tokens: Tokens | undefined, bringsTokens: boolean): void {
  if (tokens || !keepsTokens(authentication)) return;
  const [path, message] = bringsTokens ? notBrought : authentication.type === 'oauth1' ? noVerifier : noCode;
  throw new Fault('configuration.invalid', `${path}: ${message}`, { issues: [{ path, message }] });
}

const notBrought = [
  'configuration.oauth.user.token',
  'missing; externalAuthentication "initial" says that you bring it',
] as const;
const noCode = [
  'providerData.code',
  'missing; it is the authorization code that the provider gave for your user',
] as const;
const noVerifier = [
  'providerData.oauth_verifier',
  'missing; it is what the provider gave for your user, beside oauth_token',
] as const;
