import type { Egress } from '../egress/egress.ts';
import type { OAuth2 } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { encodedBody } from './encoded-body.ts';
import { fillEach, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import type { OAuthSettings } from './oauth-settings.ts';
import { askForToken, type TokenAnswer } from './token-answer.ts';
import { oauthPaths } from './tokens.ts';

export interface TokenRequest {
  oauth: OAuth2;
  configuration: Configuration;
  settings: Pick<OAuthSettings, 'url' | 'clientId' | 'clientSecret'>;
  /** For the first tokens, or with a refresh token. */
  purpose: 'code' | 'refresh';
  /** grant_type and what belongs to it. */
  parameters: Record<string, string>;
}

/** Asks an OAuth 2 token endpoint as its connector wants it. Throws as askForToken does. */
export async function requestTokens(
  { egress }: { egress: Pick<Egress, 'request'> },
  { oauth, configuration, settings, purpose, parameters }: TokenRequest,
): Promise<TokenAnswer> {
  const issues: Issue[] = [];
  const added = purpose === 'code' ? oauth.tokenParameters : oauth.refreshParameters;
  const all = { ...parameters, ...fillEach(added, configuration, issues) };
  throwIfIncomplete(issues);
  const { url, clientId, clientSecret } = settings;
  // A public client has no secret to send in a header.
  const isBasic = oauth.clientAuthentication[purpose] === 'basic' && clientSecret !== '';
  const client = { client_id: clientId, ...(clientSecret !== '' && { client_secret: clientSecret }) };
  const { headers, body } = encodedBody(oauth.tokenRequestFormat, isBasic ? all : { ...all, ...client });
  const authorization = isBasic ? { authorization: basicHeader(clientId, clientSecret) } : {};
  return askForToken(
    { egress },
    { method: 'POST', url, headers: { ...headers, ...authorization }, body },
    oauthPaths.token,
  );
}

/** Not form-encoded first, as RFC 6749 has it: vendors document, and accept, the plain pair only. */
export const basicHeader = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
