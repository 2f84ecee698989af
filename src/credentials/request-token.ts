import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { fillEach, fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { signOAuth1 } from './sign-oauth1.ts';
import { askForToken } from './token-answer.ts';

type OAuth1 = AuthenticationOf<'oauth1'>;

interface Deps {
  egress: Pick<Egress, 'request'>;
  clock: Clock;
}

/** What OAuth 1 asks a user's consent for, and what it exchanges afterwards. */
export interface RequestToken {
  token: string;
  secret: string;
}

/**
 * Asks the provider for a request token; it will send the user back to `oauth.callback.url`. Throws `authorization.refused`
 * when it does not accept the client, `configuration.invalid` for missing entries, and the faults of a token request.
 */
export async function requestToken(deps: Deps, oauth: OAuth1, configuration: Configuration): Promise<RequestToken> {
  const issues: Issue[] = [];
  const url = configuration['oauth.request.url'] || fillFromConfiguration(oauth.requestTokenUrl, configuration, issues);
  const callback = fillFromConfiguration('{oauth.callback.url}', configuration, issues);
  throwIfIncomplete(issues);
  const authorization = signOAuth1(deps, oauth, configuration, {
    request: { method: 'POST', url },
    extra: { oauth_callback: callback },
  });
  const answer = await askForToken(deps, { method: 'POST', url, headers: { authorization } }, 'oauth_token');
  if (answer.kind === 'refused') {
    throw new Fault(
      'authorization.refused',
      `${answer.host} did not give a request token (${answer.error || `status ${answer.status}`}).`,
      { providerMessage: answer.message },
    );
  }
  const secret = answer.answer['oauth_token_secret'];
  return { token: answer.accessToken, secret: typeof secret === 'string' ? secret : '' };
}

/** The page of the provider on which a user grants access to whoever holds this request token. */
export function requestTokenUrl(oauth: OAuth1, configuration: Configuration, token: string): string {
  const issues: Issue[] = [];
  const own = configuration['oauth.authorization.url'];
  const url = URL.parse(own || fillFromConfiguration(oauth.authorizationUrl, configuration, issues));
  const parameters = fillEach(oauth.authorizationParameters, configuration, issues);
  throwIfIncomplete(issues);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    const path = 'configuration.oauth.authorization.url';
    throw new Fault('configuration.invalid', `${path} must be an http or https URL.`, {
      issues: [{ path, message: 'must be an http or https URL' }],
    });
  }
  for (const [name, value] of Object.entries({ ...parameters, oauth_token: token })) url.searchParams.set(name, value);
  return url.href;
}

/** Both: the page, and the secret that the exchange afterwards needs. */
export async function requestTokenPage(
  deps: Deps,
  oauth: OAuth1,
  configuration: Configuration,
): Promise<{ url: string; tokenSecret: string }> {
  const { token, secret } = await requestToken(deps, oauth, configuration);
  return { url: requestTokenUrl(oauth, configuration, token), tokenSecret: secret };
}
