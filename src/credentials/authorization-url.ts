import type { OAuth2 } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { fillEach, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { oauthSettings, separated } from './oauth-settings.ts';

export interface AuthorizationUrlOptions {
  state: string;
  /** In place of the configured one, separated by blanks. */
  scope?: string;
  /** Of the code verifier that will go with the code (S256). */
  codeChallenge?: string;
}

/**
 * The page of the provider on which a user grants access; it sends the user back to `oauth.callback.url` with a code and
 * `state`. `scope` replaces the configured one. Throws `configuration.invalid` when an entry is missing or no URL.
 */
export function authorizationUrl(
  oauth: OAuth2,
  configuration: Configuration,
  { state, scope, codeChallenge }: AuthorizationUrlOptions,
): string {
  const settings = oauthSettings(oauth, configuration, 'authorization');
  const issues: Issue[] = [];
  if (settings.callbackUrl === undefined)
    issues.push({ path: 'configuration.oauth.callback.url', message: 'is required' });
  const url = URL.parse(settings.url);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw notAPage(settings.url);
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: settings.callbackUrl ?? '',
    scope: scope === undefined ? settings.scope : separated(oauth, scope),
    state,
    ...(codeChallenge !== undefined && { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
    ...fillEach(oauth.authorizationParameters, configuration, issues),
  };
  throwIfIncomplete(issues);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  // A scope list is separated by blanks, which some authorization pages only understand as %20.
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

const notAPage = (value: string) =>
  new Fault(
    'configuration.invalid',
    `oauth.authorization.url is ${JSON.stringify(value)}; it must be an http or https URL.`,
    {
      issues: [{ path: 'configuration.oauth.authorization.url', message: 'must be an http or https URL' }],
    },
  );
