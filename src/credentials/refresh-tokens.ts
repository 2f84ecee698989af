import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { oauthSettings, type Configuration } from './oauth-settings.ts';
import { requestTokens } from './token-request.ts';
import { tokensFromAnswer, type Tokens } from './tokens.ts';

export type RefreshOutcome =
  | { kind: 'refreshed'; tokens: Tokens }
  /** The connector says of this answer that the user must connect again. */
  | { kind: 'reconnect'; reason: string };

/** Tokens that can be refreshed. */
export type RefreshableTokens = Tokens & { refreshToken: string };

/**
 * Uses a refresh token once. It may be dead afterwards, so the outcome must be stored before it is used. Throws
 * `provider.refused` for a refusal that is not the user's to mend, such as a wrong client secret, and the faults of a
 * token request.
 */
export async function refreshTokens(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  oauth: OAuth2,
  configuration: Configuration,
  current: RefreshableTokens,
): Promise<RefreshOutcome> {
  const { url, clientId, clientSecret } = oauthSettings(oauth, configuration, 'refresh');
  const issuedAt = clock.now();
  const answer = await requestTokens(
    { egress },
    {
      url,
      clientId,
      clientSecret,
      clientAuthentication: oauth.clientAuthentication.refresh,
      parameters: { grant_type: 'refresh_token', refresh_token: current.refreshToken },
    },
  );
  if (answer.kind === 'granted') {
    return {
      kind: 'refreshed',
      tokens: tokensFromAnswer(answer.answer, { oauth, issuedAt, previous: current }),
    };
  }
  const { host, status, error, message } = answer;
  if (oauth.reconnectWhen.some((rule) => rule.status === status && rule.error === error)) {
    return { kind: 'reconnect', reason: message };
  }
  throw new Fault('provider.refused', `${host} did not refresh the tokens (${error || `status ${status}`}).`, {
    providerMessage: message,
  });
}
