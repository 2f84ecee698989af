import type { OAuth2 } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';

/** `code`: first tokens, whatever the grant. */
export type OAuthEndpoint = 'authorization' | 'code' | 'refresh';

/** One endpoint of a provider and the client that an instance is to it. */
export interface OAuthSettings {
  url: string;
  clientId: string;
  /** Empty for the authorization page, which must not see it, and for public clients, which have none. */
  clientSecret: string;
  callbackUrl: string | undefined;
  /** As the provider separates it. */
  scope: string;
}

/** From the instance's configuration, else its connector. Throws `configuration.invalid` with an issue for each entry missing. */
export function oauthSettings(oauth: OAuth2, configuration: Configuration, endpoint: OAuthEndpoint): OAuthSettings {
  const issues: Issue[] = [];
  const required = (key: string) => {
    const value = configuration[key];
    if (!value) issues.push({ path: `configuration.${key}`, message: 'is required' });
    return value ?? '';
  };
  const settings: OAuthSettings = {
    url:
      ownUrl(configuration, endpoint) ??
      fillFromConfiguration(connectorUrl(oauth, endpoint, issues), configuration, issues),
    clientId: required('oauth.api.key'),
    clientSecret: endpoint === 'authorization' ? '' : clientSecret(oauth, configuration, required),
    callbackUrl: configuration['oauth.callback.url'] || undefined,
    scope: separated(oauth, configuration['oauth.scope'] || oauth.scope),
  };
  throwIfIncomplete(issues);
  return settings;
}

/** Scopes as the provider separates them; in the configuration they are separated by blanks. */
export const separated = ({ scopeSeparator }: OAuth2, scope: string): string =>
  scopeSeparator === ' ' ? scope : scope.trim().split(/\s+/).join(scopeSeparator);

/** A client that proves itself by PKCE may be a public one. */
const clientSecret = ({ pkce }: OAuth2, configuration: Configuration, required: (key: string) => string): string =>
  pkce ? (configuration['oauth.api.secret'] ?? '') : required('oauth.api.secret');

function ownUrl(configuration: Configuration, endpoint: OAuthEndpoint): string | undefined {
  if (endpoint === 'authorization') return configuration['oauth.authorization.url'] || undefined;
  const tokenUrl = configuration['oauth.token.url'] || undefined;
  // An instance with a token endpoint of its own must not have its refresh token sent to the connector's.
  return endpoint === 'refresh' ? configuration['oauth.token.refresh_url'] || tokenUrl : tokenUrl;
}

function connectorUrl(oauth: OAuth2, endpoint: OAuthEndpoint, issues: Issue[]): string {
  if (endpoint === 'refresh') return oauth.refreshUrl ?? oauth.tokenUrl;
  if (endpoint === 'code') return oauth.tokenUrl;
  if (oauth.authorizationUrl === undefined) {
    issues.push({ path: 'configuration.oauth.authorization.url', message: 'is required: the connector has none' });
  }
  return oauth.authorizationUrl ?? '';
}
