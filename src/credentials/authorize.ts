import { withoutEndSlashes } from '../lib/without-end-slashes.ts';
import type { AuthenticationOf, Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { carry, type Authorization } from './authorization.ts';
import { fillFromConfiguration, type Configuration } from './fill-configuration.ts';
import { fixedAuthorization } from './fixed-authorization.ts';
import { signOAuth1, type SignedRequest } from './sign-oauth1.ts';
import { isRenewable, type Renewable } from './token-kinds.ts';
import type { TokenDependencies, TokenOwner } from './token-owner.ts';
import { usableTokens } from './usable-tokens.ts';

export type { Authorization } from './authorization.ts';
export type AuthorizeDependencies = TokenDependencies;

/** Whose credentials are asked for. */
export type CredentialOwner = TokenOwner;

export interface AuthorizeOptions {
  /** The access token that the provider has just answered 401 to: it is not to be given again. */
  force?: string | undefined;
  /** The request that will be sent, for authentications that sign it. */
  request?: SignedRequest | undefined;
}

/** The owner as an instance of a connector, whose base URL counts where the instance has none. */
export function credentialOwner({
  organizationId,
  instanceId,
  connector,
  configuration,
}: {
  organizationId: number;
  instanceId: number;
  connector: Pick<Connector, 'authentication' | 'baseUrl'>;
  configuration: Configuration;
}): CredentialOwner {
  const { authentication } = connector;
  return { organizationId, instanceId, authentication, configuration: withBaseUrl(connector, configuration) };
}

/** The configuration with the base URL of the connector, where it has none of its own. */
export function withBaseUrl(connector: Pick<Connector, 'baseUrl'>, configuration: Configuration): Configuration {
  const address = withoutEndSlashes((configuration['base.url'] || connector.baseUrl).trim());
  // An entry that is missing here is missing, and told, where the base URL itself is used.
  const baseUrl = withoutEndSlashes(fillFromConfiguration(address, configuration, []).trim());
  return { ...configuration, 'base.url': baseUrl };
}

/**
 * The credentials for one request of an instance. Tokens are renewed ahead of their end, one renewal at a time
 * across all processes, and new ones are committed before they are given out. Throws `instance.reconnect` when the user
 * must connect again, `provider.unauthorized` for rejected credentials that cannot be renewed, `configuration.invalid` for missing ones, and,
 * when a renewal cannot be avoided, its faults.
 */
export async function authorize(
  dependencies: AuthorizeDependencies,
  owner: CredentialOwner,
  { force, request }: AuthorizeOptions = {},
): Promise<Authorization> {
  const { authentication, configuration } = owner;
  if (isRenewable(authentication)) return withToken(dependencies, owner, authentication, force);
  if (authentication.type === 'oauth1') return signed(dependencies, owner, authentication, { force, request });
  if (force !== undefined) throw new Fault('provider.unauthorized', 'The provider refused the credentials.');
  return fixedAuthorization(dependencies, authentication, configuration);
}

async function withToken(
  dependencies: AuthorizeDependencies,
  owner: CredentialOwner,
  { placement }: Renewable,
  rejected: string | undefined,
): Promise<Authorization> {
  const { accessToken: token } = await usableTokens(dependencies, owner, rejected);
  return { ...carry(token, placement), token };
}

async function signed(
  dependencies: AuthorizeDependencies,
  owner: CredentialOwner,
  oauth: AuthenticationOf<'oauth1'>,
  { force, request }: AuthorizeOptions,
): Promise<Authorization> {
  if (!request) throw new Error('OAuth 1 signs requests, and none was given.');
  const { accessToken: key, tokenSecret: secret = '' } = await usableTokens(dependencies, owner, force);
  const authorization = signOAuth1(dependencies, oauth, owner.configuration, { request, token: { key, secret } });
  return { headers: { authorization }, query: {}, token: key };
}
