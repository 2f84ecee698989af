import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import { instantFromMs, printInstant } from '../lib/instant.ts';
import type { OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { Configuration } from './fill-configuration.ts';
import { grantTokens } from './grant-tokens.ts';
import { oauthSettings } from './oauth-settings.ts';
import { requestTokens } from './token-request.ts';
import { grantsItself, type Renewable } from './token-kinds.ts';
import type { RefusedAnswer } from './token-answer.ts';
import { oauthPaths, tokensFromAnswer, type Tokens } from './tokens.ts';

export type RenewalOutcome =
  | { kind: 'refreshed'; tokens: Tokens }
  /** Final: the provider will not give tokens for what we have. */
  | { kind: 'reconnect'; reason: string };

interface RenewDependencies {
  egress: Pick<Egress, 'request'>;
  clock: Clock;
}

export interface Renewal {
  authentication: Renewable;
  configuration: Configuration;
  current: Tokens;
  /** Epoch milliseconds at which an earlier use of the refresh token was begun whose answer was never stored. */
  begunAt: number | undefined;
}

/** Whether there is any way to new tokens but the user. */
export const canRenew = (authentication: Renewable, { refreshToken }: Tokens): boolean =>
  grantsItself(authentication) || (authentication.type === 'oauth2' && refreshToken !== undefined);

/**
 * New tokens in place of `current`: by their refresh token, else by what they were granted for. A refresh token may be
 * dead afterwards, so the outcome must be stored before it is used. Throws `provider.refused` for a refusal that is not
 * the user's to mend, such as a wrong client secret with a refresh token, and the faults of a token request.
 */
export async function renewTokens(dependencies: RenewDependencies, renewal: Renewal): Promise<RenewalOutcome> {
  const { authentication, configuration, current } = renewal;
  if (authentication.type === 'oauth2' && current.refreshToken !== undefined) {
    const outcome = await refresh(dependencies, authentication, { ...renewal, refreshToken: current.refreshToken });
    if (outcome.kind === 'refreshed' || !grantsItself(authentication)) return outcome;
  }
  const grant = await grantTokens(dependencies, authentication, configuration);
  if (grant.kind === 'granted') return { kind: 'refreshed', tokens: grant.tokens };
  if (finalStatuses.includes(grant.status) && isAboutCredentials(grant))
    return { kind: 'reconnect', reason: wordsOf(grant) };
  throw refusal(grant);
}

/** Wrong secrets and passwords, however they are said. They are not tried again: that would lock accounts. */
const finalStatuses: readonly number[] = [200, 400, 401, 403, 422];

/** A page instead of words comes from what stands before the provider, such as a firewall, and will pass. */
const isAboutCredentials = ({ status, isWorded }: RefusedAnswer): boolean => status === 401 || isWorded;

async function refresh(
  { egress, clock }: RenewDependencies,
  oauth: OAuth2,
  { configuration, current, refreshToken, begunAt }: Renewal & { refreshToken: string },
): Promise<RenewalOutcome> {
  const settings = oauthSettings(oauth, configuration, 'refresh');
  const issuedAt = clock.now();
  const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const answer = await requestTokens({ egress }, { oauth, configuration, settings, purpose: 'refresh', parameters });
  if (answer.kind === 'granted') {
    const tokens = tokensFromAnswer(answer, { life: oauth, paths: oauthPaths, issuedAt, previous: current });
    return { kind: 'refreshed', tokens };
  }
  const isFinal = oauth.reconnectWhen.some(({ status, error }) => status === answer.status && error === answer.error);
  if (begunAt !== undefined && (isFinal || (isAboutCredentials(answer) && !isAboutClient(answer)))) {
    return { kind: 'reconnect', reason: `${wordsOf(answer)} ${lostAnswer(begunAt)}` };
  }
  if (isFinal) return { kind: 'reconnect', reason: wordsOf(answer) };
  throw refusal(answer);
}

/** The refresh token is as good as it was. */
const isAboutClient = ({ error }: RefusedAnswer): boolean => ['invalid_client', 'unauthorized_client'].includes(error);

const lostAnswer = (begunAt: number): string =>
  `A refresh was under way at ${printInstant(instantFromMs(begunAt))} when the server stopped or lost the connection: its answer, and with it the new refresh token, was not stored.`;

const wordsOf = ({ message, error, host, status }: RefusedAnswer): string =>
  message || error || `${host} answered with status ${status}.`;

const refusal = (answer: RefusedAnswer): Fault =>
  new Fault(
    'provider.refused',
    `${answer.host} did not renew the tokens (${answer.error || `status ${answer.status}`}).`,
    { providerMessage: answer.message },
  );
