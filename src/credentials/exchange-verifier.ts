import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { signOAuth1 } from './sign-oauth1.ts';
import { askForToken } from './token-answer.ts';
import type { Tokens } from './tokens.ts';

/**
 * Exchanges what the redirect of OAuth 1 brings, `oauth_token` and `oauth_verifier`, and the `secret` of the request token,
 * for an access token. Throws `authorization.refused` with the provider's words, and as exchangeCode does.
 */
export async function exchangeVerifier(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  oauth: AuthenticationOf<'oauth1'>,
  configuration: Configuration,
  providerData: JsonRecord,
): Promise<Tokens> {
  const issues: Issue[] = [];
  const part = (name: string): string => {
    const value = providerData[name];
    if (typeof value === 'string' && value !== '') return value;
    issues.push({ path: `providerData.${name}`, message: 'is required' });
    return '';
  };
  const url = configuration['oauth.token.url'] || fillFromConfiguration(oauth.accessTokenUrl, configuration, issues);
  const token = { key: part('oauth_token'), secret: part('secret') };
  const extra = { oauth_verifier: part('oauth_verifier') };
  throwIfIncomplete(issues);
  const issuedAt = clock.now();
  const request = { method: 'POST', url };
  const authorization = signOAuth1({ clock }, oauth, configuration, { request, token, extra });
  const answer = await askForToken({ egress }, { ...request, headers: { authorization } }, 'oauth_token');
  if (answer.kind === 'refused') {
    throw new Fault(
      'authorization.refused',
      `${answer.host} did not accept the verifier (${answer.error || `status ${answer.status}`}).`,
      { providerMessage: answer.message },
    );
  }
  const { oauth_token_secret: secret } = answer.answer;
  return {
    accessToken: answer.accessToken,
    tokenSecret: typeof secret === 'string' ? secret : '',
    issuedAt,
    raw: answer.answer,
  };
}
