import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { oauthSettings, type Configuration } from './oauth-settings.ts';
import { requestTokens } from './token-request.ts';
import { tokensFromAnswer, type Tokens } from './tokens.ts';

/**
 * Exchanges the code that a user's consent gave. `providerData` holds the parameters of the redirect: `code`, and what
 * the connector forwards. Throws `authorization.refused` (400, with the provider's words) when the provider does not
 * accept code or client, `configuration.invalid` when something is missing, and the faults of a token request.
 */
export async function exchangeCode(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  oauth: OAuth2,
  configuration: Configuration,
  providerData: JsonRecord,
): Promise<Tokens> {
  const { url, clientId, clientSecret, callbackUrl } = oauthSettings(oauth, configuration, 'code');
  const parameters: Record<string, string> = { grant_type: 'authorization_code', code: codeOf(providerData) };
  if (callbackUrl !== undefined) parameters['redirect_uri'] = callbackUrl;
  for (const name of oauth.forwardFromRedirect) {
    const value = providerData[name];
    if (typeof value === 'string') parameters[name] = value;
  }
  const issuedAt = clock.now();
  const answer = await requestTokens(
    { egress },
    { url, clientId, clientSecret, clientAuthentication: oauth.clientAuthentication.code, parameters },
  );
  if (answer.kind === 'granted') return tokensFromAnswer(answer.answer, { oauth, issuedAt });
  throw new Fault(
    'authorization.refused',
    `${answer.host} did not accept the authorization code (${answer.error || `status ${answer.status}`}).`,
    { providerMessage: answer.message },
  );
}

function codeOf(providerData: JsonRecord): string {
  const { code, error, error_description: description } = providerData;
  if (typeof code === 'string' && code !== '') return code;
  if (typeof error === 'string') {
    const providerMessage = typeof description === 'string' ? description : error;
    throw new Fault('authorization.refused', `The user or the provider did not grant access (${error}).`, {
      providerMessage,
    });
  }
  throw new Fault(
    'configuration.invalid',
    'providerData.code is missing: it must hold the authorization code of the redirect.',
    {
      issues: [{ path: 'providerData.code', message: 'is required' }],
    },
  );
}
