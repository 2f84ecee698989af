import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { OAuth2 } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { exchangeAssertion } from './exchange-assertion.ts';
import { throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { logIn } from './log-in.ts';
import { oauthSettings } from './oauth-settings.ts';
import { requestTokens } from './token-request.ts';
import type { RefusedAnswer, TokenAnswer } from './token-answer.ts';
import type { Renewable } from './token-kinds.ts';
import { oauthPaths, tokensFromAnswer, type AnswerPaths, type Tokens } from './tokens.ts';

export type Grant = { kind: 'granted'; tokens: Tokens } | RefusedAnswer;

interface GrantDependencies {
  egress: Pick<Egress, 'request'>;
  clock: Clock;
}

/**
 * Tokens for what the configuration says, without a user: client credentials, a password, a signed JWT, a login. What a
 * provider refuses is a value; what may pass is thrown, as by askForToken, and `configuration.invalid` for what is missing.
 */
export async function grantTokens(
  dependencies: GrantDependencies,
  authentication: Renewable,
  configuration: Configuration,
): Promise<Grant> {
  const issuedAt = dependencies.clock.now();
  const answer = await askFor(dependencies, authentication, configuration);
  if (answer.kind === 'refused') return answer;
  const paths = pathsOf(authentication);
  return { kind: 'granted', tokens: tokensFromAnswer(answer, { life: authentication, paths, issuedAt }) };
}

/** Where the answers of a provider say what. */
function pathsOf(authentication: Renewable): AnswerPaths {
  if (authentication.type === 'oauth2') return oauthPaths;
  return authentication.type === 'jwt' ? authentication.exchange : authentication;
}

function askFor(
  dependencies: GrantDependencies,
  authentication: Renewable,
  configuration: Configuration,
): Promise<TokenAnswer> {
  switch (authentication.type) {
    case 'oauth2':
      return askTokenEndpoint(dependencies, authentication, configuration);
    case 'jwt':
      return exchangeAssertion(dependencies, authentication, configuration);
    case 'session':
      return logIn(dependencies, authentication, configuration);
  }
}

async function askTokenEndpoint(
  { egress }: GrantDependencies,
  oauth: OAuth2,
  configuration: Configuration,
): Promise<TokenAnswer> {
  const settings = oauthSettings(oauth, configuration, 'code');
  const scope: Record<string, string> = settings.scope === '' ? {} : { scope: settings.scope };
  const own: Record<string, string> =
    oauth.grant === 'password'
      ? { grant_type: 'password', ...passwordOf(configuration) }
      : { grant_type: 'client_credentials' };
  const parameters = { ...own, ...scope };
  return requestTokens({ egress }, { oauth, configuration, settings, purpose: 'code', parameters });
}

function passwordOf({ username = '', password = '' }: Configuration): { username: string; password: string } {
  const issues: Issue[] = Object.entries({ username, password }).flatMap(([key, value]) =>
    value === '' ? [{ path: `configuration.${key}`, message: 'is required' }] : [],
  );
  throwIfIncomplete(issues);
  return { username, password };
}
