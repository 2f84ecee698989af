import type { OAuth2 } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';

/** Values of an instance by configuration key. */
export type Configuration = Readonly<Record<string, string>>;

export type OAuthEndpoint = 'authorization' | 'code' | 'refresh';

/** One endpoint of a provider and the client that an instance is to it. */
export interface OAuthSettings {
  url: string;
  clientId: string;
  /** Empty for the authorization page, which must not see it. */
  clientSecret: string;
  callbackUrl: string | undefined;
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
    url: ownUrl(configuration, endpoint) ?? fillFromConfiguration(connectorUrl(oauth, endpoint), configuration, issues),
    clientId: required('oauth.api.key'),
    clientSecret: endpoint === 'authorization' ? '' : required('oauth.api.secret'),
    callbackUrl: configuration['oauth.callback.url'] || undefined,
    scope: configuration['oauth.scope'] || oauth.scope,
  };
  if (issues.length > 0) throw incomplete(issues);
  return settings;
}

function ownUrl(configuration: Configuration, endpoint: OAuthEndpoint): string | undefined {
  if (endpoint === 'authorization') return configuration['oauth.authorization.url'] || undefined;
  const tokenUrl = configuration['oauth.token.url'] || undefined;
  // An instance with a token endpoint of its own must not have its refresh token sent to the connector's.
  return endpoint === 'refresh' ? configuration['oauth.token.refresh_url'] || tokenUrl : tokenUrl;
}

function connectorUrl(oauth: OAuth2, endpoint: OAuthEndpoint): string {
  if (endpoint === 'authorization') return oauth.authorizationUrl;
  return endpoint === 'refresh' ? (oauth.refreshUrl ?? oauth.tokenUrl) : oauth.tokenUrl;
}

/** Replaces each `{key}` by the configuration's value; a key without one becomes an issue. */
export const fillFromConfiguration = (template: string, configuration: Configuration, issues: Issue[]): string =>
  template.replace(/\{([^{}]+)\}/g, (_whole, key: string) => {
    const value = configuration[key];
    if (!value) issues.push({ path: `configuration.${key}`, message: `is required: ${template} needs it` });
    return value ?? '';
  });

export function incomplete(issues: Issue[]): Fault {
  const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new Fault('configuration.invalid', `The OAuth settings are incomplete: ${list}.`, { issues });
}
