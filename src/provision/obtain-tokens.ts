import { exchangeCode } from '../credentials/exchange-code.ts';
import type { Tokens } from '../credentials/tokens.ts';
import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Connector, OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { BroughtTokens } from './brought-tokens.ts';

export interface TokenSource {
  connector: Connector;
  values: Record<string, string>;
  bringsTokens: boolean;
  brought: BroughtTokens | undefined;
  providerData: JsonRecord | undefined;
}

/**
 * The tokens that a request brings or its authorization code buys; undefined when it has neither, or when the
 * connector has no use for them. A code is spent by this, so everything that can be checked is checked before.
 */
export async function obtainTokens(
  { egress, clock }: { egress: Egress; clock: Clock },
  { connector, values, bringsTokens, brought, providerData }: TokenSource,
): Promise<Tokens | undefined> {
  const oauth = connector.authentication;
  if (oauth.type !== 'oauth2') return undefined;
  if (bringsTokens) return brought && ownTokens(oauth, brought, clock.now());
  return providerData && Object.keys(providerData).length > 0
    ? exchangeCode({ egress, clock }, oauth, values, providerData)
    : undefined;
}

const ownTokens = (oauth: OAuth2, { accessToken, refreshToken, expiresAt }: BroughtTokens, now: number): Tokens => ({
  accessToken,
  ...(refreshToken !== undefined && { refreshToken }),
  issuedAt: now,
  expiresAt: expiresAt ?? now + oauth.defaultLifetimeSeconds * 1000,
  raw: {},
});

/** An instance that cannot be let in by its provider is not made. */
export function requireTokens(connector: Connector, tokens: Tokens | undefined, bringsTokens: boolean): void {
  if (connector.authentication.type !== 'oauth2' || tokens) return;
  const [path, message] = bringsTokens
    ? ['configuration.oauth.user.token', 'missing; externalAuthentication "initial" says that you bring it']
    : ['providerData.code', 'missing; it is the authorization code that the provider gave for your user'];
  throw new Fault('configuration.invalid', `${path}: ${message}`, { issues: [{ path, message }] });
}
