import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { Configuration } from './fill-configuration.ts';
import { oauthSettings } from './oauth-settings.ts';
import { requestTokens } from './token-request.ts';
import { oauthPaths, tokensFromAnswer, type Tokens } from './tokens.ts';

/**
 * Exchanges the code that a user's consent gave. `providerData` holds the parameters of the redirect: `code`, and what
 * the connector forwards; also `code_verifier` where a code challenge went with the consent. Throws `authorization.refused` (400, with the provider's words) when the provider does not
 * accept code or client, `configuration.invalid` when something is missing, and the faults of a token request.
 */
export async function exchangeCode(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  oauth: OAuth2,
  configuration: Configuration,
  providerData: JsonRecord,
): Promise<Tokens> {
  const settings = oauthSettings(oauth, configuration, 'code');
  const parameters: Record<string, string> = {
    grant_type: 'authorization_code',
    code: codeOf(providerData),
    ...(settings.callbackUrl !== undefined && { redirect_uri: settings.callbackUrl }),
    ...verifierOf(oauth, providerData),
  };
  for (const name of oauth.forwardFromRedirect) {
    const value = providerData[name];
    if (typeof value === 'string') parameters[name] = value;
  }
  const issuedAt = clock.now();
  const answer = await requestTokens({ egress }, { oauth, configuration, settings, purpose: 'code', parameters });
  if (answer.kind === 'granted') return tokensFromAnswer(answer, { life: oauth, paths: oauthPaths, issuedAt });
  throw new Fault(
    'authorization.refused',
    `${answer.host} did not accept the authorization code (${answer.error || `status ${answer.status}`}).`,
    { providerMessage: answer.message },
  );
}

function verifierOf({ pkce }: OAuth2, { code_verifier: verifier }: JsonRecord): { code_verifier?: string } {
  if (typeof verifier === 'string' && verifier !== '') return { code_verifier: verifier };
  if (!pkce) return {};
  throw new Fault(
    'configuration.invalid',
    'providerData.code_verifier is missing: it must hold the code verifier whose challenge went with the consent.',
    { issues: [{ path: 'providerData.code_verifier', message: 'is required' }] },
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
